// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { lift } from "./clear.js";

/** @param {number} left @param {number} top @param {number} width @param {number} height */
const rect = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });
const toast = rect(24, 600, 200, 44);

describe("what lies over a page", () => {
  test("stays where it covers nothing", () => {
    same(lift(toast, []), 0);
    same(lift(toast, [rect(300, 600, 100, 30), rect(24, 500, 200, 30), rect(24, 700, 200, 30)]), 0);
  });

  test("goes up just so far that it is clear of all, in whatever order they come", () => {
    const plate = rect(30, 620, 90, 30);
    same(lift(toast, [plate]), 32);
    const above = rect(30, 570, 90, 30); // in its way only when it went up
    same([lift(toast, [plate, above]), lift(toast, [above, plate])], [82, 82]);
  });

  test("keeps a little apart", () => same(lift(toast, [rect(230, 600, 90, 44)]), 52));

  test("stays where there is no place at all", () => same(lift(toast, [rect(0, 40, 900, 700)], 52), 0));
});
