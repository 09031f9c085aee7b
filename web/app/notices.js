// SPDX-License-Identifier: Apache-2.0
/** Things that just happened, told as toasts: one at a time, joins and leaves grouped. Also the two live regions. */

/** @typedef {import("./state.js").AppStore} AppStore */

const GROUP_FOR = 2000;
let lastId = 0;

/** @param {AppStore} store
 * @param {string} icon
 * @param {import("./dom.js").Words} words */
export function toast(store, icon, words) {
  store.set({ toast: { id: ++lastId, icon, words } });
}

/** Collects who joined or left for a moment, then tells it once. */
export class Comings {
  #store;
  /** @type {Record<"joined" | "left", string[]>} */ #names = { joined: [], left: [] };
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;

  /** @param {AppStore} store */
  constructor(store) {
    this.#store = store;
  }

  /** @param {"joined" | "left"} what
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
    for (const what of /** @type {const} */ (["left", "joined"])) {
      const [a = "", ...others] = this.#names[what].splice(0);
      if (!a) continue;
      const icon = what === "joined" ? "person-plus" : "exit";
      toast(this.#store, icon, others.length ? [`${what}.many`, { a, n: others.length }] : [what, { name: a }]);
    }
  }
}

/** @type {string[]} */
let waiting = [];

/** Says something to screen readers without showing it.
 * @param {string} words
 * @param {"polite" | "assertive"} [how] */
export function announce(words, how = "polite") {
  const region = document.getElementById(how);
  if (!region) return;
  if (how === "assertive") {
    region.textContent = words;
    return;
  }
  if (waiting.push(words) > 1) return;
  setTimeout(() => {
    region.textContent = waiting.slice(-4).join(". ");
    waiting = [];
  }, GROUP_FOR);
}

