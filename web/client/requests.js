// SPDX-License-Identifier: Apache-2.0
import { SwitchboardError } from "./error.js";

/** How long, in ms, an answer may take while the line is up. */
const PATIENCE = 30_000;

/**
 * @typedef {import("./resume.js").Entry} Entry
 * @typedef {{ entry: Entry, again: boolean, resolve: (answer: any) => void, reject: (error: Error) => void,
 *   timer: ReturnType<typeof setTimeout> }} Request
 */

/** The requests that wait for their answer, by id. Ids are never reused, so that no answer finds the wrong one. */
export class Requests {
  /** @type {Map<number, Request>} */
  #waiting = new Map();
  #last = 0;
  #upSince;

  /** @param {() => number} upSince since when the line is up; Infinity while it is not */
  constructor(upSince) {
    this.#upSince = upSince;
  }

  /** @returns {number} an id for the next request */
  id() {
    return ++this.#last;
  }

  /**
   * @param {number} id @param {Entry} entry
   * @param {boolean} again whether it may simply be asked again of a server that knows nothing of us
   * @returns {Promise<any>} the answer
   */
  wait(id, entry, again) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#late(id), PATIENCE);
      this.#waiting.set(id, { entry, again, resolve, reject, timer });
    });
  }

  /** @param {{ type: string, re: number, code?: string, message?: string }} answer */
  answer(answer) {
    const request = this.#take(answer.re);
    if (answer.type === "ok") request?.resolve(answer);
    else request?.reject(new SwitchboardError(answer.code ?? "refused", answer.message ?? "refused"));
  }

  /**
   * The server knows nothing of us any more.
   * @param {Entry[]} unsent @returns {Entry[]} what was sent and is to be asked again, in order
   */
  restart(unsent) {
    const keep = new Set(unsent);
    const again = [];
    for (const [id, request] of [...this.#waiting]) {
      if (keep.has(request.entry)) continue;
      if (request.again) again.push(request.entry);
      else this.#take(id)?.reject(new SwitchboardError("closed", "the connection broke before the answer came"));
    }
    return again;
  }

  /** There will be no more answers. @param {string} reason */
  close(reason) {
    for (const id of [...this.#waiting.keys()]) this.#take(id)?.reject(new SwitchboardError("closed", reason, { retryable: false }));
  }

  /** @param {number} id */
  #take(id) {
    const request = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(request?.timer);
    return request;
  }

  /** @param {number} id */
  #late(id) {
    const request = this.#waiting.get(id);
    if (!request) return;
    // Both are Infinity where nothing can be expected: while the line is down, and while the frame waits for its turn.
    const left = PATIENCE - (Date.now() - Math.max(this.#upSince(), request.entry.writtenAt));
    if (left > 0) request.timer = setTimeout(() => this.#late(id), Math.min(left, PATIENCE));
    else this.#take(id)?.reject(new SwitchboardError("timeout", "no answer came"));
  }
}
