// SPDX-License-Identifier: Apache-2.0
/** Which tiles of a call are shown, and where: one big with a strip, two, or pages of a grid. The ids of tiles are those of people, with
 * ":screen" for what they show; "me" is ourselves, and comes last. */
import { layoutFocus, layoutSelf, layoutTiles, pageSize, sideBySide } from "./layout.js";

/** @typedef {import("./layout.js").Box} Box */
/** How the stage is to look: the tiles that are big, the page of the others, and for two who floats and in which corner.
 * @typedef {{ big: string[], page: number, swapped: boolean, corner: import("./layout.js").Corner }} Wish */
/** Boxes are of all tiles. `floating` is the id of the tile that lies over another, `more` the people for whom a strip has no room.
 * @typedef {{ boxes: Map<string, Box>, floating: string, page: number, pages: number, more: { n: number, box: Box } | null }} Scene */

/** Below the tiles, where there are pages. */
const PAGER = 48;
/** @type {Box} */
const HIDDEN = { x: 0, y: 0, w: 1, h: 1, hide: true };

/** @param {string[]} ids
 * @param {Wish} wish
 * @param {number} W
 * @param {number} H
 * @param {number} gap
 * @returns {Scene} */
export function sceneOf(ids, wish, W, H, gap) {
  if (wish.big.length > 0) return focused(ids, wish, W, H, gap);
  return ids.length === 2 ? two(ids, wish, W, H, gap) : grid(ids, wish.page, W, H, gap);
}

/** @param {string[]} ids
 * @param {Wish} wish
 * @param {number} W
 * @param {number} H
 * @param {number} gap
 * @returns {Scene} */
function focused(ids, { big, page }, W, H, gap) {
  const others = ids.filter(id => !big.includes(id));
  const laid = layoutFocus(others.length, W, H, { gap });
  const room = laid.slice(1).filter(box => !box.hide).length;
  const { shown, hidden } = stripOf(others, room);
  const boxes = sideBySide(big.length, laid, gap);
  const box = boxes[big.length + shown.length];
  return {
    boxes: placed([...big, ...shown], hidden, boxes), floating: "", page, pages: 1,
    more: hidden.length > 0 && box ? { n: new Set(hidden.map(id => id.replace(/:screen$/, ""))).size, box } : null,
  };
}

/** Who has a place in a strip with room for so many tiles. Where that is not all, the last place tells how many more there are; we
 * ourselves are the last to be hidden.
 * @param {string[]} ids
 * @param {number} room */
export function stripOf(ids, room) {
  if (ids.length <= room) return { shown: ids, hidden: [] };
  const mine = ids.filter(id => id === "me").slice(0, Math.max(0, room - 1));
  const others = ids.filter(id => id !== "me").slice(0, Math.max(0, room - 1 - mine.length));
  const shown = [...others, ...mine];
  return { shown, hidden: ids.filter(id => !shown.includes(id)) };
}

/** @param {string[]} ids
 * @param {Wish} wish
 * @param {number} W
 * @param {number} H
 * @param {number} gap
 * @returns {Scene} */
function two(ids, { swapped, corner, page }, W, H, gap) {
  const [big = "", small = ""] = swapped ? [...ids].reverse() : ids;
  const [full = { x: 0, y: 0, w: W, h: H }] = layoutTiles(1, W, H, { gap, ...(W < H ? { minAspect: W / H } : {}) });
  return { boxes: placed([big, small], [], [full, layoutSelf(full, W, H, corner)]), floating: small, page, pages: 1, more: null };
}

/** @param {string[]} ids
 * @param {number} wanted
 * @param {number} W
 * @param {number} H
 * @param {number} gap
 * @returns {Scene} */
function grid(ids, wanted, W, H, gap) {
  const cap = pageSize(W, H, gap);
  const pages = ids.length > cap && cap > 1 ? pagesOf(ids, cap) : [ids];
  const page = Math.max(0, Math.min(wanted, pages.length - 1));
  const shown = pages[page] ?? ids;
  const boxes = layoutTiles(shown.length, W, pages.length > 1 ? H - PAGER : H, { gap, ...(ids.length === 1 && W < H ? { minAspect: W / H } : {}) });
  return { boxes: placed(shown, ids.filter(id => !shown.includes(id)), boxes), floating: "", page, pages: pages.length, more: null };
}

/** We stay on the first page. @param {string[]} ids @param {number} cap */
export function pagesOf(ids, cap) {
  const others = ids.filter(id => id !== "me");
  const pages = [[...others.slice(0, cap - 1), "me"]];
  for (let i = cap - 1; i < others.length; i += cap) pages.push(others.slice(i, i + cap));
  return pages;
}

/** @param {string[]} shown
 * @param {string[]} hidden
 * @param {Box[]} boxes of those shown */
const placed = (shown, hidden, boxes) => new Map([
  ...shown.map((id, i) => /** @type {const} */ ([id, boxes[i] ?? HIDDEN])), ...hidden.map(id => /** @type {const} */ ([id, HIDDEN])),
]);
