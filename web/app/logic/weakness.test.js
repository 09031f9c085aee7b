// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { Weakness } from "./weakness.js";

/** @param {Weakness} weakness @param {number[]} grades one every 3 s @param {number} [from] ms */
const heard = (weakness, grades, from = 0) => grades.map((grade, i) => weakness.hear(grade, from + i * 3000));

describe("a weak connection", () => {
  test("is told of when it stays weak, not for a moment", () => {
    same(heard(new Weakness(), [4, 2, 4, 2, 2, 2, 1]), [false, false, false, false, false, true, true]);
  });

  test("is told of until it has been well for a while", () => {
    same(heard(new Weakness(), [2, 2, 2, 3, 2, 3, 3, 3, 3, 3]), [false, false, true, true, true, true, true, true, false, false]);
  });

  test("is told of once in five minutes, also when it was dismissed", () => {
    const weakness = new Weakness();
    same(heard(weakness, [1, 1, 1]).at(-1), true);
    weakness.dismiss();
    same(heard(weakness, [1, 1, 1, 1], 9_000), [false, false, false, false]);
    same(weakness.hear(1, 306_000), true);
  });

  test("is not the same as none", () => {
    same(heard(new Weakness(), [0, 0, 0, 0]), [false, false, false, false]);
  });
});
