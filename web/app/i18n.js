// SPDX-License-Identifier: Apache-2.0
/** Language: which one, its words, and elements that follow when it changes. */

/** @typedef {keyof typeof import("./i18n/en.js").en} Key */
/** @typedef {Record<string, string | number>} Vars */
/** @typedef {"en" | "zh"} Lang */
/** @typedef {() => string} Words */

/** Those that were wanted so far: most people need one, and at first a part of it. @type {Partial<Record<Lang, Partial<Record<Key, string>>>>} */
const TABLES = {};
const TAGS = { en: "en", zh: "zh-CN" };
const HAN = /\p{Script=Han}/u;

/** @type {Lang} */
let current = "en";

/** Picks the language: asked for in the address, else stored, else the first the browser names.
 * @param {string | null | undefined} asked
 * @param {string | null | undefined} stored
 * @param {readonly string[]} browser
 * @returns {Lang} */
export function chooseLang(asked, stored, browser) {
  for (const tag of [asked, stored, ...browser]) {
    const lang = tag?.toLowerCase().split(/[-_]/)[0];
    if (lang === "en" || lang === "zh") return lang;
  }
  return "en";
}

let whole = false;

/** Gets the words of a language, before anything is said in it: those of the start page, or all once they were wanted. @param {Lang} wanted */
export async function loadLang(wanted) {
  if (whole) TABLES[wanted] = wanted === "zh" ? (await import("./i18n/zh.js")).zh : (await import("./i18n/en.js")).en;
  else TABLES[wanted] ??= wanted === "zh" ? (await import("./i18n/zh/start.js")).start : (await import("./i18n/en/start.js")).start;
}

/** Gets all words of the language that is spoken, before the first call. */
export async function loadAllWords() {
  whole = true;
  await loadLang(current);
}

export const lang = () => current;
export const langTag = () => TAGS[current];

/** @param {Lang} next */
export function setLang(next) {
  current = next;
  document.documentElement.lang = TAGS[next];
  for (const page of pages) refreshAll(page);
}

/** Makes the `t` of some tables: the words for a key. `key.one` is taken for one, where the language has such a form.
 * @template {string} K
 * @param {Partial<Record<Lang, Partial<Record<K, string>>>>} tables
 * @returns {(key: K, vars?: Vars) => string} */
export const speaker = tables => (key, vars = {}) => {
  const table = tables[current];
  if (!table) throw new Error(`lang: ${current} (expected: one whose words are there)`);
  const one = table[/** @type {K} */ (`${key}.one`)];
  const words = (vars.n === 1 && one?.includes("{n}") ? one : table[key]) ?? key;
  return words.replace(/( ?)\{(\w+)\}( ?)/g, (all, before, name, after, at, text) => {
    const value = vars[name];
    if (value === undefined) return all;
    const said = typeof value === "number" ? number(value) : value;
    return (joins(text[at - 1], said[0]) ? "" : before) + said + (joins(said.at(-1), text[at + all.length]) ? "" : after);
  });
};

/** Whether both are Chinese: only other scripts are set off from it by a space. @param {string} [a] @param {string} [b] */
const joins = (a = "", b = "") => HAN.test(a) && HAN.test(b);

/** The app's own words. */
export const t = speaker(TABLES);

/** Several words or phrases in one line. @param {readonly string[]} all */
export const listed = all => all.join(t("mark.list"));

/** What is said of something, or by somebody. @param {string} a @param {string} b */
export const colon = (a, b) => t("mark.colon", { a, b });

/** @param {number} n */
export const number = n => new Intl.NumberFormat(TAGS[current]).format(n);

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** 641728000 → { value: "642", unit: "MB" }; as drives and networks count, by thousands.
 * @param {number} n
 * @param {number} [like] in whose unit */
export function bytes(n, like = n) {
  const step = like < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(like) / 3));
  const scaled = n / 1000 ** step;
  const digits = step > 0 && scaled < 9.95 ? 1 : 0;
  return { value: new Intl.NumberFormat(TAGS[current], { maximumFractionDigits: digits }).format(scaled), unit: UNITS[step] ?? "" };
}

/** The browser's own variety of the language, for dates: British English, say. */
const region = () => navigator.languages.find(tag => tag.split("-")[0] === current) ?? TAGS[current];

/** @param {number} at milliseconds since 1970 */
export const clock = at => new Intl.DateTimeFormat(region(), { hour: "numeric", minute: "2-digit" }).format(at);

/** @param {number} at milliseconds since 1970 */
export const day = at =>
  new Intl.DateTimeFormat(region(), { day: "numeric", month: "short", hour: "numeric", minute: "2-digit" }).format(at);

/** 754 → "12:34", 3754 → "1:02:34"
 * @param {number} seconds */
export function duration(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(s / 3600), Math.floor(s / 60) % 60, s % 60];
  if (!parts[0]) parts.shift();
  return parts.map((p, i) => (i ? String(p).padStart(2, "0") : String(p))).join(":");
}

/* Elements that follow the language ------------------------------------------------- */

/** What an element says, by place, and the language in which it does. @typedef {{ lang: Lang, places: Map<string, Words> }} Bound */
/** @type {WeakMap<Element, Bound>} */
const bound = new WeakMap();

/** The documents whose elements follow: the page, and a small window of it. @type {Set<Document>} */
const pages = new Set();

/** What was off every page while the language changed, such as a closed panel, speaks the new one as soon as it is on one again. */
const attached = new MutationObserver(records => {
  for (const { addedNodes } of records) for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) refreshAll(/** @type {Element} */ (node));
});

/** From now on the elements of another document follow, too.
 * @param {Document} page
 * @returns {() => void} lets it go */
export function followLang(page) {
  pages.add(page);
  attached.observe(page, { childList: true, subtree: true });
  return () => void pages.delete(page);
}
followLang(document);

/** Ties the text (`text`) or an attribute of an element to words; they follow when the language changes.
 * @template {Element} E
 * @param {E} el
 * @param {string} where "text", or the attribute's name
 * @param {Key | Words} words
 * @param {Vars} [vars] */
export function say(el, where, words, vars) {
  const make = typeof words === "function" ? words : () => t(words, vars);
  let known = bound.get(el);
  if (!known) {
    bound.set(el, (known = { lang: current, places: new Map() }));
    el.setAttribute("data-words", "");
  }
  known.places.set(where, make);
  put(el, where, make());
  return el;
}

/** @param {Document | Element} root */
function refreshAll(root) {
  if (root.nodeType === Node.ELEMENT_NODE) refresh(/** @type {Element} */ (root));
  for (const el of root.querySelectorAll("[data-words]")) refresh(el);
}

/** @param {Element} el */
function refresh(el) {
  const known = bound.get(el);
  if (!known || known.lang === current) return;
  known.lang = current;
  for (const [where, make] of known.places) put(el, where, make());
}

/** @param {Element} el
 * @param {string} where
 * @param {string} words */
function put(el, where, words) {
  if (where === "text") {
    if (el.textContent !== words) el.textContent = words;
  } else if (el.getAttribute(where) !== words) el.setAttribute(where, words);
}
