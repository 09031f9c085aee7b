// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { layoutFocus, layoutSelf, layoutTiles, nearestCorner, pageSize, sideBySide } from "./layout.js";

/** @param {import("./layout.js").Box[]} boxes @param {number} W @param {number} H */
function fits(boxes, W, H) {
  for (const { x, y, w, h } of boxes) assert(x >= -0.5 && y >= -0.5 && x + w <= W + 0.5 && y + h <= H + 0.5, `outside: ${JSON.stringify({ x, y, w, h, W, H })}`);
}

/** @param {import("./layout.js").Box} a @param {import("./layout.js").Box} b */
const apart = (a, b) => a.x + a.w <= b.x + 0.5 || b.x + b.w <= a.x + 0.5 || a.y + a.h <= b.y + 0.5 || b.y + b.h <= a.y + 0.5;

describe("layoutTiles", () => {
  test("keeps every tile inside and none over another, for all sizes", () => {
    for (const [W, H] of /** @type {[number, number][]} */ ([[1408, 740], [374, 690], [828, 280], [300, 300], [2500, 600]])) {
      for (let n = 1; n <= 25; n++) {
        const boxes = layoutTiles(n, W, H);
        same(boxes.length, n);
        fits(boxes, W, H);
        boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => assert(apart(a, b), `${n} tiles overlap in ${W}×${H}`)));
      }
    }
  });

  test("puts four in two rows on a wide stage, and three in portrait one above the other or two by two", () => {
    const four = layoutTiles(4, 1408, 740);
    same(new Set(four.map(b => Math.round(b.y))).size, 2);
    assert(layoutTiles(2, 374, 690)[1]?.x === layoutTiles(2, 374, 690)[0]?.x, "two in portrait stand in one column");
  });

  test("centres the last row", () => {
    const [, , last] = layoutTiles(3, 1000, 700);
    assert(last && Math.abs(last.x + last.w / 2 - 500) < 1, "the third tile is in the middle");
  });

  test("prefers a fuller grid where sizes nearly tie", () => {
    const boxes = layoutTiles(8, 1400, 600);
    same(new Set(boxes.map(({ y }) => Math.round(y))).size, 2, "rows, where three would give a third of a pixel more");
  });

  test("crops to 4:3 where 16:9 would leave more than two fifths empty", () => {
    same(layoutTiles(1, 1000, 950).map(({ w, h }) => [w, h]), [[1000, 750]]);
    same(layoutTiles(1, 1000, 900).map(({ w, h }) => [w, Math.round(h)]), [[1000, 563]], "62 of a hundred are enough");
  });

  test("uses 16:9 where that covers enough", () => {
    const [one] = layoutTiles(1, 1600, 900);
    same([one?.w, one?.h], [1600, 900]);
  });
});

describe("pageSize", () => {
  test("never makes tiles smaller than 18 000 px², nor decodes too many", () => {
    same(pageSize(1408, 740), 16);
    const n = pageSize(374, 500, 8);
    assert(n <= 8 && n >= 2, String(n));
    const [tile] = layoutTiles(n, 374, 500, { gap: 8 });
    assert(tile && tile.w * tile.h >= 18000);
    same(pageSize(100, 100), 1);
  });
});

describe("layoutFocus", () => {
  test("shows one big and hides what has no room", () => {
    for (const [W, H] of /** @type {[number, number][]} */ ([[1408, 740], [374, 690], [1408, 300]])) {
      const boxes = layoutFocus(9, W, H);
      same(boxes.length, 10);
      fits(boxes.filter(b => !b.hide), W, H);
      assert(boxes.slice(1).every(b => b.w * b.h < (boxes[0]?.w ?? 0) * (boxes[0]?.h ?? 0)), "the big one is the biggest");
    }
  });

  test("fills the stage when there is nobody else", () => {
    same(layoutFocus(0, 1600, 900), [{ x: 0, y: 0, w: 1600, h: 900 }]);
  });

  test("takes a side strip or a bottom strip, whichever leaves the big one larger; in portrait a grid below", () => {
    const strip = (/** @type {number} */ W, /** @type {number} */ H) => {
      const [big, other] = layoutFocus(3, W, H);
      return big && other && other.x >= big.x + big.w ? "side" : other && big && other.y >= big.y + big.h ? "below" : "over";
    };
    same([strip(1408, 740), strip(1100, 1000), strip(374, 690)], ["side", "below", "below"]);
  });
});

describe("sideBySide", () => {
  test("puts several screens where the big one was, of one size", () => {
    const [big, ...others] = layoutFocus(3, 1408, 740);
    const boxes = sideBySide(2, layoutFocus(3, 1408, 740), 12);
    same([boxes.length, boxes.slice(2)], [5, others]);
    const [a, b] = boxes;
    assert(a && b && big && a.w === b.w && apart(a, b) && b.x + b.w <= big.x + big.w + 0.5, JSON.stringify([a, b]));
  });
});

describe("layoutSelf", () => {
  test("lies inside the big tile, in the asked corner", () => {
    const big = { x: 60, y: 0, w: 1315, h: 740 };
    const at = layoutSelf(big, 1440, 740, "top-start");
    same([at.x, at.y, at.w], [80, 20, 264]);
    const end = layoutSelf(big, 1440, 740, "bottom-end");
    same(Math.round(end.x + end.w), 1355);
  });

  test("is dropped into the nearest corner", () => {
    same(nearestCorner(10, 10, 100, 100), "top-start");
    same(nearestCorner(90, 60, 100, 100), "bottom-end");
  });
});
