// SPDX-License-Identifier: Apache-2.0
import { Emitter } from "./emitter.js";

/**
 * @typedef {"calling" | "ringing" | "accepted" | "ended"} CallState
 * @typedef {import("./messages.js").EndReason} EndReason
 *
 * @typedef {object} CallEvents a listener that comes late is told of the present state at once
 * @property {void} ringing the other side's bell rings
 * @property {{ data: any, first: any }} accepted `data` of the other side; `first` is what the call began with
 * @property {{ reason: EndReason }} ended
 *
 * @typedef {object} CallStart
 * @property {string} id
 * @property {boolean} incoming
 * @property {boolean} [direct] an offer without a room: once accepted, meet by `direct(call.from)`
 * @property {any} data what the call began with
 * @property {string} [from] id of the caller
 * @property {string} [handle] of the caller
 * @property {string} [to] whom we rang
 * @property {Record<string, any>} [about] the caller's
 */

/**
 * Somebody rings somebody.
 *
 * ```
 *   calling ──▶ ringing ──▶ accepted
 *      └───────────┴──────▶ ended
 * ```
 * @extends {Emitter<CallEvents>}
 */
export class Call extends Emitter {
  #request;
  /** @type {CallState} */
  #state;
  /** @type {any} what to tell a listener who comes late */
  #outcome;

  /** @param {CallStart} start @param {import("./room.js").Line["request"]} request */
  constructor(start, request) {
    super();
    /** @readonly */ this.id = start.id;
    /** @readonly */ this.incoming = start.incoming;
    /** @readonly */ this.direct = start.direct ?? false;
    /** @readonly */ this.data = start.data;
    /** @readonly */ this.from = start.from;
    /** @readonly */ this.handle = start.handle;
    /** @readonly */ this.to = start.to;
    /** @readonly */ this.about = start.about ?? {};
    this.#state = start.incoming ? "ringing" : "calling";
    this.#request = request;
  }

  get state() {
    return this.#state;
  }

  /** Whether it is neither accepted nor ended. */
  get pending() {
    return this.#state === "calling" || this.#state === "ringing";
  }

  /** @param {unknown} [data] any JSON for the caller */
  async accept(data) {
    await this.#request({ type: "accept", call: this.id, data });
    this.accepted(this.data);
  }

  /** @param {"declined" | "busy"} [reason] */
  async decline(reason = "declined") {
    await this.#end({ type: "decline", call: this.id, reason: reason === "busy" ? reason : undefined }, reason);
  }

  async cancel() {
    await this.#end({ type: "cancel", call: this.id }, "cancelled");
  }

  /** @param {keyof CallEvents} name @returns {Iterable<any>} */
  replay(name) {
    return name === this.#state ? [this.#outcome] : [];
  }

  // What follows is for the switchboard.

  ringing() {
    if (this.#state === "calling") this.#become("ringing", undefined);
  }

  /** @param {any} data of the other side */
  accepted(data, first = this.data) {
    if (this.pending) this.#become("accepted", { data, first });
  }

  /** @param {EndReason} reason */
  ended(reason) {
    if (this.pending) this.#become("ended", { reason });
  }

  /** @param {{ type: string } & Record<string, unknown>} frame @param {EndReason} reason */
  async #end(frame, reason) {
    if (!this.pending) return;
    this.ended(reason);
    // Refused: it was over already. What counts is that it is.
    await this.#request(frame).catch(() => {});
  }

  /** @param {"ringing" | "accepted" | "ended"} state @param {any} outcome */
  #become(state, outcome) {
    this.#state = state;
    this.#outcome = outcome;
    this.emit(state, outcome);
  }
}
