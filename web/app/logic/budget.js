// SPDX-License-Identifier: Apache-2.0
/** In a mesh everybody sends to everybody: what one picture may cost depends on how many get it, on the line to each, and on how tall they show it. */

/** @typedef {{ maxBitrate: number, height: number, maxFramerate: number }} Budget */
/** @typedef {"auto" | "1080" | "360" | "audio"} Quality what the person chose to send */

/** @param {number} others how many get the picture
 * @param {Quality} [quality]
 * @returns {Budget} */
export function cameraBudget(others, quality = "auto") {
  if (quality === "1080" && others <= 1) return { maxBitrate: 3_000_000, height: 1080, maxFramerate: 30 };
  if (quality === "1080" && others === 2) return { maxBitrate: 1_500_000, height: 720, maxFramerate: 30 };
  const budget = byNumber(others);
  return quality === "360" ? { ...budget, maxBitrate: Math.min(budget.maxBitrate, bitrateOf(360)), height: Math.min(budget.height, 360) } : budget;
}

/** @param {number} others
 * @returns {Budget} */
function byNumber(others) {
  if (others <= 1) return { maxBitrate: 1_700_000, height: 720, maxFramerate: 30 };
  if (others === 2) return { maxBitrate: 900_000, height: 540, maxFramerate: 30 };
  if (others === 3) return { maxBitrate: 600_000, height: 360, maxFramerate: 30 };
  if (others <= 5) return { maxBitrate: 350_000, height: 360, maxFramerate: 24 };
  return { maxBitrate: 200_000, height: 240, maxFramerate: 15 };
}

/** A screen that must be sharp has few frames, one with a film has many.
 * @param {number} others
 * @param {boolean} [smooth]
 * @returns {Budget} */
export function screenBudget(others, smooth = false) {
  const few = others <= 2;
  return { maxBitrate: few ? 2_500_000 : 1_200_000, height: smooth ? (few ? 720 : 540) : 1080, maxFramerate: smooth ? (few ? 30 : 20) : few ? 15 : 8 };
}

/** What a picture of this height is worth at most.
 * @param {number} height */
const bitrateOf = height => (height <= 180 ? 150_000 : height <= 240 ? 200_000 : height <= 360 ? 600_000 : height <= 540 ? 900_000 : height <= 720 ? 1_700_000 : 3_000_000);

/** @typedef {{ active: boolean, maxBitrate: number, maxFramerate: number, height: number }} Target */

/** What one person gets of one picture.
 * @param {Budget} budget
 * @param {import("./adapting.js").Step} step what the line to them bears
 * @param {number} wanted how tall they show it; 0 not at all
 * @param {boolean} screen a screen stays readable: it loses frames, not lines
 * @returns {Target} */
export function targetOf(budget, step, wanted, screen) {
  const height = Math.min(budget.height, screen ? Infinity : step.height, Math.max(wanted, screen ? 360 : 0));
  return {
    active: wanted > 0 && step.share > 0,
    maxBitrate: Math.round(Math.min(budget.maxBitrate * step.share, screen ? Infinity : bitrateOf(height))),
    maxFramerate: Math.min(budget.maxFramerate, step.maxFramerate),
    height,
  };
}

/** By how much a picture of this height is scaled down to be no taller than it should.
 * @param {number | undefined} height
 * @param {{ height: number }} target */
export const scaleFor = (height, target) => (height && target.height > 0 && height > target.height ? height / target.height : 1);
