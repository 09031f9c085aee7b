// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { isFound } from "./find.js";

const found = (/** @type {string} */ asked) => ["Ana", "Zoë", "Noël", "王小明", "Hannah"].filter(name => isFound(name, asked));

describe("people who are looked for", () => {
  test("are found by a part of their names, however it is written", () => {
    same(found(""), ["Ana", "Zoë", "Noël", "王小明", "Hannah"]);
    same(found(" AN "), ["Ana", "Hannah"]);
    same(found("zoe"), ["Zoë"]);
    same(found("noel"), ["Noël"]);
    same(found("小明"), ["王小明"]);
    same(found("bob"), []);
  });
});
