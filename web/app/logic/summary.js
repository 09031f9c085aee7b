// SPDX-License-Identifier: Apache-2.0
/** What a call was like: measured while it lasts, told when it is over. */

/** So many bars the timeline has. */
const BARS = 48;
/** Measurements that are kept, some three hours of them; then every other one of the older half goes. */
const MOST = 4096;
/** Below this grade the connection counts as weak. */
const WEAK = 3;
/** Shorter than this, in ms, is not worth a word. */
const BLINK = 5000;

/** @typedef {{ at: number, q: number }} Point of time in ms since 1970, and the grade of 0 to 4 */
/**
 * @typedef {object} Summary
 * @property {number} from ms since 1970
 * @property {number} to
 * @property {number} people most at once, with us
 * @property {number} bytes sent and received
 * @property {number} average grade, 1 to 4; 0 where nothing was measured
 * @property {number[]} bars grades over time, 0 where nothing is known
 * @property {{ seconds: number, at: number } | null} weak the longest time with a weak connection
 */

export class CallLog {
  #from = Date.now();
  /** @type {Point[]} */ #points = [];
  /** @type {Map<string, number>} by connection, so that one that begins anew is not subtracted */ #bytes = new Map();
  #gone = 0;
  #people = 1;

  /** @param {number} people with us */
  there(people) {
    this.#people = Math.max(this.#people, people);
  }

  /** @param {number} q our grade
   * @param {number} [at] */
  add(q, at = Date.now()) {
    this.#points.push({ at, q });
    if (this.#points.length > MOST) this.#points = this.#points.filter((_, i) => i > MOST / 2 || i % 2 === 0);
  }

  /** @param {string} id of a person
   * @param {number} bytes so far on their connection */
  moved(id, bytes) {
    const before = this.#bytes.get(id) ?? 0;
    if (bytes < before) this.#gone += before;
    this.#bytes.set(id, bytes);
  }

  /** Nothing more comes of a person. @param {string} id */
  left(id) {
    this.#gone += this.#bytes.get(id) ?? 0;
    this.#bytes.delete(id);
  }

  /** @param {number} [to] @returns {Summary} */
  summary(to = Date.now()) {
    const graded = this.#points.filter(({ q }) => q > 0);
    const sum = graded.reduce((all, { q }) => all + q, 0);
    return {
      from: this.#from, to, people: this.#people,
      bytes: [...this.#bytes.values()].reduce((all, n) => all + n, this.#gone),
      average: graded.length ? Math.max(1, Math.round(sum / graded.length)) : 0,
      bars: barsOf(this.#points, this.#from, to), weak: longestWeak(this.#points),
    };
  }
}

/** @param {readonly Point[]} points
 * @param {number} from
 * @param {number} to */
export function barsOf(points, from, to) {
  const sums = Array.from({ length: BARS }, () => ({ q: 0, n: 0 }));
  for (const { at, q } of points) {
    const bar = sums[Math.min(BARS - 1, Math.floor(((at - from) / Math.max(1, to - from)) * BARS))];
    if (bar) Object.assign(bar, { q: bar.q + q, n: bar.n + 1 });
  }
  let last = 0; // short calls have fewer measurements than bars
  return sums.map(({ q, n }) => (last = n ? Math.max(1, q / n) : last));
}

/** @param {readonly Point[]} points
 * @returns {{ seconds: number, at: number } | null} */
export function longestWeak(points) {
  let best = { seconds: 0, at: 0 };
  /** @type {number | null} */
  let since = null;
  for (const { at, q } of points) {
    if (q >= WEAK) since = null;
    else {
      since ??= at;
      if (at - since > best.seconds * 1000) best = { seconds: (at - since) / 1000, at: since };
    }
  }
  return best.seconds * 1000 >= BLINK ? { seconds: Math.round(best.seconds), at: best.at } : null;
}
