// SPDX-License-Identifier: Apache-2.0
import { framed } from "../../test/frame.js";
import { assert, describe, same, test, until } from "../../test/harness.js";
import { loadAllWords } from "../i18n.js";
import { parsePrefs } from "../prefs.js";
import { Scope } from "../scope.js";
import { initialState, newCall, patchCall } from "../state.js";
import { Store } from "../store.js";
import { chatPanel } from "./chat.js";

/** A store that knows how many watch it.
 * @extends {Store<import("../state.js").State>} */
class Watched extends Store {
  watchers = 0;

  /** @template T
   * @param {(state: Readonly<import("../state.js").State>) => T} select
   * @param {(now: T) => void} seen
   * @override */
  watch(select, seen) {
    this.watchers++;
    const off = super.watch(select, seen);
    return () => {
      this.watchers--;
      off();
    };
  }
}

describe("the chat", () => {
  test("watches a file no longer than its line is there", async () => {
    await loadAllWords();
    const store = new Watched({ ...initialState(parsePrefs(null), "en"), call: newCall("r") });
    const scope = new Scope();
    const { el } = chatPanel(/** @type {any} */ ({ store }), scope);
    const before = store.watchers;
    const line = (/** @type {string} */ id) => /** @type {const} */ ({ kind: "file", id, own: false, from: "", name: "", at: 0, secret: false, to: "" });
    const lines = [line("a"), line("b"), line("c")];
    patchCall(store, { chat: lines });
    same([store.watchers - before, el.querySelectorAll(".file").length], [3, 3]);
    patchCall(store, { chat: lines.slice(2) });
    same([store.watchers - before, el.querySelectorAll(".file").length], [1, 1]);
    scope.end();
    same(store.watchers, 0);
  });

  test("says what will be there, is a log, and makes links that tell nothing of us", async () => {
    const { store, log, says, end } = await open();
    same([log.getAttribute("role"), log.getAttribute("aria-label"), log.textContent?.startsWith("No messages yet")], ["log", "Chat", true]);
    says("see https://example.org/plan, <b>Ana</b>");
    assert(!log.textContent?.includes("No messages yet"));
    same([...log.querySelectorAll("a")].map(({ href, target, rel }) => [href, target, rel]), [["https://example.org/plan", "_blank", "noopener noreferrer"]]);
    same([log.querySelector(".text")?.textContent, log.querySelector("b")], ["see https://example.org/plan, <b>Ana</b>", null]);
    same(store.state.call?.chat.length, 1);
    end();
  });

  test("follows what is said, but not from where somebody reads", async () => {
    const { log, says, end } = await open();
    const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 2;
    for (let i = 0; i < 20; i++) says(`line ${i}`);
    assert(log.scrollHeight > log.clientHeight && atEnd(), "not at its end");
    log.scrollTop = 0;
    says("somebody goes on");
    same(log.scrollTop, 0);
    says("so do we", true);
    assert(atEnd(), "not where we wrote");
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    log.style.height = "30px"; // a phone that is turned, or shows its keyboard
    await until(atEnd, "the last line in sight");
    end();
  });

  test("sends with Enter, and gives back what could not be sent, with the reason", async () => {
    /** @type {string[]} */
    const said = [];
    let fails = "";
    const say = async (/** @type {string} */ text) => {
      if (fails) throw Object.assign(new Error(fails), { code: fails });
      said.push(text);
    };
    const { el, end } = await open({ session: { talk: { say, typing: () => {} } }, line: { limits: { chat: 20 } } });
    const input = /** @type {HTMLTextAreaElement} */ (el.querySelector("textarea"));
    const alert = /** @type {HTMLElement} */ (el.querySelector("[role=alert]"));
    const press = (/** @type {KeyboardEventInit} */ how) => input.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...how }));
    const write = (/** @type {string} */ text) => {
      input.value = text;
      input.dispatchEvent(new Event("input"));
    };
    write("nǐ");
    for (const how of [{ shiftKey: true }, { isComposing: true }]) assert(press(how), "a letter that sends");
    press({});
    same([said, input.value, alert.hidden], [["nǐ"], "", true]);
    write("你".repeat(7));
    press({});
    same([said.length, input.value.length, alert.textContent], [1, 7, "That message is too long to send. Split it up."]);
    fails = "closed";
    write("hello");
    same(alert.hidden, true);
    press({});
    await until(() => !alert.hidden, "a word");
    same([input.value, alert.textContent], ["hello", "Not sent. Try again."]);
    end();
  });
  test("keeps its end in sight where there is less room, also when scrolling is told of late", () => framed(360, 600, async page => {
    await loadAllWords();
    const store = new Store({ ...initialState(parsePrefs(null), "en"), call: newCall("r") });
    const scope = new Scope();
    const { el } = chatPanel(/** @type {any} */ ({ store }), scope);
    el.style.height = "600px";
    page.body.append(el);
    const log = /** @type {HTMLElement} */ (el.querySelector("[role=log]"));
    const left = () => log.scrollHeight - log.scrollTop - log.clientHeight;
    patchCall(store, { chat: Array.from({ length: 40 }, (_, n) => ({ kind: /** @type {const} */ ("note"), key: /** @type {const} */ ("joined"), name: `n${n}`, at: 0 })) });
    await until(() => log.scrollHeight > log.clientHeight + 100 && left() < 2, "the end of many lines");
    el.style.height = "300px";
    log.dispatchEvent(new Event("scroll"));
    same(left() > 100, true, "out of sight for a moment");
    await until(() => left() < 2, "the end again");
    log.scrollTop = 0;
    await until(() => left() > 100, "what was said before");
    await new Promise(requestAnimationFrame);
    el.style.height = "250px";
    await new Promise(done => new ResizeObserver((_, all) => (all.disconnect(), done(undefined))).observe(log));
    same(log.scrollTop, 0, "who reads on is left alone");
    scope.end();
  }));
});

/** The chat of a call, on the page and small. @param {object} [desk] what else it needs */
async function open(desk = {}) {
  await loadAllWords();
  const store = new Store({ ...initialState(parsePrefs(null), "en"), call: newCall("r") });
  const scope = new Scope();
  const { el } = chatPanel(/** @type {any} */ ({ store, ...desk }), scope);
  document.body.append(el);
  const log = /** @type {HTMLElement} */ (el.querySelector("[role=log]"));
  log.style.cssText = "block-size: 80px; overflow: auto";
  const says = (/** @type {string} */ text, own = false) => patchCall(store, {
    chat: [...(store.state.call?.chat ?? []), { kind: "said", n: 0, own, from: "bob", name: "Bob", text, at: 0, secret: false, to: "" }],
  });
  const end = () => {
    scope.end();
    el.remove();
  };
  return { store, el, log, says, end };
}
