// SPDX-License-Identifier: Apache-2.0
/** Where a menu goes, in browsers that cannot place it beside its key themselves; call.css says the same for those that can. */

/** Pixels between a menu and its key, and the edges of the page. */
const GAP = 8;

/** @typedef {{ x: number, y: number, width: number, height: number }} Rect */

/** Above or below the key, where there is more room; in its middle, but within the page.
 * @param {Rect} key
 * @param {{ width: number, height: number }} menu
 * @param {{ width: number, height: number }} page
 * @returns {{ x: number, y: number, most: number }} `most`: how high it may be */
export function beside(key, menu, page) {
  const under = key.y + key.height;
  const below = page.height - under > key.y;
  const most = (below ? page.height - under : key.y) - 2 * GAP;
  const x = Math.max(GAP, Math.min(page.width - menu.width - GAP, key.x + (key.width - menu.width) / 2));
  return { x, y: below ? under + GAP : key.y - GAP - Math.min(menu.height, most), most };
}
