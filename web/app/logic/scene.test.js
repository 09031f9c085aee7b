// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { pagesOf, sceneOf, stripOf } from "./scene.js";

/** @type {import("./scene.js").Wish} */
const PLAIN = { big: [], page: 0, swapped: false, corner: "bottom-end" };
/** So many others, then we. @param {number} n */
const people = n => [...Array.from({ length: n }, (_, i) => `p${i}`), "me"];
/** @param {import("./scene.js").Scene} scene */
const shown = scene => [...scene.boxes].filter(([, box]) => !box.hide).map(([id]) => id);

/** @param {import("./layout.js").Box} a @param {import("./layout.js").Box} b */
const apart = (a, b) => a.x + a.w <= b.x + 0.5 || b.x + b.w <= a.x + 0.5 || a.y + a.h <= b.y + 0.5 || b.y + b.h <= a.y + 0.5;

describe("a strip", () => {
  test("shows all that it has room for", () => same(stripOf(people(3), 4), { shown: ["p0", "p1", "p2", "me"], hidden: [] }));

  test("keeps its last place for how many more there are, and hides us last", () => {
    same(stripOf(people(9), 4), { shown: ["p0", "p1", "me"], hidden: ["p2", "p3", "p4", "p5", "p6", "p7", "p8"] });
    same(stripOf(people(9), 2).shown, ["me"]);
    same(stripOf(people(9), 1).shown, []);
    same(stripOf(["a", "b", "c"], 2), { shown: ["a"], hidden: ["b", "c"] });
  });
});

describe("a scene with one big tile", () => {
  test("tells how many people have no place, and where to say so, on every stage", () => {
    for (const [W, H] of /** @type {[number, number][]} */ ([[1248, 620], [374, 620], [1400, 300], [828, 280]])) {
      const ids = ["p9:screen", ...people(17)];
      const scene = sceneOf(ids, { ...PLAIN, big: ["p9:screen"] }, W, H, 12);
      const seen = shown(scene);
      assert(seen.includes("me"), `${W}×${H}: ${seen}`);
      same(scene.more?.n, ids.length - seen.length);
      same(scene.boxes.size, ids.length);
      for (const [id, box] of scene.boxes) assert(box.hide || (scene.more && apart(box, scene.more.box)), `${id} is under the count`);
    }
  });

  test("hides nobody where there is room", () => {
    const scene = sceneOf(people(3), { ...PLAIN, big: ["p1"] }, 1248, 620, 12);
    same(scene.more, null);
    same(shown(scene), ["p1", "p0", "p2", "me"]);
  });

  test("counts a person once", () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g", "g:screen", "me"];
    const scene = sceneOf(ids, { ...PLAIN, big: ["a"] }, 1248, 420, 12);
    assert(!shown(scene).includes("g") && !shown(scene).includes("g:screen"));
    same(scene.more?.n, ids.length - shown(scene).length - 1);
  });
});

describe("a scene of two", () => {
  test("has us floating, or the other one, in the chosen corner", () => {
    same(sceneOf(people(1), PLAIN, 1000, 600, 12).floating, "me");
    const other = sceneOf(people(1), { ...PLAIN, swapped: true, corner: "top-start" }, 1000, 600, 12);
    same(other.floating, "p0");
    assert((other.boxes.get("p0")?.w ?? 999) < (other.boxes.get("me")?.w ?? 0));
    same(other.boxes.get("p0")?.y, 20 + (other.boxes.get("me")?.y ?? 0));
  });
});

describe("a scene in portrait", () => {
  test("of one or two goes from edge to edge, whatever shape that is", () => {
    for (const n of [0, 1]) {
      const [box] = [...sceneOf(people(n), PLAIN, 374, 690, 8).boxes.values()];
      assert(box);
      same([box.x, box.y, box.w, box.h].map(Math.round), [0, 0, 374, 690]);
    }
  });
});

describe("a scene of many", () => {
  test("leaves room for the pager below its tiles", () => {
    for (const [W, H] of /** @type {[number, number][]} */ ([[1248, 620], [374, 620]])) {
      const { boxes, pages } = sceneOf(people(30), PLAIN, W, H, 12);
      assert(pages > 1);
      for (const { y, h, hide } of boxes.values()) assert(hide || y + h <= H - 48 + 0.5, `${W}×${H}: ${y + h}`);
    }
  });

  test("has us on the first page, and everybody on one of them", () => {
    same(pagesOf(people(5), 3), [["p0", "p1", "me"], ["p2", "p3", "p4"]]);
    const ids = people(30);
    const first = sceneOf(ids, PLAIN, 1248, 620, 12);
    assert(first.pages > 1 && shown(first).includes("me"));
    const pages = Array.from({ length: first.pages }, (_, page) => shown(sceneOf(ids, { ...PLAIN, page }, 1248, 620, 12)));
    same(pages.flat().sort(), [...ids].sort());
  });

  test("goes back to the last page where there are fewer", () => {
    same(sceneOf(people(4), { ...PLAIN, page: 3 }, 1248, 620, 12).page, 0);
  });
});
