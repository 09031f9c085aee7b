// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { loadAllWords, setLang } from "../i18n.js";
import { Tile } from "./tile.js";

/** @type {import("./tile.js").Look} */
const LOOK = {
  name: "Bob", me: false, screen: false, mic: true, camera: true, hand: 0, lost: "", paused: "", speaking: false, quality: null, pinned: false, lit: false,
  lights: false, mirror: false, stream: null,
};

/** A tile in English. */
async function bobs() {
  await loadAllWords();
  setLang("en");
  return new Tile("bob", { pin: () => {}, spot: () => {}, menu: () => {}, blocked: () => {} });
}

/** @param {Tile} tile */
const cover = tile => /** @type {HTMLElement} */ (tile.el.querySelector(".tile-cover"));

describe("a tile", () => {
  test("says whose doing it is that no picture comes", async () => {
    const tile = await bobs();
    tile.show({ ...LOOK, paused: "weak" });
    same(cover(tile).textContent, "Video paused, weak connection");
    tile.show({ ...LOOK, paused: "own" });
    same(cover(tile).textContent, "You turned video off");
    assert(tile.el.getAttribute("aria-label")?.includes("You turned video off"));
    tile.show(LOOK);
    assert(cover(tile).hidden);
  });

  test("stays under the pointer that drags it, whatever is drawn meanwhile", async () => {
    const tile = await bobs();
    const at = () => tile.el.style.getPropertyValue("--x");
    tile.place({ x: 5, y: 5, w: 100, h: 50 }, true);
    tile.el.classList.add("dragged");
    tile.el.style.setProperty("--x", "70px");
    tile.place({ x: 5, y: 5, w: 100, h: 50 }, true);
    same(at(), "70px");
    tile.place({ x: 9, y: 5, w: 100, h: 50 }, false);
    same(at(), "9px");
  });
});
