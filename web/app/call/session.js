// SPDX-License-Identifier: Apache-2.0
/** One call, in a room or with one person directly: publishes what is ours, and keeps the store told of what is theirs. */
import { chime } from "../audio.js";
import { colon, t } from "../i18n.js";
import { CallLog } from "../logic/summary.js";
import { announce, Comings, toast } from "../notices.js";
import { Scope } from "../scope.js";
import { hearTitle, newCall, patchCall } from "../state.js";
import { nameOfPeer, personOf } from "./about.js";
import { keepAwake } from "./awake.js";
import { Carrying } from "./carrying.js";
import { addLine } from "./lines.js";
import { watchMirror } from "./mirror.js";
import { followOrder } from "./order.js";
import { Parcels } from "./parcels.js";
import { publishAll, publishOnePicture } from "./publishing.js";
import { startPulse } from "./pulse.js";
import { Talk } from "./talk.js";
import { keepCodes } from "./verify.js";
import { Witness } from "./witness.js";

/** @typedef {import("../state.js").Person} Person */
/** @typedef {import("../../client/switchboard.js").Peer} Peer */
/** @typedef {import("../../client/switchboard.js").Room} Room */
/** @typedef {import("../../client/switchboard.js").Direct} Direct */
/** @typedef {import("../../client/switchboard.js").DirectEnd} DirectEnd */
/** @typedef {{ store: import("../state.js").AppStore, line: import("../line.js").Switchboard, media: import("../media.js").LocalMedia }} Parts */

export const REACTIONS = ["👍", "❤️", "😂", "😮", "👏", "🎉"];

export class CallSession {
  #parts;
  #room;
  #scope = new Scope();
  #face = new MediaStream();
  #comings;
  /** What is said, and the files; there are none in a direct call. @type {Talk | undefined} */
  talk;
  /** @type {Parcels | undefined} */
  parcels;
  #log = new CallLog();
  /** @type {Map<Peer, Scope>} what listens to somebody, and goes with them */ #guests = new Map();
  /** What goes to whom. */
  carrying;
  /** A reaction of somebody, "me" for us: shown, not kept.
   * @type {(from: string, name: string, emoji: string) => void} */
  onReaction = () => {};
  /** It is over, and not by us: the other one ended a direct call, a host put us out, or it could not go on.
   * @type {(reason: string) => void} */
  onEnd = () => {};

  /** @param {Parts} parts
   * @param {Room | Direct} room that we are in; a direct call begins with `start()`
   * @param {import("../state.js").Direct | null} [other] in a direct call */
  constructor(parts, room, other = null) {
    this.#parts = parts;
    this.#room = room;
    const { store } = parts;
    this.#comings = new Comings(store);
    store.set({ call: { ...newCall("start" in room ? "" : room.name), direct: other, joined: true } });
    if (!("start" in room)) {
      this.talk = new Talk(parts, room, this.#scope);
      this.parcels = new Parcels(store, room, this.#scope);
    }
    this.carrying = new Carrying(store, () => room.peers, "send" in room ? (data, to) => room.send(data, to) : null);
    this.#scope.add(() => this.carrying.end());
    this.#scope.add("start" in room ? publishOnePicture(parts, room, this.#face) : publishAll(parts, room, this.#face));

    let there = true; // those who are there already are told first; they did not just come
    const offs = [
      room.on("peer", peer => (there ? this.#meet(peer) : this.#arrive(peer))),
      room.on("peer-left", peer => this.#depart(peer)),
      room.on("peer-changed", () => this.#rebuild()),
      room.on("message", ({ from, data }) => this.#signalled(from, data)),
      room.on("left", reason => this.onEnd(reason)),
    ];
    there = false;
    for (const off of offs) this.#scope.add(off);
    this.#scope.add(() => this.#guests.forEach(guest => guest.end()));
    this.witness = new Witness(parts, room);
    this.#scope.add(() => this.witness.end());
    const pulse = startPulse(store, () => room.peers, this.#log, this.witness);
    this.#scope.add(() => pulse.end());
    const codes = keepCodes(store, () => room.peers);
    this.#scope.add(() => codes.end());
    this.#scope.add(keepAwake());
    const mirror = watchMirror(store);
    this.#scope.add(() => mirror.end());
    this.#rebuild();
    if ("chair" in room) this.#scope.add(followOrder(parts, room, () => this.#rebuild(), this.#comings));
  }

  /** Of the room; "" in a direct call. */
  get name() {
    return "start" in this.#room ? "" : this.#room.name;
  }

  /** The others, by id. */
  get peers() {
    return this.#room.peers;
  }

  /** What the call was like so far. */
  get summary() {
    return this.#log.summary();
  }

  /** Begins a direct call, when our devices run or are known not to. */
  async start() {
    if ("start" in this.#room) await this.#room.start();
  }

  /** The id of the stream with our camera and microphone. */
  get face() {
    return this.#face.id;
  }

  /** The order in the room; a direct call has none. */
  get chair() {
    return "chair" in this.#room ? this.#room.chair : undefined;
  }

  /** @param {string} emoji */
  react(emoji) {
    if (!("send" in this.#room)) return;
    void this.#room.send({ reaction: emoji }).catch(() => {});
    this.onReaction("me", this.#parts.store.state.prefs.name || t("you"), emoji);
  }

  toggleHand() {
    const { call } = this.#parts.store.state;
    if (!call || call.direct) return;
    void (call.hand ? this.chair?.lowerHand() : this.chair?.raiseHand())?.catch(() => {});
  }

  /** Ends something of ours together with the call. @param {() => void} ender */
  during(ender) {
    this.#scope.add(ender);
  }

  /** Leaves; media is the caller's to close. */
  leave() {
    this.#comings.stop();
    this.#parts.store.set({ toast: null }); // of what is over
    this.#scope.end();
    void this.#room.leave();
  }

  /* ---------------------------------------------------------------------------------- */

  /** @param {Peer} peer */
  #meet(peer) {
    const guest = new Scope();
    this.#guests.set(peer, guest);
    for (const event of /** @type {const} */ (["track", "track-removed", "stream-removed", "state"])) {
      guest.add(peer.on(event, () => this.#rebuild()));
    }
  }

  /** @param {Peer} peer */
  #arrive(peer) {
    this.#meet(peer);
    this.#rebuild();
    this.#note("joined", peer);
  }

  /** @param {Peer} peer */
  #depart(peer) {
    this.#guests.get(peer)?.end();
    this.#guests.delete(peer);
    this.#note("left", peer);
    this.#log.left(peer.id);
    const { call } = this.#parts.store.state;
    if (call && [peer.id, `${peer.id}:screen`].includes(call.pinned)) patchCall(this.#parts.store, { pinned: "" });
    this.#rebuild();
  }

  /** @param {"joined" | "left"} key
   * @param {Peer} peer */
  #note(key, peer) {
    const { store } = this.#parts;
    const name = nameOfPeer(peer);
    this.#comings.add(key, name);
    if (store.state.prefs.sounds) chime(key === "joined" ? "join" : "leave");
    addLine(store, { kind: "note", key, name, at: Date.now() });
  }

  /** What is worth a word when somebody is not as they were.
   * @param {Person} before
   * @param {Person} now */
  #compare(before, now) {
    const { store } = this.#parts;
    const { name } = now;
    if (now.screen && !before.screen) toast(store, "share", ["share.began", { name }]);
    if (now.lost && !before.lost) announce(colon(name, t("tile.reconnecting")), "assertive");
  }

  /** @param {string} from
   * @param {any} data */
  #signalled(from, data) {
    if (data?.wants !== undefined) return this.carrying.wanted(from, data.wants);
    if (typeof data?.paused === "boolean") return this.carrying.paused(from, data.paused);
    const emoji = data?.reaction;
    const peer = this.#room.peers.get(from);
    if (!peer || !REACTIONS.includes(emoji)) return;
    this.onReaction(from, nameOfPeer(peer), emoji);
    announce(t("react.sent", { name: nameOfPeer(peer), emoji }), "crowd");
  }

  #rebuild() {
    const { store } = this.#parts;
    const { call } = store.state;
    if (!call || this.#scope.ended) return;
    const people = [...this.#room.peers.values()].map(peer => personOf(peer, call.order.hands));
    this.#log.there(people.length + 1);
    for (const peer of this.#room.peers.values()) hearTitle(store, call.room, peer.about.title);
    patchCall(store, { people });
    for (const now of people) {
      const before = call.people.find(one => one.id === now.id);
      if (before) this.#compare(before, now);
    }
  }
}
