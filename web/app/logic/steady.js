// SPDX-License-Identifier: Apache-2.0
/** Keeps what is told from flickering: something must last before it is shown, and be gone for a while before it is not. */

/** @template T */
export class Steady {
  #appear;
  #vanish;
  /** @type {T | null} */ #shown = null;
  /** @type {string} */ #next = "";
  #since = NaN;

  /** @param {number} appear ms for which it must last before it is shown
   * @param {number} vanish ms after which another one, or none, takes its place */
  constructor(appear, vanish) {
    this.#appear = appear;
    this.#vanish = vanish;
  }

  get shown() {
    return this.#shown;
  }

  /** @param {string} name what it is; another name is another thing, "" nothing
   * @param {T | null} now
   * @param {number} at ms
   * @returns {T | null} what to show */
  see(name, now, at) {
    if (name !== this.#next) {
      // Before anything is shown, one thing after the other is still one trouble that lasts.
      if (this.#shown !== null || name === "" || this.#next === "") this.#since = at;
      this.#next = name;
    }
    const wait = this.#shown === null ? this.#appear : this.#vanish;
    if (at - this.#since >= wait) this.#shown = name === "" ? null : now;
    return this.#shown;
  }
}
