// SPDX-License-Identifier: Apache-2.0
/** The banners over the stage: those that are wanted, and of them as many as there is room for. */
import { h, icon } from "../dom.js";
import { chosen } from "../logic/banners.js";

/** @typedef {import("../logic/banners.js").Claim} Claim */

export class Banners {
  el = h("div", { class: "alerts" });
  /** @type {Map<HTMLElement, { el: HTMLElement, since: number, claim: Claim }>} */
  #wanted = new Map();
  #count = 0;

  /** Takes one in, hidden.
   * @param {HTMLElement} el
   * @param {Claim} [claim]
   * @returns {(wanted: boolean) => void} */
  add(el, claim = "") {
    el.hidden = true;
    this.el.append(el);
    return wanted => {
      if (wanted === this.#wanted.has(el)) return;
      if (wanted) this.#wanted.set(el, { el, since: ++this.#count, claim });
      else this.#wanted.delete(el);
      this.#draw();
    };
  }

  /** Only what was hidden is moved: the others keep the focus, and do not flicker. */
  #draw() {
    const now = chosen([...this.#wanted.values()]).map(({ el }) => el);
    for (const el of /** @type {HTMLElement[]} */ ([...this.el.children])) {
      if (el.hidden || now.includes(el)) continue;
      const focused = el.contains(document.activeElement);
      el.hidden = true;
      if (focused) document.getElementById("main")?.focus();
    }
    for (const [i, el] of now.entries()) {
      if (!el.hidden) continue;
      const above = now[i - 1];
      if (above) above.after(el);
      else this.el.prepend(el);
      el.hidden = false;
    }
  }
}

/** @param {string} name
 * @param {"warn" | "notice" | "bad"} tone
 * @param {string} image
 * @param {Node} title
 * @param {Node | null} body
 * @param {...Node} acts */
export function banner(name, tone, image, title, body, ...acts) {
  return h("div", { class: `banner banner-${tone}`, role: "status", "data-test": "banner", "data-banner": name },
    icon(image), h("div", { class: "grow" }, title, body), ...acts);
}
