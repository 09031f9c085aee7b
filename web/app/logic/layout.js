// SPDX-License-Identifier: Apache-2.0
/** Where tiles go. Pure arithmetic in CSS pixels; the rules are in docs: grid, pages, one big tile with a strip. */

/** @typedef {{ x: number, y: number, w: number, h: number, hide?: boolean }} Box */
/** @typedef {{ gap?: number, portrait?: boolean, minAspect?: number, maxAspect?: number }} GridOptions */

/** A grid of n tiles as large as they fit, the last row centred.
 * @param {number} n
 * @param {number} W
 * @param {number} H
 * @param {GridOptions} [options]
 * @returns {Box[]} */
export function layoutTiles(n, W, H, { gap = 12, portrait = W < H, minAspect, maxAspect = 16 / 9 } = {}) {
  const min = minAspect ?? (portrait ? 0.6 : 16 / 9);
  let best = fitTiles(n, W, H, gap, min, maxAspect);
  const empty = best.w * best.h * n < 0.6 * W * H;
  if (minAspect === undefined && !portrait && empty) best = fitTiles(n, W, H, gap, 4 / 3, maxAspect); // crop a little
  const { cols, rows, w, h } = best;
  const top = (H - rows * h - (rows - 1) * gap) / 2;
  return Array.from({ length: n }, (_, i) => {
    const row = Math.floor(i / cols);
    const inRow = row === rows - 1 ? n - row * cols : cols;
    const left = (W - inRow * w - (inRow - 1) * gap) / 2;
    return { x: left + (i - row * cols) * (w + gap), y: top + row * (h + gap), w, h };
  });
}

/** @param {number} n
 * @param {number} W
 * @param {number} H
 * @param {number} gap
 * @param {number} minAspect
 * @param {number} maxAspect */
function fitTiles(n, W, H, gap, minAspect, maxAspect) {
  let best = { cols: 1, rows: n, w: 1, h: 1, score: 0 };
  for (let cols = 1; cols <= n; cols++) {
    const rows = Math.ceil(n / cols);
    const cw = (W - gap * (cols - 1)) / cols;
    const ch = (H - gap * (rows - 1)) / rows;
    if (cw <= 0 || ch <= 0) continue;
    const aspect = Math.min(maxAspect, Math.max(minAspect, cw / ch));
    const w = Math.min(cw, ch * aspect);
    const h = w / aspect;
    const score = w * h * (1 - (0.02 * (cols * rows - n)) / n); // near-ties: prefer fuller grids
    if (score > best.score) best = { cols, rows, w, h, score };
  }
  return best;
}

/** Tiles per page: never under 18 000 px² each, never more than the decode budget.
 * @param {number} W
 * @param {number} H
 * @param {number} [gap]
 * @param {number} [budget] */
export function pageSize(W, H, gap = 12, budget = W < 500 ? 8 : 16) {
  for (let n = budget; n > 1; n--) {
    const [tile] = layoutTiles(n, W, H, { gap });
    if (tile && tile.w * tile.h >= 18000) return n;
  }
  return 1;
}

/** One big tile, then n others: a side strip or a bottom strip, whichever leaves the big one larger.
 * Portrait: the big one on top, the others in a grid below.
 * @param {number} n
 * @param {number} W
 * @param {number} H
 * @param {{ gap?: number, aspect?: number }} [options]
 * @returns {Box[]} */
export function layoutFocus(n, W, H, { gap = 12, aspect = 16 / 9 } = {}) {
  const big = (/** @type {number} */ w, /** @type {number} */ h) => {
    const k = Math.min(w, h * aspect);
    return { w: k, h: k / aspect };
  };
  if (n === 0) {
    const only = big(W, H);
    return [{ x: (W - only.w) / 2, y: (H - only.h) / 2, ...only }];
  }
  if (W < H) {
    const top = big(W, H * 0.5);
    const shown = Math.min(n, 6);
    const rest = layoutTiles(shown, W, H - top.h - gap, { gap, portrait: true });
    const minY = Math.min(...rest.map(r => r.y)); // no gap between the two parts
    const below = Array.from({ length: n }, (_, i) => {
      const box = rest[i];
      return box ? { ...box, y: box.y - minY + top.h + gap } : { x: 0, y: 0, w: 1, h: 1, hide: true };
    });
    return [{ x: (W - top.w) / 2, y: 0, ...top }, ...below];
  }
  const sw = Math.min(232, W * 0.24);
  const sh = sw / aspect;
  const bh = Math.min(150, H * 0.24);
  const bw = bh * aspect;
  const side = big(W - sw - gap, H);
  const bottom = big(W, H - bh - gap);
  const onSide = side.w * side.h >= bottom.w * bottom.h;
  const fit = Math.max(1, Math.floor(onSide ? (H + gap) / (sh + gap) : (W + gap) / (bw + gap)));
  const shown = Math.min(n, fit);
  if (onSide) {
    const x0 = (W - side.w - gap - sw) / 2;
    const tall = shown * sh + (shown - 1) * gap;
    const strip = Array.from({ length: n }, (_, i) => ({
      x: x0 + side.w + gap, y: (H - tall) / 2 + i * (sh + gap), w: sw, h: sh, hide: i >= shown,
    }));
    return [{ x: x0, y: (H - side.h) / 2, ...side }, ...strip];
  }
  const y0 = (H - bottom.h - gap - bh) / 2;
  const wide = shown * bw + (shown - 1) * gap;
  const strip = Array.from({ length: n }, (_, i) => ({
    x: (W - wide) / 2 + i * (bw + gap), y: y0 + bottom.h + gap, w: bw, h: bh, hide: i >= shown,
  }));
  return [{ x: (W - bottom.w) / 2, y: y0, ...bottom }, ...strip];
}

/** Puts several big tiles where one was.
 * @param {number} n
 * @param {Box[]} boxes the first one is the big one
 * @param {number} gap
 * @returns {Box[]} n big ones, then the others */
export function sideBySide(n, boxes, gap) {
  const [big, ...others] = boxes;
  if (!big || n < 2) return boxes;
  return [...layoutTiles(n, big.w, big.h, { gap }).map(one => ({ ...one, x: one.x + big.x, y: one.y + big.y })), ...others];
}

/** @typedef {"top-start" | "top-end" | "bottom-start" | "bottom-end"} Corner */

/** The small view of oneself, in a corner of the big tile.
 * @param {Box} big
 * @param {number} W
 * @param {number} H
 * @param {Corner} corner
 * @returns {Box} */
export function layoutSelf(big, W, H, corner) {
  const narrow = W <= 624;
  const inset = narrow ? 12 : 20;
  const w = narrow && W < H ? W * 0.3 : Math.min(264, Math.max(112, W * 0.19));
  const h = narrow && W < H ? (w * 4) / 3 : (w * 9) / 16;
  const [down, across] = corner.split("-");
  return {
    x: across === "start" ? big.x + inset : big.x + big.w - w - inset,
    y: down === "top" ? big.y + inset : big.y + big.h - h - inset,
    w, h,
  };
}

/** The corner nearest to a point.
 * @param {number} x
 * @param {number} y
 * @param {number} W
 * @param {number} H
 * @returns {Corner} */
export function nearestCorner(x, y, W, H) {
  return `${y < H / 2 ? "top" : "bottom"}-${x < W / 2 ? "start" : "end"}`;
}
