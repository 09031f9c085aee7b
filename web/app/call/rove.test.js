// SPDX-License-Identifier: Apache-2.0
import { describe, same, test } from "../../test/harness.js";
import { holdFocus, move } from "./rove.js";

/** Four tiles in a row, with a button in each, and a pager's button; gone when the test is over. */
function row() {
  const box = document.createElement("section");
  const tiles = [0, 1, 2, 3].map(i => {
    const tile = Object.assign(document.createElement("article"), { className: "tile", tabIndex: i ? -1 : 0 });
    tile.style.cssText = `position: fixed; inset: 0 auto auto ${i * 60}px; width: 50px; height: 50px`;
    tile.append(Object.assign(document.createElement("div"), { className: "tile-actions" }));
    tile.firstElementChild?.append(Object.assign(document.createElement("button"), { tabIndex: -1 }));
    box.append(tile);
    return tile;
  });
  document.body.append(box);
  return { box, tiles, end: () => box.remove() };
}

/** @param {HTMLElement[]} tiles */
const focused = tiles => tiles.indexOf(/** @type {HTMLElement} */ (document.activeElement?.closest(".tile")));

describe("the focus on the stage", () => {
  /** What makes a tile go away. @type {Record<string, (tile: HTMLElement) => void>} */
  const ways = { "is on another page": tile => (tile.hidden = true), "fades": tile => (tile.inert = true), "is gone": tile => tile.remove() };
  for (const [way, leave] of Object.entries(ways)) {
    test(`goes to the nearest tile where that which had it ${way}`, () => {
      const { box, tiles, end } = row();
      tiles[2]?.querySelector("button")?.focus();
      const after = holdFocus(box);
      tiles[1]?.remove();
      if (tiles[2]) leave(tiles[2]);
      after();
      same([focused(tiles), tiles.map(one => one.tabIndex)], [3, [-1, -1, -1, 0]]);
      end();
    });
  }

  test("stays where nothing happened to it, and elsewhere", () => {
    const { box, tiles, end } = row();
    tiles[0]?.focus();
    const after = holdFocus(box);
    tiles[1]?.remove();
    after();
    same(focused(tiles), 0);
    tiles[0]?.blur();
    const none = holdFocus(box);
    tiles[0]?.remove();
    none();
    same(focused(tiles), -1);
    end();
  });

  test("moves with the arrows to the next tile in sight", () => {
    const { box, tiles, end } = row();
    box.addEventListener("keydown", event => move(box, event));
    tiles[0]?.focus();
    if (tiles[1]) tiles[1].hidden = true;
    tiles[0]?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
    same(focused(tiles), 2);
    end();
  });
});
