// SPDX-License-Identifier: Apache-2.0
/** One call: joins the room, or meets one person directly, publishes what is ours, and keeps the store told of what is theirs. */
import { chime } from "../audio.js";
import { t } from "../i18n.js";
import { nameOf } from "../line.js";
import { CallLog } from "../logic/summary.js";
import { announce, Comings, toast } from "../notices.js";
import { Scope } from "../scope.js";
import { newCall, patchCall } from "../state.js";
import { nameOfPeer, personOf } from "./about.js";
import { keepAwake } from "./awake.js";
import { publishAll, publishOnePicture } from "./publishing.js";
import { startPulse } from "./pulse.js";
import { keepCodes } from "./verify.js";

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
  #log = new CallLog();
  /** A reaction of somebody, "me" for us: shown, not kept.
   * @type {(from: string, name: string, emoji: string) => void} */
  onReaction = () => {};
  /** The other one ended a direct call, or it could not go on.
   * @type {(reason: DirectEnd) => void} */
  onEnd = () => {};

  /** Joins a room; rejects as the client does, for example where the room is full.
   * @param {Parts} parts
   * @param {string} name */
  static async enter(parts, name) {
    const room = await parts.line.join(name);
    return new CallSession(parts, room);
  }

  /** Calls or answers one person directly; `start()` begins.
   * @param {Parts} parts
   * @param {import("../state.js").Direct} other */
  static direct(parts, other) {
    return new CallSession(parts, parts.line.direct(other.to), other);
  }

  /** @param {Parts} parts
   * @param {Room | Direct} room
   * @param {import("../state.js").Direct | null} [other] in a direct call */
  constructor(parts, room, other = null) {
    this.#parts = parts;
    this.#room = room;
    const { store } = parts;
    this.#comings = new Comings(store);
    store.set({ call: "messages" in room ? { ...newCall(room.name), chat: room.messages.map(m => this.#line(m)) } : { ...newCall(""), direct: other } });
    this.#scope.add("start" in room ? publishOnePicture(parts, room, this.#face) : publishAll(parts, room, this.#face));

    let there = true; // those who are there already are told first; they did not just come
    const offs = [
      room.on("peer", peer => (there ? this.#meet(peer) : this.#arrive(peer))),
      room.on("peer-left", peer => this.#depart(peer)),
      room.on("peer-changed", () => this.#rebuild()),
      room.on("chat", message => this.#heard(message)),
      room.on("message", ({ from, data }) => this.#signalled(from, data)),
      room.on("left", () => "reason" in room && this.onEnd(room.reason ?? "gone")),
    ];
    there = false;
    for (const off of offs) this.#scope.add(off);
    const pulse = startPulse(store, () => room.peers, this.#log);
    this.#scope.add(() => pulse.end());
    const codes = keepCodes(store, () => room.peers);
    this.#scope.add(() => codes.end());
    this.#scope.add(keepAwake());
    this.#rebuild();
  }

  /** Of the room; "" in a direct call. */
  get name() {
    return "start" in this.#room ? "" : this.#room.name;
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

  /** @returns {Promise<void>} */
  async say(/** @type {string} */ text) {
    if ("chat" in this.#room) await this.#room.chat(text);
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
    patchCall(this.#parts.store, { hand: call.hand ? 0 : Date.now() });
    announce(t(call.hand ? "hand.down.you" : "hand.up.you"));
  }

  /** Leaves; media is the caller's to close. */
  leave() {
    this.#comings.stop();
    this.#scope.end();
    void this.#room.leave();
  }

  /* ---------------------------------------------------------------------------------- */

  /** @param {Peer} peer */
  #meet(peer) {
    for (const event of /** @type {const} */ (["track", "track-removed", "stream-removed", "state"])) {
      this.#scope.add(peer.on(event, () => this.#rebuild()));
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
    this.#note("left", peer);
    const { call } = this.#parts.store.state;
    if (call?.pinned.startsWith(peer.id)) patchCall(this.#parts.store, { pinned: "" });
    this.#rebuild();
  }

  /** @param {"joined" | "left"} key
   * @param {Peer} peer */
  #note(key, peer) {
    const { store } = this.#parts;
    const name = nameOfPeer(peer);
    this.#comings.add(key, name);
    if (store.state.prefs.sounds) chime(key === "joined" ? "join" : "leave");
    const chat = store.state.call?.chat ?? [];
    patchCall(store, { chat: [...chat, { kind: "note", key, name, at: Date.now() }] });
  }

  /** What is worth a word when somebody is not as they were.
   * @param {Person} before
   * @param {Person} now */
  #compare(before, now) {
    const { store } = this.#parts;
    const { name } = now;
    if (now.hand && !before.hand) {
      toast(store, "hand", ["hand.up", { name }]);
      if (store.state.prefs.sounds) chime("hand");
    }
    if (now.screen && !before.screen) toast(store, "share", ["share.began", { name }]);
    if (now.lost && !before.lost) announce(`${name}: ${t("tile.reconnecting")}`, "assertive");
  }

  /** @param {import("../../client/switchboard.js").ChatMessage} message */
  #heard(message) {
    const { store } = this.#parts;
    const { call, prefs } = store.state;
    if (!call) return;
    const line = this.#line(message);
    const unseen = line.kind === "said" && !line.own && call.panel !== "chat";
    patchCall(store, { chat: [...call.chat, line], unread: call.unread + (unseen ? 1 : 0) });
    if (unseen && line.kind === "said") {
      announce(t("chat.from", { name: line.name, text: line.text.slice(0, 120) }));
      if (prefs.sounds) chime("message");
    }
  }

  /** @param {import("../../client/switchboard.js").ChatMessage} message
   * @returns {import("../state.js").ChatLine} */
  #line({ n, from, about, text, at }) {
    const own = from === this.#parts.line.peer;
    return { kind: "said", n, own, name: nameOf(about) || t("guest"), text: String(text), at };
  }

  /** @param {string} from
   * @param {any} data */
  #signalled(from, data) {
    const emoji = data?.reaction;
    const peer = this.#room.peers.get(from);
    if (!peer || !REACTIONS.includes(emoji)) return;
    this.onReaction(from, nameOfPeer(peer), emoji);
    announce(t("react.sent", { name: nameOfPeer(peer), emoji }));
  }

  #rebuild() {
    const { store } = this.#parts;
    const { call } = store.state;
    if (!call) return;
    const people = [...this.#room.peers.values()].map(personOf);
    this.#log.there(people.length + 1);
    patchCall(store, { people });
    for (const now of people) {
      const before = call.people.find(one => one.id === now.id);
      if (before) this.#compare(before, now);
    }
  }
}
