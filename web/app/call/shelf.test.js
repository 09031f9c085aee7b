// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../../test/harness.js";
import { framed } from "../../test/frame.js";
import { lang, loadAllWords, loadLang, setLang } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { shelf } from "./shelf.js";

/** The control shelf on a page of this size.
 * @param {number} width
 * @param {number} height
 * @param {import("../state.js").Direct | null} direct
 * @param {(see: { keys: () => HTMLElement[], at: (hook: string) => HTMLElement | null, store: import("../state.js").AppStore, page: Document }) => void} body */
async function shelved(width, height, direct, body) {
  await loadAllWords();
  await Promise.all([loadLang("en"), loadLang("zh")]);
  await framed(width, height, page => {
    const store = new Store({ ...initialState(DEFAULTS, "en"), call: { ...newCall("r"), direct } });
    const scope = new Scope();
    const root = page.createElement("div");
    root.className = "call";
    root.append(shelf(/** @type {any} */ ({ store }), scope));
    page.body.append(root);
    const seen = (/** @type {Element} */ el) => el.checkVisibility();
    body({
      store, page, keys: () => /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".key")].filter(seen)),
      at: hook => /** @type {HTMLElement | null} */ ([...root.querySelectorAll(`[data-test="${hook}"]`)].find(seen) ?? null),
    });
    scope.end();
  });
}

/** @param {HTMLElement[]} keys */
const hooks = keys => keys.map(key => key.dataset.test);

describe("the control shelf on a phone", () => {
  const spoken = lang();

  for (const width of [320, 390]) {
    test(`has keys of one width, wide enough for a thumb and for their words, at ${width} pixels`, async () => {
      for (const direct of [null, { to: "bob", name: "Bob" }]) {
        await shelved(width, 700, direct, ({ keys, page }) => {
          same(hooks(keys()), ["mic", "camera", ...(direct ? [] : ["chat"]), "more", "leave"]);
          for (const tongue of /** @type {const} */ (["en", "zh"])) {
            setLang(tongue);
            const boxes = keys().map(key => key.getBoundingClientRect());
            const widths = boxes.map(box => box.width);
            assert(Math.max(...widths) - Math.min(...widths) < 1, `${tongue}: ${widths}`);
            assert(Math.min(...widths) >= 44 && Math.min(...boxes.map(box => box.height)) >= 44, `too small for a thumb: ${widths}`);
            assert(boxes.every(box => box.left >= 0 && box.right <= width), "outside");
            for (const key of keys()) for (const text of key.querySelectorAll(":scope > span:not(.count)")) {
              const { left, right, height } = text.getBoundingClientRect();
              const box = key.getBoundingClientRect();
              assert(left >= box.left && right <= box.right && height < 22, `${tongue}, ${key.textContent}: ${right - left} in ${box.width}`);
            }
          }
          setLang(spoken);
          same(page.documentElement.scrollWidth, width);
        });
      }
    });
  }

  test("counts what is unread on Chat, and who waits on More, as the list of people is behind it", () => shelved(390, 700, null, ({ store, at }) => {
    same([at("unread"), at("waiting-more"), at("waiting-count")], [null, null, null]);
    setLang("en");
    try {
      const waiting = [{ id: "b", name: "Bob" }, { id: "e", name: "Eva" }];
      patchCall(store, { unread: 3, order: { ...newCall("r").order, waiting } });
      same([at("unread")?.textContent, at("waiting-more")?.textContent, at("waiting-count")], ["3", "2", null]);
      same([at("chat")?.ariaLabel, at("more")?.ariaLabel], ["Chat, 3 new messages", "More, 2 people are waiting to join"]);
      patchCall(store, { unread: 120, order: { ...newCall("r").order, waiting: [] } });
      same([at("unread")?.textContent, at("waiting-more"), at("more")?.ariaLabel], ["99+", null, "More"]);
    } finally {
      setLang(spoken);
    }
  }));

  test("on its side has low keys without words in sight, which screen readers read", () => shelved(844, 390, null, ({ keys }) => {
    for (const key of keys()) {
      const text = /** @type {HTMLElement} */ (key.querySelector(":scope > span:not(.count)"));
      same([key.getBoundingClientRect().height, text.getBoundingClientRect().width <= 1, text.textContent !== ""], [48, true, true], key.dataset.test);
    }
  }));
});

describe("the control shelf on a desktop", () => {
  test("has all keys, and who waits on People", () => shelved(1280, 800, null, ({ store, keys, at }) => {
    same(hooks(keys()), ["mic", "camera", "share", "react", "hand", "chat", "people", "more", "leave"]);
    patchCall(store, { order: { ...newCall("r").order, waiting: [{ id: "b", name: "Bob" }] } });
    same([at("waiting-count")?.textContent, at("waiting-more")], ["1", null]);
  }));
});
