// SPDX-License-Identifier: Apache-2.0
/** Ringing people and being rung: the calls before the call. */
import { startBell, startRingback } from "./audio.js";
import { nameOf } from "./line.js";
import { randomRoom, validRoom } from "./logic/rooms.js";
import { toast } from "./notices.js";
import { patchPrefs } from "./state.js";

/** @typedef {import("../client/switchboard.js").Call} Ringing */
/** Where both meet: in a room, or directly, where the other side knows none.
 * @typedef {{ room: string } | import("./state.js").Direct} Place */
/** @typedef {(place: Place, camera: boolean) => void} Meet brings us there without asking again */

const REASONS = /** @type {const} */ ({ declined: "call.declined", busy: "call.busy", "no-answer": "call.noanswer", gone: "call.gone" });
const REFUSALS = /** @type {const} */ ({ busy: "call.busy", away: "call.away", "peer-unknown": "board.unknown" });

export class Bell {
  #store;
  #line;
  #meet;
  /** @type {Ringing | null} */ #call = null;
  #quiet = () => {};

  /** @param {import("./state.js").AppStore} store
   * @param {import("./line.js").Switchboard} line
   * @param {Meet} meet */
  constructor(store, line, meet) {
    this.#store = store;
    this.#line = line;
    this.#meet = meet;
    line.on("ring", call => this.#rung(call));
  }

  /** @param {string} handle */
  async ring(handle) {
    if (this.#store.state.ring) return;
    const name = this.#store.state.board.find(one => one.handle === handle)?.name || handle;
    const room = randomRoom();
    this.#show({ way: "out", name, handle, video: true, since: Date.now() }, startRingback);
    /** @type {Ringing} */
    let call;
    try {
      call = await this.#line.ring(handle, { room, video: true });
    } catch (e) {
      if (!this.#store.state.ring) return; // hung up before
      const code = /** @type {any} */ (e)?.code;
      const key = REFUSALS[/** @type {keyof typeof REFUSALS} */ (code)];
      this.#over();
      return toast(this.#store, "ring", key ? [key, { name }] : "call.failed");
    }
    if (!this.#store.state.ring) return void call.cancel(); // hung up before the server answered
    this.#call = call;
    // Where two rang each other, the room is that of the call which was first.
    call.on("accepted", ({ data, first }) => {
      this.#over();
      this.#meet(data?.direct === true ? { to: handle, name } : { room: roomOf(first) ?? roomOf(data) ?? room }, true);
    });
    call.on("ended", ({ reason }) => {
      if (this.#call !== call) return;
      this.#over();
      const key = REASONS[/** @type {keyof typeof REASONS} */ (reason)];
      if (key) toast(this.#store, "ring", [key, { name }]);
    });
  }

  /** @param {boolean} camera */
  async answer(camera) {
    const call = this.#call;
    if (!call?.incoming) return;
    const room = roomOf(call.data) ?? `call-${call.id}`;
    const place = call.direct ? { to: call.from ?? "", name: this.#store.state.ring?.name ?? "" } : { room };
    try {
      await call.accept({ room, video: camera });
      this.#over();
      this.#meet(place, camera);
    } catch {
      this.#over(); // the other side gave up in the same moment; "ended" told
    }
  }

  /** Declines, or hangs up what we started. */
  end() {
    const call = this.#call;
    this.#over();
    if (call?.incoming) void call.decline();
    else void call?.cancel();
  }

  /** @param {Ringing} call */
  #rung(call) {
    const { state } = this.#store;
    const handle = call.handle ?? (call.direct ? call.from ?? "" : "");
    if (state.ring?.way === "out" && state.ring.handle === handle) {
      if (call.direct) void this.#crossed(call, state.ring.name);
      return; // both rang at once: the server makes one call of it
    }
    if (state.ring || state.call) return void call.decline("busy");
    if (call.direct && !state.prefs.available) return void call.decline(); // the server keeps only rings away
    const name = nameOf(call.about, handle) || handle;
    this.#call = call;
    this.#show({ way: "in", name, handle, video: call.data?.video !== false, since: Date.now() }, startBell);
    if (handle) {
      const callers = [{ handle, at: Date.now() }, ...state.prefs.callers.filter(one => one.handle !== handle)].slice(0, 12);
      patchPrefs(this.#store, { callers });
    }
    call.on("ended", () => {
      if (this.#call !== call) return;
      this.#over();
      toast(this.#store, "ring", ["call.missed", { name }]);
    });
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
      toast(this.#store, "ring", ["call.missed", { name }]); // they gave up in the same moment
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
