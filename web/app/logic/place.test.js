// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { beside } from "./place.js";

const page = { width: 1000, height: 800 };
const menu = { width: 200, height: 300 };

describe("the place of a menu", () => {
  test("is under a key that is high up, and over one that is low, in its middle", () => {
    same(beside({ x: 480, y: 100, width: 40, height: 40 }, menu, page), { x: 400, y: 148, most: 644 });
    same(beside({ x: 480, y: 740, width: 40, height: 40 }, menu, page), { x: 400, y: 432, most: 724 });
  });

  test("is within the page", () => {
    same(beside({ x: 950, y: 100, width: 40, height: 40 }, menu, page).x, 792);
    same(beside({ x: 0, y: 100, width: 40, height: 40 }, menu, page).x, 8);
    same(beside({ x: 480, y: 330, width: 40, height: 40 }, { width: 200, height: 600 }, page), { x: 400, y: 378, most: 414 });
    same(beside({ x: 480, y: 500, width: 40, height: 40 }, { width: 200, height: 600 }, page), { x: 400, y: 8, most: 484 });
  });
});
