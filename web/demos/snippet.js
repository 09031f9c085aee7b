// SPDX-License-Identifier: Apache-2.0
/** How to point one's own page here, and the source of the page that is open. */
import { button, h, icon, words } from "/app/dom.js";
import { copy } from "/app/clipboard.js";
import { said } from "./words.js";

/** @typedef {{ el: HTMLElement, show: (line: string) => void }} Snippet */

/** @param {string} before the line as it stands in the tutorial
 * @param {boolean} calls whether the tutorial connects pages with each other
 * @returns {Snippet} `show` sets the line that works here */
export function snippet(before, calls) {
  const after = h("code", { class: "mono", "data-test": "line" });
  const done = h("span", { class: "hint", role: "status" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let timer;
  const take = button("btn btn-sm", "copy", said("own.copy"), async () => {
    const copied = await copy(after.textContent ?? "");
    words(done, "text", copied ? said("own.copied") : () => "");
    clearTimeout(timer);
    timer = setTimeout(() => words(done, "text", () => ""), 4000);
  }, { "data-test": "copy" });
  const line = (/** @type {import("./words.js").Key} */ key, /** @type {HTMLElement} */ code, /** @type {string} */ cls) =>
    h("figure", { class: `line ${cls}` }, h("figcaption", { class: "label", t: said(key) }), h("pre", {}, code));
  const el = h("div", { class: "stack" },
    h("p", { class: "dim small", t: said("own.body") }),
    line("own.before", h("code", { class: "mono" }, before), "line-before"),
    line("own.after", after, "line-after"),
    h("div", { class: "row" }, take, done),
    calls && h("p", { class: "dim small" }, h("span", { t: said("own.ice") }), " ",
      h("code", { class: "mono", "data-test": "ice" }, `new RTCPeerConnection(await (await fetch("${location.origin}/ice")).json())`)));
  return { el, show: text => void (after.textContent = text) };
}

/** Lines of a file that say something.
 * @param {string} text */
export const countLines = text => text.trimEnd().split("\n").length;

/** @param {string} file its address */
export async function load(file) {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.text();
}

/** Shows the file once it is asked for.
 * @param {string} file */
export function source(file) {
  const code = h("code", { class: "mono" });
  const lines = h("span", { class: "num" });
  const el = h("details", { class: "source", "data-test": "source" },
    h("summary", {}, icon("right"), h("span", { t: said("own.source") })),
    h("div", { class: "stack" },
      h("p", { class: "small dim" }, h("a", { href: file, t: said("own.file") }), " · ", lines),
      h("pre", { tabindex: "0", role: "group", label: said("own.source"), lang: "en" }, code)));
  el.addEventListener("toggle", async () => {
    if (!el.open || code.textContent) return;
    const text = await load(file);
    code.textContent = text;
    words(lines, "text", said("demo.lines", { n: countLines(text) }));
  });
  return el;
}
