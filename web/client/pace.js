// SPDX-License-Identifier: Apache-2.0

/** Keeps us below the server's rate limit: so many frames at once, so many a second from then on. */
export class Pace {
  #tokens = Infinity;
  #rate = Infinity;
  #burst = Infinity;
  #at = 0;

  /** @param {number} rate frames a second @param {number} burst frames at once */
  limit(rate, burst) {
    // What counts is when frames arrive, which is not evenly: stay a fifth below.
    this.#rate = rate * 0.8;
    this.#burst = burst * 0.8;
    this.#tokens = Math.min(this.#tokens, this.#burst);
  }

  /** @returns {number} 0 if a frame may go now, else the ms to wait */
  take() {
    const now = Date.now();
    if (this.#tokens < Infinity) this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#rate);
    this.#at = now;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / this.#rate) * 1000);
    this.#tokens--;
    return 0;
  }
}
