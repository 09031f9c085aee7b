// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { newest } from "./newest.js";

/** @param {number} at @returns {import("../state.js").ChatLine} */
const note = at => ({ kind: "note", key: "joined", name: "", at });
/** @param {number} at @param {string} id @returns {import("../state.js").ChatLine} */
const file = (at, id) => ({ kind: "file", id, own: true, from: "", name: "", at, secret: false, to: "" });
const lines = [note(1), file(2, "moving"), file(3, "done"), note(4), note(5)];
/** @type {Record<string, { state: import("./parcel.js").WayState }>} */
const files = { moving: { state: "moving" }, done: { state: "done" } };

describe("the lines of a chat", () => {
  test("are all kept while there are few", () => same(newest(lines, files, 5), lines));

  test("go oldest first, but for files that are under way", () => {
    same(newest(lines, files, 4).map(line => line.at), [2, 3, 4, 5]);
    same(newest(lines, files, 2).map(line => line.at), [2, 5]);
    same(newest([...lines, note(6)], {}, 2).map(line => line.at), [5, 6]);
  });
});
