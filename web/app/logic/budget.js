// SPDX-License-Identifier: Apache-2.0
/** In a mesh everybody sends to everybody: what one picture may cost depends on how many get it. */

/** @typedef {{ maxBitrate: number, height: number, maxFramerate: number }} Budget */

/** @param {number} others how many get the picture
 * @returns {Budget} */
export function cameraBudget(others) {
  if (others <= 1) return { maxBitrate: 1_700_000, height: 720, maxFramerate: 30 };
  if (others === 2) return { maxBitrate: 900_000, height: 540, maxFramerate: 30 };
  if (others === 3) return { maxBitrate: 600_000, height: 360, maxFramerate: 30 };
  if (others <= 5) return { maxBitrate: 350_000, height: 360, maxFramerate: 24 };
  return { maxBitrate: 200_000, height: 240, maxFramerate: 15 };
}

/** @param {number} others
 * @returns {Budget} */
export function screenBudget(others) {
  return { maxBitrate: others <= 2 ? 2_500_000 : 1_200_000, height: 1080, maxFramerate: others <= 2 ? 15 : 8 };
}

/** By how much a picture of this height is scaled down to keep to the budget.
 * @param {number | undefined} height
 * @param {Budget} budget */
export const scaleFor = (height, budget) => (height && height > budget.height ? height / budget.height : 1);
