// SPDX-License-Identifier: Apache-2.0
/** How tall somebody shows our pictures: what they ask for, in words that pass between pages. 0 is not at all. */

/** @typedef {{ face: number, screen: number }} Wants heights in pixels */

/** @type {Wants} what whoever says nothing gets */
export const ALL = { face: 4320, screen: 4320 };

/** Few heights, so that a stage that grows by a pixel asks for nothing new. */
const HEIGHTS = [0, 180, 360, 540, 720, 1080, 2160, 4320];

/** The next of the few heights.
 * @param {number} height */
export const rounded = height => HEIGHTS.find(one => one >= height) ?? 4320;

/** What another page says it wants; null where it makes no sense.
 * @param {unknown} data
 * @returns {Wants | null} */
export function parseWants(data) {
  const { face, screen } = /** @type {any} */ (data) ?? {};
  return isHeight(face) && isHeight(screen) ? { face, screen } : null;
}

/** @param {unknown} x */
const isHeight = x => typeof x === "number" && Number.isInteger(x) && x >= 0 && x <= 4320;

/** What we want of each, out of the heights of the tiles in all places that show some: the tallest counts.
 * @param {Iterable<ReadonlyMap<string, number>>} places heights by tile id
 * @param {string} id of a peer
 * @returns {Wants} */
export function wantsOf(places, id) {
  let [face, screen] = [0, 0];
  for (const heights of places) {
    face = Math.max(face, heights.get(id) ?? 0);
    screen = Math.max(screen, heights.get(`${id}:screen`) ?? 0);
  }
  return { face: rounded(face), screen: rounded(screen) };
}
