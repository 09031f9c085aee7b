// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { chosen } from "./banners.js";

/** @typedef {import("./banners.js").Claim} Claim */

/** Wanted one after the other. @param {...(string | [string, Claim])} all */
const shown = (...all) => chosen(all.map((one, since) => (typeof one === "string" ? { name: one, claim: /** @type {Claim} */ (""), since } : { name: one[0], claim: one[1], since })))
  .map(({ name }) => name);

describe("the banners of a call", () => {
  test("are two, the newest first; the others wait", () => {
    same(shown(), []);
    same(shown("weak"), ["weak"]);
    same(shown("weak", "knock"), ["knock", "weak"]);
    same(shown("weak", "knock", "line"), ["line", "knock"]);
    same(shown("weak", "line"), ["line", "weak"]); // what waited comes back to its place
  });

  test("never hide that one shares, or that somebody may listen in, behind newer ones", () => {
    same(shown(["sharing", "held"], "weak", "knock", "line"), ["line", "sharing"]);
    same(shown(["sharing", "held"], "weak", ["unsafe", "held"], "knock"), ["unsafe", "sharing"]);
  });

  test("make room for a call, which does not last", () => {
    same(shown(["sharing", "held"], ["unsafe", "held"], ["incoming", "ring"]), ["incoming", "unsafe"]);
    same(shown(["incoming", "ring"], "weak", "knock"), ["knock", "incoming"]);
  });
});
