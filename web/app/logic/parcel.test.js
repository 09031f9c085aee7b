// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { amounts, bytes, parcel } from "./parcel.js";

/** @typedef {import("./parcel.js").Way} Way */

/** @param {string} who @param {Partial<Way>} more @returns {Way} */
const way = (who, more) => ({ who, state: "moving", moved: 0, size: 41e6, pausedBy: undefined, endedBy: undefined, failure: undefined, ...more });
const mine = { name: "a", size: 41e6, type: "", own: true };
const theirs = { ...mine, own: false };

describe("the row of a file", () => {
  test("says to whom it goes, and how far it is on the whole", () => {
    same(parcel(mine, [way("Bob", { moved: 27e6 })]).words, ["file.sending.one", { name: "Bob", a: "27", b: "41 MB" }]);
    const three = parcel(mine, [way("Bob", { state: "done", moved: 41e6 }), way("Eva", { moved: 1e6 }), way("Zoë", { state: "offered" })]);
    same([three.state, three.moved, three.words], ["moving", 14e6, ["file.sending", { n: 3, a: "14", b: "41 MB" }]]);
  });

  test("leaves out those who do not want it", () => {
    const two = parcel(mine, [way("Bob", { state: "declined" }), way("Eva", { moved: 1e6 })]);
    same([two.state, two.moved, two.words[0]], ["moving", 1e6, "file.sending.one"]);
    same(parcel(mine, [way("Bob", { state: "declined" }), way("Eva", { state: "done" })]).words, ["file.sent.part", { a: 1, b: 2 }]);
  });

  test("tells who waits, paused, cancelled, and why it failed", () => {
    same(parcel(mine, [way("Bob", { state: "offered" })]).words, ["file.offered", { name: "Bob" }]);
    same(parcel(theirs, [way("Bob", { state: "offered" })]).words, ["file.ready", { a: "41 MB", name: "Bob" }]);
    same(parcel(theirs, [way("Bob", { state: "paused", pausedBy: "them" })]).words[0], "file.paused.them");
    same(parcel(theirs, [way("Bob", { state: "paused", pausedBy: "us" })]).held, true);
    same(parcel(theirs, [way("Bob", { state: "cancelled", endedBy: "us" })]).words[0], "file.cancelled");
    same(parcel(mine, [way("Bob", { state: "cancelled", endedBy: "them" })]).words, ["file.cancelled.them", { name: "Bob" }]);
    same(parcel(mine, [way("Bob", { state: "failed", failure: "corrupt" })]).words[0], "file.fail.corrupt.own");
    same(parcel(theirs, [way("Bob", { state: "failed", failure: "left" })]).words[0], "file.fail.left");
    same(parcel(mine, [way("Bob", { state: "done" })]).words, ["file.sent", { name: "Bob" }]);
    same(parcel(mine, [way("Bob", { state: "done" }), way("Eva", { state: "done" })]).words, ["file.sent.many", { n: 2 }]);
  });

  test("counts in units that people use", () => {
    same([0, 999, 1000, 1_840_000, 41_400_000, 9_960_000_000, 4e15].map(bytes), ["0 B", "999 B", "1 kB", "1.8 MB", "41 MB", "10 GB", "4,000 TB"]);
    same(amounts(900_000, 6_200_000), { a: "0.9", b: "6.2 MB" });
    same(amounts(0, 0), { a: "0", b: "0 B" });
  });
});
