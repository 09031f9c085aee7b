// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { filesOf, keepOnly } from "./keep.js";

describe("what is kept during a call", () => {
  test("is of people who are here", () => {
    const voices = new Map([["ana", 1], ["gone", 2]]);
    keepOnly(voices, new Map([["ana", {}], ["bob", {}]]));
    same([...voices.keys()], ["ana"]);
  });

  test("is of files that are followed or shown", () => {
    const line = { own: false, from: "", name: "", at: 0, secret: false, to: "" };
    const lines = [/** @type {const} */ ({ kind: "file", id: "shown", ...line }), /** @type {const} */ ({ kind: "note", key: "left", name: "", at: 0 })];
    same(filesOf({ shown: 1, followed: 2, gone: 3 }, new Set(["followed"]), lines), { shown: 1, followed: 2 });
  });
});
