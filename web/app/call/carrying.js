// SPDX-License-Identifier: Apache-2.0
/** What goes to whom: as much picture as the line to each person bears and as they show, and no more. Asks the same of them for us. */
import { Adapting, measured } from "../logic/adapting.js";
import { cameraBudget, screenBudget, targetOf } from "../logic/budget.js";
import { ALL, parseWants, wantsOf } from "../logic/wants.js";
import { Scope } from "../scope.js";
import { patchCall } from "../state.js";
import { isLinked } from "./about.js";
import { aim, putFirst } from "./senders.js";

/** @typedef {import("../../client/switchboard.js").Peer} Peer */
/** @typedef {import("../logic/wants.js").Wants} Wants */

const EVERY = 2000;
/** What is no longer shown is asked for a little longer: it may come back with the next click. */
const LINGER = 1000;

export class Carrying {
  #store;
  #everybody;
  #send;
  #scope = new Scope();
  /** @type {WeakMap<Peer, { line: Adapting, wants: Wants, asked: string, told: boolean }>} */ #known = new WeakMap();
  /** @type {Map<string, ReadonlyMap<string, number>>} heights of tiles, by the place that shows them */ #places = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #later;

  /** @param {import("../state.js").AppStore} store
   * @param {() => ReadonlyMap<string, Peer>} everybody
   * @param {((data: unknown, to: string) => Promise<void>) | null} send null where there are no messages */
  constructor(store, everybody, send) {
    this.#store = store;
    this.#everybody = everybody;
    this.#send = send;
    const aimAll = () => this.#aim();
    for (const part of /** @type {((s: Readonly<import("../state.js").State>) => unknown)[]} */ ([
      s => s.call?.people, s => s.local.camera.track, s => s.local.screen, s => s.prefs.quality, s => s.prefs.motion,
    ])) this.#scope.watch(store, part, aimAll);
    this.#scope.every(EVERY, () => void this.#round());
    this.#scope.listen(document, "visibilitychange", () => this.#ask());
    this.#scope.add(() => clearTimeout(this.#later));
  }

  /** How tall a place shows the pictures of others; null where it shows none any more. What is not named is not seen there.
   * @param {string} place
   * @param {ReadonlyMap<string, number> | null} heights by tile id, in pixels of the display */
  shows(place, heights) {
    if (heights) this.#places.set(place, heights);
    else this.#places.delete(place);
    this.#ask();
  }

  /** Somebody tells how tall they show us. @param {string} from @param {unknown} data */
  wanted(from, data) {
    const peer = this.#everybody().get(from);
    const wants = parseWants(data);
    if (!peer || !wants) return;
    this.#of(peer).wants = wants;
    this.#aim();
  }

  /** Somebody sends us no picture for a while, or does again. @param {string} from @param {boolean} on */
  paused(from, on) {
    const { call } = this.#store.state;
    if (!call || !this.#everybody().has(from) || call.paused.has(from) === on) return;
    const others = [...call.paused].filter(id => id !== from && this.#everybody().has(id));
    patchCall(this.#store, { paused: new Set(on ? [...others, from] : others) });
  }

  end() {
    this.#scope.end();
  }

  /* ---------------------------------------------------------------------------------- */

  /** @param {Peer} peer */
  #of(peer) {
    let known = this.#known.get(peer);
    if (!known) this.#known.set(peer, (known = { line: new Adapting(), wants: ALL, asked: "", told: false }));
    return known;
  }

  get #linked() {
    return [...this.#everybody().values()].filter(isLinked);
  }

  /** Asks for more at once, and for less a little later. */
  #ask() {
    if (!this.#send || this.#places.size === 0) return;
    let less = false;
    for (const peer of this.#everybody().values()) {
      const known = this.#of(peer);
      const wants = this.#wants(peer.id);
      const before = known.asked ? /** @type {Wants} */ (JSON.parse(known.asked)) : ALL;
      if (wants.face > before.face || wants.screen > before.screen) this.#tell(peer, wants);
      else if (wants.face < before.face || wants.screen < before.screen) less = true;
    }
    if (less) this.#later ??= setTimeout(() => this.#askLess(), LINGER);
  }

  #askLess() {
    this.#later = undefined;
    for (const peer of this.#everybody().values()) this.#tell(peer, this.#wants(peer.id));
  }

  /** @param {string} id @returns {Wants} */
  #wants(id) {
    // A page that nobody looks at shows nothing; what is beside it, such as a recording, goes on.
    const places = [...this.#places].filter(([place]) => place !== "stage" || !document.hidden).map(([, heights]) => heights);
    return wantsOf(places, id);
  }

  /** @param {Peer} peer @param {Wants} wants */
  #tell(peer, wants) {
    const known = this.#of(peer);
    const asked = JSON.stringify(wants);
    if (!this.#send || asked === known.asked || !peer.connected) return;
    known.asked = asked;
    // Said again with the next round where it could not be said now.
    this.#send({ wants }, peer.id).catch(() => (known.asked = ""));
  }

  async #round() {
    this.#ask();
    await Promise.all(this.#linked.map(async peer => {
      if (peer.state !== "connected") return;
      const report = await peer.stats().catch(() => null);
      if (!report) return;
      const known = this.#of(peer);
      known.line.hear(measured(report.values()), this.#cost());
      const { silent } = known.line;
      if (silent === known.told || !this.#send) return;
      known.told = silent;
      this.#send({ paused: silent }, peer.id).catch(() => (known.told = !silent)); // again with the next round
    }));
    this.#aim();
  }

  /** Bits per second of all our pictures to one person. */
  #cost() {
    const { local, prefs } = this.#store.state;
    const others = this.#watching();
    return (local.camera.track ? cameraBudget(others, prefs.quality).maxBitrate : 0) + (local.screen ? screenBudget(others, prefs.motion).maxBitrate : 0);
  }

  /** How many get our face: who does not look leaves more for the others. */
  #watching() {
    return this.#linked.filter(peer => this.#of(peer).wants.face > 0).length;
  }

  #aim() {
    const { local, prefs } = this.#store.state;
    const screen = local.screen?.getVideoTracks()[0];
    const others = this.#watching();
    const sharers = this.#linked.filter(peer => this.#of(peer).wants.screen > 0).length;
    for (const peer of this.#linked) {
      const { line, wants } = this.#of(peer);
      if (peer.connection.signalingState === "closed") continue;
      const none = peer.about.audioOnly === true; // they switched all video off
      for (const sender of peer.connection.getSenders()) {
        const { track } = sender;
        if (track?.kind === "audio") putFirst(sender);
        if (track?.kind !== "video") continue;
        if (track === screen) aim(sender, track, targetOf(screenBudget(sharers, prefs.motion), line.step, none ? 0 : wants.screen, true));
        else aim(sender, track, targetOf(cameraBudget(others, prefs.quality), line.step, none || prefs.quality === "audio" ? 0 : wants.face, false));
      }
    }
  }
}
