// SPDX-License-Identifier: Apache-2.0

/** Sound that long above the threshold means somebody speaks; silence that long means they stopped. */
const RISE = 250;
const HOLD = 900;
const THRESHOLD = 0.02;

/** Turns a level of sound into "speaks" or not, without flicker. */
export class Speaking {
  /** @type {number | null} */ #loudSince = null;
  #lastLoud = -Infinity;
  now = false;

  /** @param {number} level 0 to 1, linear
   * @param {number} at milliseconds
   * @returns {boolean} whether they speak */
  hear(level, at) {
    if (level > THRESHOLD) {
      // Short pauses between words do not start the count again.
      if (this.#loudSince === null || at - this.#lastLoud > RISE) this.#loudSince = at;
      this.#lastLoud = at;
      if (at - this.#loudSince >= RISE) this.now = true;
    } else if (at - this.#lastLoud > HOLD) {
      this.now = false;
      this.#loudSince = null;
    }
    return this.now;
  }
}
