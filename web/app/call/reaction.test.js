// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { floatReaction } from "./reaction.js";

describe("reactions", () => {
  test("say whose they are, and are twelve at once at most", () => {
    const box = document.createElement("div");
    document.body.append(box);
    for (let i = 1; i < 15; i++) floatReaction(box, undefined, `Wei ${i}`, "👏");
    same([box.children.length, box.lastElementChild?.textContent], [12, "👏Wei 12"]);
    box.remove();
  });
});
