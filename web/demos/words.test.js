// SPDX-License-Identifier: Apache-2.0
import { assert, describe, same, test } from "/test/harness.js";
import { en } from "./i18n/en.js";
import { zh } from "./i18n/zh.js";
import { lobbyOf } from "./fields.js";

/** @param {string} text */
const holes = text => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort();

describe("the words of the demos", () => {
  test("are there in every language", () => same(Object.keys(zh).sort(), Object.keys(en).sort()));

  test("have the same variables in every language", () => {
    for (const [key, text] of Object.entries(en)) same(holes(zh[/** @type {keyof typeof en} */ (key)]), holes(text), key);
  });

  test("are never empty, and shout in no language but the tutorial's own", () => {
    for (const text of [...Object.values(en), ...Object.values(zh)]) assert(text.trim() !== "" && !/[!！]/.test(text.replace("Hello!", "")), text);
  });

  test("of every key the demos name exist", async () => {
    for (const file of ["page", "ladder", "snippet", "pictures", "fields", "index", "broadcast", "relay", "channels", "login", "chat"]) {
      const source = await (await fetch(new URL(`${file}.js`, import.meta.url))).text();
      for (const [, key] of source.matchAll(/(?:said|say|w)\("([^"]+)"/g)) assert(key && key in en, `${file}: ${key}`);
    }
  });
});

test("a lobby is one segment of a path", () => {
  const before = location.hash;
  for (const [hash, lobby] of [["#team-a", "team-a"], ["#%E8%A1%97", "街"], ["#a/b%5Cc", "a-b-c"], ["#..", "room1"], ["", "room1"], ["#%", "room1"]]) {
    history.replaceState(null, "", hash || location.pathname + location.search);
    same(lobbyOf("room1"), lobby, hash);
  }
  history.replaceState(null, "", before || location.pathname + location.search);
});
