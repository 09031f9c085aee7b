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
  const styles = [...document.styleSheets]; // which another test may have loaded, and which place menus
  for (const style of styles) style.disabled = true;
  CSS.supports = () => false;
  try {
    openMenu(key, "", "ctl.more", [{ label: "close", run: () => {} }]);
    await body(key, /** @type {HTMLElement} */ (key.nextElementSibling));
  } finally {
    CSS.supports = supports;
    for (const style of styles) style.disabled = false;
    key.nextElementSibling?.matches("[role=menu]") && key.nextElementSibling.remove();
    key.remove();
  }
}

describe("a menu", () => {
  test("is moved in by arrows, Home, End and first letters, and left by Tab", async () => {
    await loadAllWords();
    const key = document.createElement("button");
    document.body.append(key);
    openMenu(key, "", "ctl.more", ["Share", "React", "Hand", "Settings"].map(label => ({ label: () => label, run: () => {} })));
    const at = () => document.activeElement?.textContent;
    const press = (/** @type {string} */ name) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
      return at();
    };
    same(at(), "Share");
    same(["ArrowDown", "End", "ArrowDown", "ArrowUp", "Home", "s", "S", "h"].map(press), ["React", "Settings", "Share", "Settings", "Share", "Settings", "Share", "Hand"]);
    press("Tab");
    same(document.querySelector(".menu:popover-open"), null);
    await until(() => key.getAttribute("aria-expanded") === "false", "its end");
    key.remove();
  });

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
