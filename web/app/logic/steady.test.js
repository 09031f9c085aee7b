// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { Steady } from "./steady.js";

/** @param {string[]} names one a second */
const seen = names => {
  /** @type {Steady<string>} */
  const steady = new Steady(3, 2);
  return names.map((name, at) => steady.see(name, name || null, at));
};

describe("what is told of a trouble", () => {
  test("waits until it has lasted", () => {
    same(seen(["a", "a", "a", "a", "a"]), [null, null, null, "a", "a"]);
    same(seen(["a", "a", "", "a", "a", "a", "a"]), [null, null, null, null, null, null, "a"]);
  });

  test("counts one trouble that is understood better as one", () => {
    same(seen(["a", "a", "b", "b"]), [null, null, null, "b"]);
  });

  test("changes only when the next thing has lasted as well", () => {
    same(seen(["a", "a", "a", "a", "b", "a", "b", "b", "b"]), [null, null, null, "a", "a", "a", "a", "a", "b"]);
    same(seen(["a", "a", "a", "a", "", "a", "", "", "", "a"]), [null, null, null, "a", "a", "a", "a", "a", null, null]);
  });
});
