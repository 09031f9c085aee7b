// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../test/harness.js";
import { initial } from "./dom.js";
import { nameOf } from "./line.js";

describe("a name", () => {
  test("does not turn the sentence that it is in", () => {
    same(nameOf({ name: "\u202eanA\u2067" }), "anA");
    same(nameOf({ name: "\u202e" }), "");
    same(nameOf({ name: "سارة" }), "سارة");
  });

  test("is short, whatever somebody sends", () => {
    same(nameOf({ name: "👍".repeat(500) }), "👍".repeat(40));
    same(nameOf({ name: "a\u0000b\n" }), "a b");
    same(nameOf({ name: 7 }, "ana"), "ana");
  });

  test("begins with what people take for a letter", () => {
    same(initial(" ana"), "A");
    same(initial("👩🏽‍🚀 Zoë"), "👩🏽‍🚀");
    same(initial("🇨🇳"), "🇨🇳");
    same(initial("किरण"), "कि");
    same(initial("  "), "?");
  });
});
