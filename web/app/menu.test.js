// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test, until } from "../test/harness.js";
import { loadAllWords } from "./i18n.js";
import { openMenu } from "./menu.js";

/** A menu of a key that stands where it was put, in a browser that places nothing by itself.
 * @param {(key: HTMLButtonElement, menu: HTMLElement) => Promise<void> | void} body */
async function opened(body) {
  await loadAllWords();
  const key = document.createElement("button");
  key.style.cssText = "position: fixed; inset: 0 auto auto 0; width: 60px; height: 40px";
  key.dataset.test = "key-of-menu";
  document.body.append(key);
  const { supports } = CSS;
  CSS.supports = () => false;
  try {
    openMenu(key, "", "ctl.more", [{ label: "close", run: () => {} }]);
    await body(key, /** @type {HTMLElement} */ (key.nextElementSibling));
  } finally {
    CSS.supports = supports;
    key.nextElementSibling?.matches("[role=menu]") && key.nextElementSibling.remove();
    key.remove();
  }
}

describe("a menu", () => {
  test("goes with its key when the page gets another shape", () => opened((key, menu) => {
    same(Math.round(menu.getBoundingClientRect().top), 48);
    key.style.top = "300px";
    dispatchEvent(new Event("resize"));
    const { top, bottom } = menu.getBoundingClientRect();
    assert(Math.round(top) === 348 || Math.round(bottom) === 292, `${top} to ${bottom}, of a key at 300`);
    assert(menu.matches(":popover-open"), "closed");
  }));

  test("closes where its key has no place any more", () => opened(async (key, menu) => {
    key.style.display = "none";
    dispatchEvent(new Event("resize"));
    assert(!menu.matches(":popover-open"), "open");
    await until(() => !menu.isConnected, "its end");
    dispatchEvent(new Event("resize"));
  }));
});
