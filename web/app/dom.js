// SPDX-License-Identifier: Apache-2.0
/** Builds elements. Text only ever becomes text: nothing here, or anywhere in the app, parses HTML. */
import { say } from "./i18n.js";

/** @typedef {import("./i18n.js").Key} Key */
/** @typedef {Key | [Key, import("./i18n.js").Vars] | (() => string)} Words */
/** @typedef {Node | string | null | undefined | false} Kid */
/**
 * Attributes by name, and besides:
 * `t` words of the text, `label` of aria-label, `hint` of placeholder, `on` listeners.
 * @typedef {{ t?: Words, label?: Words, hint?: Words, on?: Record<string, (event: any) => void>, [attribute: string]: unknown }} Props
 */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Props} [props]
 * @param {...Kid} kids
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...kids) {
  const el = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [type, run] of Object.entries(props.on ?? {})) el.addEventListener(type, run);
    else if (name === "t") words(el, "text", props.t);
    else if (name === "label") words(el, "aria-label", props.label);
    else if (name === "hint") words(el, "placeholder", props.hint);
    else el.setAttribute(name, value === true ? "" : String(value));
  }
  el.append(...kids.filter(kid => kid !== null && kid !== undefined && kid !== false));
  return el;
}

/** Sets words that may be a key, a key with variables, or a function.
 * @param {Element} el
 * @param {string} where
 * @param {Words | undefined} what */
export function words(el, where, what) {
  if (what === undefined) return;
  if (Array.isArray(what)) say(el, where, what[0], what[1]);
  else say(el, where, what);
}

/** An element of SVG.
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string>} attributes
 * @param {...Node} kids
 * @returns {SVGElementTagNameMap[K]} */
export function shape(tag, attributes, ...kids) {
  const el = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, text] of Object.entries(attributes)) el.setAttribute(name, text);
  el.append(...kids);
  return el;
}

/** @param {string} name of a symbol in icons.svg, which icons.js puts into the page */
export const icon = name => shape("svg", { class: "icon", "aria-hidden": "true" }, shape("use", { href: `#i-${name}` }));

/** @param {Element} svg made by icon()
 * @param {string} name */
export function setIcon(svg, name) {
  const href = `#i-${name}`;
  const use = svg.firstElementChild;
  if (use && use.getAttribute("href") !== href) use.setAttribute("href", href);
}

/** The four quality bars.
 * @param {number} q 0 to 4 */
export function bars(q) {
  const el = h("span", { class: "bars", role: "img" }, h("i"), h("i"), h("i"), h("i"));
  setBars(el, q);
  return el;
}

/** @param {Element} el
 * @param {number} q */
export function setBars(el, q) {
  if (el.getAttribute("data-q") === String(q)) return;
  el.setAttribute("data-q", String(q));
  words(el, "aria-label", /** @type {Key} */ (`quality.${q}`));
}

/** What people take for one letter; browsers that do not know go by code points. */
const letters = "Segmenter" in Intl ? new Intl.Segmenter() : null;

/** The first letter of a name, as people of its script would write it: an emoji of several parts is whole.
 * @param {string} name */
export function initial(name) {
  const text = name.trim();
  const [first] = letters ? [...letters.segment(text.slice(0, 32))].map(one => one.segment) : [...text];
  return first ? first.toLocaleUpperCase() : "?";
}

/** One of the six avatar colours, the same for the same name.
 * @param {string} name */
export function colour(name) {
  let sum = 0;
  for (const c of name) sum = (sum * 31 + (c.codePointAt(0) ?? 0)) >>> 0;
  return sum % 6;
}

/** @param {string} name
 * @param {number} [size] pixels */
export function avatar(name, size) {
  const el = h("span", { class: "avatar", "data-c": colour(name), "aria-hidden": "true" }, initial(name));
  if (size) el.style.setProperty("--_h", `${size}px`);
  return el;
}

/** A labelled button with an icon, or one of them.
 * @param {string} cls
 * @param {string | null} image
 * @param {Words} text
 * @param {(event: MouseEvent) => void} run
 * @param {Props} [props] */
export function button(cls, image, text, run, props = {}) {
  const bare = cls.includes("btn-icon");
  return h("button", { type: "button", class: cls, on: { click: run }, ...(bare ? { label: text } : {}), ...props },
    image && icon(image), !bare && h("span", { t: text }));
}
