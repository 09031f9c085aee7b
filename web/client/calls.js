// SPDX-License-Identifier: Apache-2.0
import { Call } from "./call.js";

/** The calls that are not over: ours and those that reach us. */
export class Calls {
  /** @type {Map<string, Call>} */
  #calls = new Map();
  #line;
  #incoming;

  /** @param {import("./room.js").Line} line @param {(call: Call) => boolean} incoming tells the app; whether a bell rings now */
  constructor(line, incoming) {
    this.#line = line;
    this.#incoming = incoming;
  }

  /** @param {string} to an id or a handle @param {unknown} data any JSON for the other side @returns {Promise<Call>} */
  async ring(to, data) {
    const answer = await this.#line.request({ type: "ring", to, data });
    const call = new Call({ id: answer.call, incoming: false, to, data }, this.#line.request);
    if (answer.accepted) {
      // They rang us at the same moment: both mean one call, and the bell on our side stops.
      this.#calls.get(call.id)?.accepted(answer.data);
      call.accepted(answer.data, answer.data);
    } else {
      this.#keep(call);
    }
    return call;
  }

  /** @param {import("./messages.js").CallFrame} frame */
  receive(frame) {
    const call = this.#calls.get(frame.call);
    if (frame.type === "ring") this.#rung(frame);
    else if (frame.type === "ringing") call?.ringing();
    else if (frame.type === "accepted") call?.accepted(frame.data);
    else call?.ended(frame.reason);
  }

  /** The server knows nothing of them any more. */
  gone() {
    for (const call of [...this.#calls.values()]) call.ended("gone");
  }

  /** @param {import("./messages.js").Ring} frame */
  #rung({ call: id, from, handle, about, data }) {
    const call = new Call({ id, incoming: true, from, handle, about, data }, this.#line.request);
    this.#keep(call);
    if (this.#incoming(call) && call.pending) this.#line.tell({ type: "ringing", call: id }, { fleeting: true });
  }

  /** @param {Call} call */
  #keep(call) {
    const over = () => this.#calls.delete(call.id);
    call.once("accepted", over);
    call.once("ended", over);
    this.#calls.set(call.id, call);
  }
}
