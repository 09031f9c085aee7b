// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "../test/harness.js";
import { en } from "./i18n/en.js";
import { start } from "./i18n/en/start.js";
import { zh } from "./i18n/zh.js";
import { chooseLang, duration, followLang, lang, say, setLang, speaker } from "./i18n.js";

/** @param {string} text */
const holes = text => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort();

describe("words", () => {
  test("are there in every language", () => same(Object.keys(zh).sort(), Object.keys(en).sort()));

  test("have the same variables in every language", () => {
    for (const [key, text] of Object.entries(en)) same(holes(zh[/** @type {keyof typeof en} */ (key)]), holes(text), key);
  });

  test("are never empty, and shout in no language", () => {
    for (const text of [...Object.values(en), ...Object.values(zh)]) assert(text.trim() !== "" && !/[!！]/.test(text), text);
  });

  test("in Chinese have full-width marks", () => {
    for (const [key, text] of Object.entries(zh)) assert(!/[\u4e00-\u9fff”][,:;?()]|[,:;?()][\u4e00-\u9fff“]|[\u4e00-\u9fff]\.(?!\d|\w)/.test(text), `${key}: ${text}`);
  });

  test("are put together with the marks of the language", async () => {
    for (const [file, source] of await modulesOf(new URL("app.js", import.meta.url))) {
      const [found] = (file.includes("/app/") && /\}(?:: |, )\$\{|join\("(?:, |\. |: )"\)/.exec(source)) || [];
      assert(!found, `${file}: ${found} (expected: listed() or colon())`);
    }
  });

  test("of every key the app names exist", async () => {
    for (const [file, source] of await modulesOf(new URL("app.js", import.meta.url))) {
      for (const [, key] of source.matchAll(/(?:\bt: |\blabel: |\bhint: |\bt\(|\["|heading: )"?([a-z]+(?:\.[a-z0-9]+)+)"/g)) assert(key && key in en, `${file}: ${key}`);
    }
  });

  test("of the start page are there before those of calls", async () => {
    const early = Object.keys(start);
    for (const file of ["pages/home.js", "pages/board.js", "pages/handle.js", "pages/missed.js", "pages/ringing.js", "pages/topbar.js", "pages/error.js", "ringing.js"]) {
      const source = await (await fetch(new URL(file, import.meta.url))).text();
      for (const key of Object.keys(en)) assert(early.includes(key) || !source.includes(`"${key}"`), `${file}: ${key}`);
    }
  });
});

/** A module of the app and all it imports, with their texts.
 * @param {URL} first */
async function modulesOf(first) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const waiting = [first.href];
  for (let url = waiting.pop(); url; url = waiting.pop()) {
    if (found.has(url)) continue;
    const source = await (await fetch(url)).text();
    found.set(url, source);
    for (const [, name] of source.matchAll(/(?:from |import |import\()"(\.[^"]+\.js)"/g)) waiting.push(new URL(name ?? "", url).href);
  }
  assert(found.size > 50, `only ${found.size} modules`);
  return found;
}

describe("a name in a Chinese sentence", () => {
  const words = { removes: "将 {name} 移出通话？", weak: "{b} 左右有 {a} 较弱" };
  const t = speaker({ en: words, zh: words });

  test("is set off by spaces, but for a Chinese one", () => {
    same(t("removes", { name: "Eva" }), "将 Eva 移出通话？");
    same(t("removes", { name: "李娜" }), "将李娜移出通话？");
    same(t("removes", { name: "陈伟-3" }), "将陈伟-3 移出通话？");
    same(t("weak", { a: "40 秒", b: "10:52" }), "10:52 左右有 40 秒较弱");
  });

  test("keeps the spaces of its own", () => same(t("removes", { name: "李 娜" }), "将李 娜移出通话？"));
});

describe("the language", () => {
  test("is the one asked for, else the one stored, else the browser's, else English", () => {
    same(chooseLang("zh", "en", ["en"]), "zh");
    same(chooseLang(null, "zh", ["en"]), "zh");
    same(chooseLang(null, "", ["fr", "zh-Hant-TW", "en"]), "zh");
    same(chooseLang("xx", "", ["fr"]), "en");
  });
});

describe("what is off the page while the language changes", () => {
  const spoken = lang();
  const other = spoken === "zh" ? "en" : "zh";
  const said = (/** @type {Document} */ page) => say(page.createElement("p"), "title", () => lang());

  test("speaks the new one when it is back, with all that is in it", async () => {
    const outer = said(document);
    const inner = said(document);
    outer.append(inner);
    setLang(other);
    try {
      same(inner.title, spoken);
      document.body.append(outer);
      await Promise.resolve();
      same([outer.title, inner.title], [other, other]);
    } finally {
      outer.remove();
      setLang(spoken);
    }
  });

  test("and so does what is in another window, until that is let go", () => {
    const small = document.implementation.createHTMLDocument();
    const el = said(document);
    small.body.append(el);
    const letGo = followLang(small);
    setLang(other);
    try {
      same(el.title, other);
      letGo();
    } finally {
      setLang(spoken);
    }
    same(el.title, other);
  });
});

test("durations count hours only when there are some", () => {
  same(duration(5), "0:05");
  same(duration(754.9), "12:34");
  same(duration(3754), "1:02:34");
  same(duration(-1), "0:00");
});
