// SPDX-License-Identifier: Apache-2.0
import { SwitchboardError } from "./error.js";

/**
 * @typedef {import("./messages.js").Member} Member
 *
 * @typedef {object} JoinOptions
 * @property {string} [password] of the room
 * @property {string} [token] that lets us start rooms, where this server wants one
 * @property {{ lobby?: boolean, locked?: boolean, password?: string }} [start] makes the room, as its owner, where nobody has it
 * @property {(hosts: Member[]) => void} [waiting] knocks where there is a lobby; told at first, and whenever other hosts are there
 * @property {AbortSignal} [signal] gives up
 */

/** Our way into one room: asks, and waits where we must. */
export class Entrance {
  #name;
  #line;
  #options;
  #ticket;
  #waits = false;
  /** @type {(answer: any) => void} */
  #open = () => {};
  /** @type {(error: SwitchboardError) => void} */
  #close = () => {};

  /** @param {string} name @param {JoinOptions} options @param {() => string | undefined} ticket @param {import("./room.js").Line} line */
  constructor(name, options, ticket, line) {
    this.#name = name;
    this.#options = options;
    this.#ticket = ticket;
    this.#line = line;
  }

  /** @returns {Promise<any>} what the server says of the room, once we are in */
  async pass() {
    const { signal } = this.#options;
    const passed = new Promise((resolve, reject) => ([this.#open, this.#close] = [resolve, reject]));
    passed.catch(() => {});
    const given = () => this.#giveUp();
    signal?.addEventListener("abort", given);
    try {
      if (signal?.aborted) throw cancelled();
      await this.#ask(true);
      return await passed;
    } finally {
      this.#waits = false;
      signal?.removeEventListener("abort", given);
    }
  }

  /** The server knows nothing of us any more: what was answered is asked again. @returns {Promise<void>} */
  async again() {
    if (this.#waits) await this.#ask(false).catch((error) => error.code !== "closed" && this.#close(error));
  }

  /** @param {import("./messages.js").Incoming} frame @returns {boolean} whether that was ours */
  receive(frame) {
    if (!this.#waits) return false;
    if (frame.type === "admitted") this.#open(frame);
    else if (frame.type === "dismissed") this.#close(new SwitchboardError(frame.reason, `room: ${this.#name} (${frame.reason})`));
    else if (frame.type === "lobby") this.#options.waiting?.(frame.hosts);
    return true;
  }

  /** @param {boolean} again whether to ask once more after a fresh start */
  async #ask(again) {
    const { password, token, start, waiting } = this.#options;
    const frame = { type: "join", room: this.#name, ticket: this.#ticket(), password, token, start, knock: waiting ? true : undefined };
    const answer = await this.#line.request(frame, { again });
    if (this.#options.signal?.aborted) throw cancelled();
    if (!answer.waiting) return this.#open(answer);
    this.#waits = true;
    this.#options.waiting?.(answer.hosts);
  }

  /** At once, also before the answer came: whoever joins again right after that comes behind it. */
  #giveUp() {
    this.#line.request({ type: "leave", room: this.#name }).catch(() => {});
    this.#close(cancelled());
  }
}

const cancelled = () => new SwitchboardError("cancelled", "we gave up");
