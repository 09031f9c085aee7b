// SPDX-License-Identifier: Apache-2.0
/** The list of demos. */
import { h, icon, words } from "/app/dom.js";
import { DEMOS, frame, jack } from "./page.js";
import { countLines, load } from "./snippet.js";
import { said, w } from "./words.js";

const list = h("ol", { class: "demo-list", role: "list" });
frame(() => w("demo.title"), h("main", { id: "main", class: "demos-main", tabindex: "-1" },
  h("div", { class: "demos-lead" }, h("h1", { t: said("demo.title") }), h("p", { class: "lede", t: said("demo.lede") })), list));

for (const [i, { name, number, apis }] of DEMOS.entries()) {
  const file = `/demos/clients/${name}.js`;
  const lines = h("span", { class: "num" });
  const names = apis.flatMap((api, n) => [n ? ", " : "", h("code", { class: "mono", lang: "en" }, api)]);
  list.append(h("li", { class: "demo", "data-test": "demo", "data-demo": name }, jack(i + 1),
    h("div", { class: "grow" },
      h("p", { class: "eyebrow", t: said("demo.tutorial", { number }) }),
      h("h2", { t: said(name) }), h("p", { t: said(`${name}.body`) }),
      h("p", { class: "small dim" }, h("span", { t: said("demo.apis") }), " ", ...names, lines)),
    h("div", { class: "demo-act" },
      link("btn btn-quiet btn-sm", file, "demo.source", name, icon("code")),
      link("btn btn-sm", `/demos/${name}.html`, "demo.open", name, null, icon("arrow")))));
  load(file).then(text => words(lines, "text", () => ` · ${w("demo.lines", { n: countLines(text) })}`), () => {});
}

/** Every link says which demo it is of, to those who hear links alone.
 * @param {string} cls
 * @param {string} href
 * @param {"demo.source" | "demo.open"} key
 * @param {(typeof DEMOS)[number]["name"]} name
 * @param {Node | null} before the text
 * @param {Node | null} [after] the text */
function link(cls, href, key, name, before, after = null) {
  return h("a", { class: cls, href, label: () => `${w(key)}: ${w(name)}` }, before, h("span", { t: said(key) }), after);
}
