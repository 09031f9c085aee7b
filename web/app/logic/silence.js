// SPDX-License-Identifier: Apache-2.0
/** A microphone that is on and gives exact silence is muted on the device, or is the wrong one: any real one at least hisses. */

const AFTER = 6000;
/** Of a level from 0 to 1: less than the last bit of 16. */
const NOTHING = 1 / 65536;

export class Silence {
  #since = NaN;

  /** @param {number | null} level null where nothing can be said: muted by us, or no sound is measured yet
   * @param {number} now milliseconds
   * @returns {boolean} whether it is silent for long */
  hear(level, now) {
    if (level === null || level > NOTHING) this.#since = NaN;
    else if (Number.isNaN(this.#since)) this.#since = now;
    return now - this.#since >= AFTER;
  }
}
