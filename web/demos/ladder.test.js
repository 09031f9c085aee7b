// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "/test/harness.js";
import { Ladder } from "./ladder.js";

const HOSTILE = "<img src=x onerror=alert(1)>";

describe("the ladder", () => {
  test("keeps the newest frames and says how many it does not", () => {
    const ladder = new Ladder();
    for (let i = 1; i <= 205; i++) ladder.add({ route: "me-other", label: `frame ${i}`, text: "x" });
    const labels = [...ladder.el.querySelectorAll(".rung-label")].map(el => el.textContent);
    same([labels.length, labels[0], labels.at(-1)], [200, "frame 6", "frame 205"]);
    same(ladder.el.querySelector(".ladder-dropped")?.textContent, "5 older frames are not kept");
    ladder.clear();
    same(ladder.el.querySelectorAll("[data-test=frame]").length, 0);
  });

  test("shows labels and frames as text only, and frames on demand", async () => {
    const ladder = new Ladder();
    ladder.add({ route: "other-me", label: HOSTILE, text: HOSTILE });
    same(ladder.el.querySelector(".rung-label")?.textContent, HOSTILE);
    same(ladder.el.querySelector("pre"), null);
    document.body.append(ladder.el);
    /** @type {HTMLDetailsElement} */ (ladder.el.querySelector("details")).open = true;
    await new Promise(done => setTimeout(done, 50));
    same(ladder.el.querySelector("pre")?.textContent, HOSTILE);
    assert(!ladder.el.querySelector("img"), "no element was made of it");
    ladder.el.remove();
  });

  test("says which way a frame went, also to those who do not see the arrow", () => {
    const ladder = new Ladder();
    ladder.add({ route: "other-me", label: "offer", text: "{}" });
    assert(ladder.el.querySelector("summary")?.textContent?.includes("from others through the server to this page"), "the way is in the text");
  });
});
