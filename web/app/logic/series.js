// SPDX-License-Identifier: Apache-2.0
/** The last minute of something that is measured once a second, and how to draw it. */

/** So many points are kept and drawn. */
export const POINTS = 60;

/** The least of 1, 2, 5, 10, 20, 50… that is not under `most`, and not under `least` either.
 * @param {number} most
 * @param {number} least */
export function scaleTop(most, least) {
  if (!(most > least)) return least;
  const step = 10 ** Math.floor(Math.log10(most));
  for (const of of [1, 2, 5]) if (of * step >= most * (1 - 1e-9)) return of * step;
  return 10 * step;
}

export class Series {
  /** @type {number[]} */ #values = [];
  #least;

  /** @param {number} least that the scale reaches to, in the unit of the values */
  constructor(least) {
    this.#least = least;
  }

  /** @param {number | null} value null where it could not be measured: the line goes on as it was */
  add(value) {
    const known = value !== null && Number.isFinite(value) ? Math.max(0, value) : this.last;
    this.#values.push(known);
    if (this.#values.length > POINTS) this.#values.shift();
  }

  get last() {
    return this.#values.at(-1) ?? 0;
  }

  get values() {
    return [...this.#values];
  }

  /** Where the scale ends. It begins at 0, and as each point stays for 60 seconds it does not shrink before. */
  get top() {
    return scaleTop(Math.max(0, ...this.#values), this.#least);
  }

  /** The line, in an SVG path of `width` by `height`; the newest point is at the right edge.
   * @param {number} width
   * @param {number} height */
  path(width, height) {
    const { top } = this;
    const first = POINTS - this.#values.length;
    return this.#values.map((value, i) => {
      const x = ((first + i) * width) / (POINTS - 1);
      const y = height - 1 - (value / top) * (height - 2);
      return `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    }).join("");
  }
}
