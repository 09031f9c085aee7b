// SPDX-License-Identifier: Apache-2.0
/** Our way into a room: what we bring to its door, and the wait before it. */
import { nameOf } from "./line.js";
import { hearTitle } from "./state.js";

/** @typedef {import("../client/switchboard.js").JoinOptions} JoinOptions */
/** How somebody wants a room that they start.
 * @typedef {NonNullable<JoinOptions["start"]>} Start */

export class Door {
  #store;
  /** The room that we start, until we are in it. @type {{ room: string, start: Start } | null} */ #wish = null;
  /** @type {AbortController | null} */ #waiting = null;
  #before = ""; // which room we wait

  /** @param {import("./state.js").AppStore} store */
  constructor(store) {
    this.#store = store;
  }

  /** From now on this room is one that we start. @param {string} room @param {Start} start */
  wish(room, start) {
    this.#wish = { room, start };
  }

  /** @param {string} room */
  starts(room) {
    return this.#wish?.room === room;
  }

  /** @param {string} room @param {string} password @returns {JoinOptions} */
  options(room, password) {
    if (this.#before !== room) this.leave(); // asked twice for one room, we go in once
    this.#before = room;
    const waiting = this.#waiting ??= new AbortController();
    const { prefs } = this.#store.state;
    return {
      signal: waiting.signal,
      ...(password ? { password } : {}),
      ...(prefs.pass ? { token: prefs.pass } : {}),
      ...(this.#wish?.room === room ? { start: this.#wish.start, password: password || (this.#wish.start.password ?? "") } : {}),
      waiting: hosts => {
        if (waiting.signal.aborted) return;
        const { lobby } = this.#store.state;
        this.#store.set({ lobby: { room, since: lobby?.room === room ? lobby.since : Date.now(), hosts: hosts.map(one => nameOf(one.about, one.handle)) } });
        for (const one of hosts) hearTitle(this.#store, room, one.about?.title);
        this.#store.set({ page: { kind: "lobby", room }, call: null });
      },
    };
  }

  /** We are in.
   * @param {import("../client/chair.js").Chair | undefined} chair
   * @returns {Promise<boolean>} false where the room is not as we wanted it: somebody has it already, who set its rules */
  async passed(chair) {
    const wish = this.#wish?.room === this.#before ? this.#wish : null; // what is wanted of another room waits for that one
    const { password, lobby } = wish?.start ?? {};
    this.#waiting = null;
    if (wish) this.#wish = null;
    if (this.#store.state.lobby) this.#store.set({ lobby: null });
    if (!password && !lobby) return true;
    if (!chair?.hosting) return false;
    // A room of ours that was kept has its old rules: only a new one takes what we bring.
    return chair.rule({ ...(password ? { password } : {}), ...(lobby ? { lobby } : {}) }).then(() => true, () => false);
  }

  /** Gives up waiting. */
  leave() {
    this.#waiting?.abort();
    this.#waiting = null;
    this.#before = "";
    if (this.#store.state.lobby) this.#store.set({ lobby: null });
  }
}
