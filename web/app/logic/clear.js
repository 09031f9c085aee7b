// SPDX-License-Identifier: Apache-2.0
/** Where something may lie over a page without covering what has to be read there. */

/** Pixels between it and what it is clear of. */
const GAP = 8;

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Rect */

/** How far up it has to go.
 * @param {Rect} box where it would lie
 * @param {Iterable<Rect>} others what it must not cover
 * @param {number} top how high it may go
 * @returns {number} pixels; 0, too, where there is no such place */
export function lift(box, others, top = 0) {
  let up = 0;
  // From the lowest one on: what it went over once is below it for good.
  for (const one of [...others].sort((a, b) => b.bottom - a.bottom)) {
    const beside = one.right + GAP <= box.left || one.left - GAP >= box.right;
    if (beside || one.bottom + GAP <= box.top - up || one.top - GAP >= box.bottom - up) continue;
    up = box.bottom - (one.top - GAP);
  }
  return box.top - up >= top ? up : 0;
}
