// SPDX-License-Identifier: Apache-2.0
/** Ringing people and being rung: the calls before the call. */
import { startBell, startRingback } from "./audio.js";
import { nameOf } from "./line.js";
import { randomRoom, validRoom } from "./logic/rooms.js";
import { toast } from "./notices.js";
import { patchPrefs } from "./state.js";
import { Tabs } from "./tabs.js";

/** @typedef {import("../client/switchboard.js").Call} Ringing */
/** Where both meet: in a room, or directly, where the other side knows none.
 * @typedef {{ room: string } | import("./state.js").Direct} Place */
/** @typedef {(place: Place, camera: boolean) => void} Meet brings us there without asking again */

const REASONS = /** @type {const} */ ({ declined: "call.declined", busy: "call.busy", "no-answer": "call.noanswer", gone: "call.gone" });
const REFUSALS = /** @type {const} */ ({ busy: "call.busy", away: "call.away", "peer-unknown": "board.unknown" });
/** So many missed calls are remembered. */
const MOST_MISSED = 20;

export class Bell {
  #store;
  #line;
  #meet;
  /** @type {Ringing | null} */ #call = null;
  #quiet = () => {};
  /** The room that we ring somebody into; "" for one of its own. */ #here = "";
  #tabs = new Tabs({
    ring: ring => this.#elsewhere(ring),
    over: () => this.#store.state.ring?.elsewhere && this.#store.set({ ring: null }),
    answer: async (camera, room) => (this.#call ? this.#accept(camera, room) : null),
    decline: busy => this.#call?.incoming && this.end(busy),
    meet: (room, camera) => room !== this.#store.state.call?.room && this.#meet({ room }, camera),
  });

  /** @param {import("./state.js").AppStore} store
   * @param {import("./line.js").Switchboard} line
   * @param {Meet} meet */
  constructor(store, line, meet) {
    this.#store = store;
    this.#line = line;
    this.#meet = meet;
    line.on("ring", call => this.#rung(call));
    // Nobody is to come into a room that we have left.
    store.watch(s => s.call?.room ?? "", room => this.#here && room !== this.#here && this.end());
  }

  /** @param {string} handle
   * @param {string} [here] the room that we are in and that they are to come into */
  async ring(handle, here = "") {
    if (this.#store.state.ring) return;
    const name = this.#store.state.board.find(one => one.handle === handle)?.name || handle;
    const room = here || randomRoom();
    /** @type {import("./state.js").Ring} */
    const ring = { way: "out", name, handle, video: true, since: Date.now(), direct: false, elsewhere: false };
    const over = () => this.#store.state.ring !== ring; // hung up; another may ring by now
    this.#here = here;
    this.#show(ring, startRingback);
    /** @type {Ringing} */
    let call;
    try {
      call = await this.#line.ring(handle, { room, video: true });
    } catch (e) {
      if (over()) return;
      const code = /** @type {any} */ (e)?.code;
      const key = REFUSALS[/** @type {keyof typeof REFUSALS} */ (code)];
      this.#over();
      return toast(this.#store, "ring", key ? [key, { name }] : "call.failed");
    }
    if (over()) return void call.cancel(); // before the server answered
    this.#call = call;
    call.on("accepted", ({ data, first }) => {
      if (this.#call !== call) return;
      this.#over();
      // Where two rang each other, the room is that of the call which was first; unless one of them says: come to us.
      const theirs = data?.bring === true ? roomOf(data) : null;
      if (here && !theirs && data?.direct !== true) return; // they come to us
      this.#meet(data?.direct === true ? { to: handle, name } : { room: theirs ?? roomOf(first) ?? roomOf(data) ?? room }, true);
    });
    call.on("ended", ({ reason }) => {
      if (this.#call !== call) return;
      this.#over();
      const key = REASONS[/** @type {keyof typeof REASONS} */ (reason)];
      if (key) toast(this.#store, "ring", [key, { name }]);
    });
  }

  /** Answers, and leaves the call that we are in. @param {boolean} camera */
  async answer(camera) {
    const { ring } = this.#store.state;
    if (ring?.elsewhere) return this.#tabs.answer(camera, "");
    const direct = this.#call?.direct ? { to: this.#call.from ?? "", name: ring?.name ?? "" } : null;
    const room = await this.#accept(camera, "");
    if (room) this.#meet(direct ?? { room }, camera);
  }

  /** The caller comes into the room that we are in. */
  async bring() {
    const { ring, call, local } = this.#store.state;
    if (!ring || !call?.room) return;
    if (ring.elsewhere) this.#tabs.answer(local.camera.on, call.room);
    else await this.#accept(local.camera.on, call.room);
  }

  /** Declines, or hangs up what we started. @param {boolean} [busy] because of the call we are in */
  end(busy = this.#store.state.call !== null) {
    if (this.#store.state.ring?.elsewhere) return this.#tabs.decline(busy);
    const call = this.#call;
    this.#over();
    if (call?.incoming) void call.decline(busy ? "busy" : "declined");
    else void call?.cancel();
  }

  /** @param {boolean} camera
   * @param {string} ours the room to bring the caller into; "" for theirs
   * @returns {Promise<string | null>} where both meet, unless it was too late */
  async #accept(camera, ours) {
    const call = this.#call;
    if (!call?.incoming) return null;
    const room = ours || (roomOf(call.data) ?? `call-${call.id}`);
    try {
      await call.accept({ room, video: camera, ...(ours ? { bring: true } : {}) });
      return room;
    } catch {
      return null; // the other side gave up in the same moment; "ended" told
    } finally {
      if (this.#call === call) this.#over();
    }
  }

  /** A bell rings in another tab. @param {import("./tabs.js").Rung} ring */
  #elsewhere(ring) {
    if (!this.#store.state.ring) this.#store.set({ ring: { ...ring, elsewhere: true } });
  }

  /** @param {Ringing} call */
  #rung(call) {
    const { state } = this.#store;
    const handle = call.handle ?? (call.direct ? call.from ?? "" : "");
    if (state.ring?.way === "out" && state.ring.handle === handle) {
      if (call.direct) void this.#crossed(call, state.ring.name);
      return; // both rang at once: the server makes one call of it
    }
    const name = nameOf(call.about, handle) || handle;
    // Whoever calls without a room cannot be brought along, and knows no better than to wait for an answer: a busy line tells more.
    if (state.ring || (call.direct && state.call)) {
      this.#missed(handle, name);
      return void call.decline("busy");
    }
    if (call.direct && !state.prefs.available) return void call.decline(); // the server keeps only rings away
    this.#call = call;
    const ring = { way: /** @type {const} */ ("in"), name, handle, video: call.data?.video !== false, since: Date.now(), direct: call.direct };
    this.#show({ ...ring, elsewhere: false }, startBell);
    if (!call.direct) this.#tabs.ring(ring);
    if (handle) {
      const callers = [{ handle, at: Date.now() }, ...state.prefs.callers.filter(one => one.handle !== handle)].slice(0, 12);
      patchPrefs(this.#store, { callers });
    }
    call.on("ended", () => {
      if (this.#call !== call) return;
      this.#over();
      this.#missed(handle, name);
    });
  }

  /** @param {string} handle "" where there is none to call back
   * @param {string} name */
  #missed(handle, name) {
    toast(this.#store, "ring", ["call.missed", { name }]);
    const { missed } = this.#store.state.prefs;
    if (handle) patchPrefs(this.#store, { missed: [{ handle, name, at: Date.now() }, ...missed].slice(0, MOST_MISSED) });
  }

  /** We ring somebody who calls us without a room: take theirs, since they cannot take back what they offered.
   * @param {Ringing} call
   * @param {string} name */
  async #crossed(call, name) {
    this.end();
    try {
      await call.accept();
      this.#meet({ to: call.from ?? "", name }, true);
    } catch {
      this.#missed("", name); // they gave up in the same moment
    }
  }

  /** @param {import("./state.js").Ring} ring
   * @param {() => () => void} sound */
  #show(ring, sound) {
    this.#store.set({ ring });
    this.#quiet = sound();
  }

  #over() {
    this.#call = null;
    this.#here = "";
    this.#tabs.over();
    this.#quiet();
    this.#quiet = () => {};
    this.#store.set({ ring: null });
  }
}

/** The room named in a call's data, where it may be one.
 * @param {unknown} data */
function roomOf(data) {
  const room = /** @type {any} */ (data)?.room;
  return typeof room === "string" && validRoom(room) ? room : null;
}
