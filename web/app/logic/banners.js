// SPDX-License-Identifier: Apache-2.0
/** Which banners are shown where more are wanted than there is room for. */

/** So many stand over the stage at once. */
export const MOST = 2;

/** Why one need not wait behind newer ones: `held` is dangerous to forget, for as long as it lasts; `ring` is a call, which soon gives up.
 * @typedef {"" | "held" | "ring"} Claim */
/** @typedef {{ since: number, claim: Claim }} Wanted since: counts up */

const RANK = { ring: 2, held: 1, "": 0 };

/** Those with a claim, then the newest; the others wait until one of them is over.
 * @template {Wanted} W
 * @param {readonly W[]} wanted
 * @param {number} [most]
 * @returns {W[]} the newest first */
export function chosen(wanted, most = MOST) {
  const newest = (/** @type {W} */ a, /** @type {W} */ b) => b.since - a.since;
  return [...wanted].sort((a, b) => RANK[b.claim] - RANK[a.claim] || newest(a, b)).slice(0, most).sort(newest);
}
