// SPDX-License-Identifier: Apache-2.0
/** When to tell that our connection is weak: not for a moment, not again and again. */

/** Up to this grade a connection is weak. */
const WEAK = 2;
/** For so long, in ms, it must be weak before we say so; and well again before we stop saying so. */
const SURE = 6_000;
const WELL = 9_000;
/** Least time, in ms, from one time we say so to the next. */
const PAUSE = 300_000;

export class Weakness {
  #since = NaN;
  #well = NaN;
  #told = -Infinity;
  #shown = false;

  /** @param {number} grade 0 to 4; 0 is no weak line but none, which is told elsewhere
   * @param {number} now ms
   * @returns {boolean} whether to say so */
  hear(grade, now) {
    if (grade > WEAK) {
      this.#since = NaN;
      this.#well = Number.isNaN(this.#well) ? now : this.#well;
      if (now - this.#well >= WELL) this.#shown = false;
      return this.#shown;
    }
    this.#well = NaN;
    if (grade === 0) return this.#shown;
    this.#since = Number.isNaN(this.#since) ? now : this.#since;
    if (!this.#shown && now - this.#since >= SURE && now - this.#told >= PAUSE) {
      this.#shown = true;
      this.#told = now;
    }
    return this.#shown;
  }

  /** Somebody has read it. */
  dismiss() {
    this.#shown = false;
  }
}
