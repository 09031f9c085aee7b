// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../test/harness.js";
import { Tabs } from "./tabs.js";

/** A tab beside others, and what it is told.
 * @param {number} [longest] */
function tab(longest) {
  /** @type {string[]} */
  const heard = [];
  const hears = (/** @type {string} */ what) => () => void heard.push(what);
  const tabs = new Tabs({ ring: hears("ring"), over: hears("over"), decline: hears("decline"), meet: hears("meet"), answer: async () => (heard.push("answer"), null) }, longest);
  return { tabs, heard };
}

describe("the bell of a tab that was closed without a word", () => {
  test("stops in all others, also where one of them declined it", async () => {
    const [closed, one, another] = [tab(), tab(200), tab(200)];
    closed.tabs.ring({ way: "in", name: "Ana", handle: "ana", video: true, since: 0, direct: false });
    await until(() => one.heard.length > 0 && another.heard.length > 0, "the bell");
    one.tabs.decline(false);
    await until(() => another.heard.includes("decline"), "the word of the other");
    await until(() => another.heard.includes("over"), "silence");
    same(another.heard, ["ring", "decline", "over"]);
  });
});
