// SPDX-License-Identifier: Apache-2.0
/** The ladder: three lifelines, and an arrow for every frame between them, newest last. */
import { button, h, icon, words } from "/app/dom.js";
import { langTag } from "/app/i18n.js";
import { said, w } from "./words.js";

/**
 * @typedef {"me-server" | "me-other" | "server-me" | "other-me" | "direct"} Route
 *
 * @typedef {object} Rung
 * @property {Route} route
 * @property {string | (() => string)} label a few words; functions follow the language
 * @property {string} [text] the frame as it was
 * @property {boolean} [back] of a direct one: it came to this page
 */

const KEPT = 200;
const SHOWN = 16_000;
/** What a screen reader hears of many frames in a row. */
const NEWS = { every: 2000, labels: 4 };

export class Ladder {
  el;
  #list = h("ol", { class: "rungs", role: "list", "data-test": "frames" });
  #field;
  #empty = h("p", { class: "ladder-empty dim", t: said("ladder.empty") });
  #dropped = h("p", { class: "ladder-dropped small dim", hidden: true });
  #news = h("p", { class: "sr-only", role: "status" });
  #gone = 0;
  /** @type {Rung[]} */ #untold = [];

  constructor() {
    const lane = (/** @type {import("./words.js").Key} */ key, /** @type {string} */ image) =>
      h("li", { class: "lane" }, h("span", { class: "hole" }, icon(image)), h("span", { class: "strip", t: said(key) }));
    this.#field = h("div", { class: "ladder-field", tabindex: "0", role: "group", label: said("ladder.list") },
      h("ul", { class: "lanes", role: "list" }, lane("ladder.me", "person"), lane("ladder.server", "ring"), lane("ladder.other", "people")),
      this.#dropped, this.#list, this.#empty);
    this.el = h("section", { class: "card ladder", "aria-labelledby": "ladder-title" },
      h("div", { class: "row between" },
        h("h2", { id: "ladder-title", t: said("ladder.title") }),
        button("btn btn-quiet btn-sm", null, said("ladder.clear"), () => this.clear(), { "data-test": "clear" })),
      h("p", { class: "dim small", t: said("ladder.lede") }), this.#field, this.#news);
    setInterval(() => this.#tell(), NEWS.every);
  }

  /** @param {Rung} rung */
  add(rung) {
    const field = this.#field;
    const atEnd = field.scrollHeight - field.scrollTop - field.clientHeight < 40;
    this.#empty.hidden = true;
    this.#list.append(draw(rung));
    if (this.#list.childElementCount > KEPT) {
      this.#list.firstElementChild?.remove();
      this.#gone++;
      words(this.#dropped, "text", () => w("ladder.dropped", { n: this.#gone }));
      this.#dropped.hidden = false;
    }
    if (atEnd) field.scrollTop = field.scrollHeight;
    this.#untold.push(rung);
  }

  clear() {
    this.#list.replaceChildren();
    this.#gone = 0;
    this.#dropped.hidden = true;
    this.#empty.hidden = false;
    this.#untold = [];
  }

  #tell() {
    if (!this.#untold.length) return;
    const told = this.#untold.splice(0);
    const labels = [...new Set(told.map(rung => String(typeof rung.label === "function" ? rung.label() : rung.label)))];
    const list = new Intl.ListFormat(langTag()).format(labels.slice(0, NEWS.labels).map(label => label.slice(0, 80)));
    this.#news.textContent = w("ladder.news", { n: told.length, labels: list });
  }
}

/** @param {Rung} rung */
function draw({ route, label, text, back }) {
  const name = h("span", { class: "rung-label", dir: "auto" });
  if (typeof label === "function") words(name, "text", label);
  else name.textContent = label;
  const kids = [name, h("span", { class: "sr-only", t: said(`ladder.${route}`) }), h("span", { class: "rung-arrow", "aria-hidden": "true" })];
  const props = { class: "rung", "data-route": route, "data-back": back, "data-test": "frame" };
  if (text === undefined) return h("li", { ...props, "data-note": true }, h("div", { class: "rung-row" }, ...kids));

  const open = h("details", {}, h("summary", { class: "rung-row" }, ...kids, icon("right")));
  const at = new Date();
  // Made when it is asked for: most frames are never opened.
  open.addEventListener("toggle", () => {
    if (open.childElementCount > 1) return;
    const time = () => new Intl.DateTimeFormat(langTag(), { timeStyle: "medium" }).format(at);
    open.append(h("div", { class: "rung-text" },
      h("p", { class: "small dim num" }, h("time", { t: time }), " · ", h("span", { t: said("ladder.size", { n: text.length }) })),
      h("pre", { class: "mono", tabindex: "0", role: "group", label: said("ladder.text"), "data-test": "frame-text" }, text.slice(0, SHOWN)),
      text.length > SHOWN && h("p", { class: "small dim", t: said("ladder.cut") })));
  });
  return h("li", props, open);
}
