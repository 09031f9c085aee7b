// SPDX-License-Identifier: Apache-2.0
/** Things that just happened, told as toasts: one at a time, joins and leaves grouped. Also the two live regions. */

import { t } from "./i18n.js";

/** @typedef {import("./state.js").AppStore} AppStore */

const GROUP_FOR = 2000;
let lastId = 0;

/** @param {AppStore} store
 * @param {string} icon
 * @param {import("./dom.js").Words} words */
export function toast(store, icon, words) {
  store.set({ toast: { id: ++lastId, icon, words } });
}

/** In the order in which they are told. */
const ICONS = /** @type {const} */ ({ left: "exit", joined: "person-plus", "hand.up": "hand" });
/** @typedef {keyof typeof ICONS} Coming */

/** Collects who joined, left or raised a hand for a moment, then tells all of it once. */
export class Comings {
  #store;
  /** @type {Record<Coming, string[]>} */ #names = { left: [], joined: [], "hand.up": [] };
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {AppStore} store */
  constructor(store) {
    this.#store = store;
  }

  /** @param {Coming} what
   * @param {string} name */
  add(what, name) {
    this.#names[what].push(name);
    this.#timer ??= setTimeout(() => this.#tell(), GROUP_FOR);
  }

  stop() {
    clearTimeout(this.#timer);
  }

  #tell() {
    this.#timer = undefined;
    const kinds = /** @type {Coming[]} */ (Object.keys(ICONS)).filter(what => this.#names[what].length > 0);
    const told = kinds.map(what => ({ what, names: this.#names[what].splice(0) }));
    const icon = ICONS[kinds.at(-1) ?? "joined"];
    toast(this.#store, icon, () => told.map(({ what, names: [a = "", ...others] }) => (others.length ? t(`${what}.many`, { a, n: others.length }) : t(what, { name: a }))).join(" · "));
  }
}

/** What others send as much of as they like is `crowd`: of a flood the last few are spoken, and nothing else is lost to it.
 * @typedef {"polite" | "assertive" | "crowd"} Manner */

/** So many of each are spoken at once. @type {Record<Manner, number>} */
const MOST = { polite: 12, assertive: 12, crowd: 4 };
/** What came in one moment is spoken together: a region says only what it was given last. */
const MOMENT = 50;
/** @type {Record<Manner, string[]>} */
const waiting = { polite: [], assertive: [], crowd: [] };

/** Says something to screen readers without showing it.
 * @param {string} words
 * @param {Manner} [how] */
export function announce(words, how = "polite") {
  const urgent = how === "assertive";
  /** @type {Manner[]} */
  const together = urgent ? ["assertive"] : ["polite", "crowd"];
  const first = together.every(one => waiting[one].length === 0);
  waiting[how].push(words);
  if (waiting[how].length > MOST[how]) waiting[how].shift();
  if (!first) return;
  setTimeout(() => {
    const all = together.flatMap(one => waiting[one].splice(0));
    const region = document.getElementById(urgent ? "assertive" : "polite");
    if (region) region.textContent = all.map(one => one.replace(/[.。]$/, "")).join(t("mark.stop"));
  }, urgent ? MOMENT : GROUP_FOR);
}

