// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { Floor } from "./floor.js";

/** Who has the floor as time goes by. @param {[number, string][]} heard when, and the letters of those who speak then */
function held(heard) {
  const floor = new Floor();
  return heard.map(([at, ids]) => floor.hear(new Set(ids), new Set("abc"), at)).join(" ");
}

describe("the floor", () => {
  test("is taken at once while nobody has it, and kept over silence", () => same(held([[0, ""], [10, "a"], [100, ""], [9000, ""]]), " a a a"));
  test("is not taken over by a word or a laugh", () => same(held([[0, "a"], [1000, "b"], [2400, ""], [2500, "b"], [3900, "b"]]), "a a a a a"));
  test("is taken over by who goes on speaking for 1.5 s", () => same(held([[0, "a"], [1000, "b"], [2499, "b"], [2500, "b"], [2600, "b"]]), "a a a b b"));
  test("stays with who speaks, whoever else does", () => same(held([[0, "b"], [1000, "ab"], [9000, "ab"], [9100, "a"]]), "b b b a"));
  test("of who has left is free", () => {
    const floor = new Floor();
    floor.hear(new Set("a"), new Set("ab"), 0);
    same(floor.hear(new Set("b"), new Set("b"), 100), "b");
  });
});
