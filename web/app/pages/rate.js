// SPDX-License-Identifier: Apache-2.0
/** How somebody found a call, for the server's owner; nobody else hears of it. */
import { bars, h, words } from "../dom.js";

/** @typedef {import("../i18n.js").Key} Key */

export const SCORES = /** @type {const} */ (["bad", "patchy", "fine", "great"]);
export const PROBLEMS = /** @type {const} */ (["freeze", "blur", "cut", "echo", "delay"]);
/** Those after which something went wrong. @type {ReadonlySet<string>} */
const WORSE = new Set(["bad", "patchy"]);

/** Once in a call's afterlife. */
export function rateForm() {
  const wrong = h("fieldset", { hidden: true }, h("legend", { class: "label", t: "end.what" }),
    h("div", { class: "chips" }, ...PROBLEMS.map(one => h("label", { class: "chip" }, h("input", { type: "checkbox", name: "problem", value: one, "data-test": `problem-${one}` }), h("span", { t: /** @type {Key} */ (`end.i.${one}`) })))));
  const choices = h("div", { class: "ratings" }, ...SCORES.map((score, i) => {
    const picture = bars(i + 1);
    picture.setAttribute("aria-hidden", "true");
    return h("label", {}, h("input", { type: "radio", name: "score", value: score, required: true, "data-test": `score-${score}` }), picture, h("span", { t: /** @type {Key} */ (`end.rate.${i + 1}`) }));
  }));
  const send = h("button", { class: "btn", type: "submit", t: "end.send", "data-test": "rate-send" });
  const said = h("p", { class: "small", role: "alert", tabindex: "-1" });
  const form = h("form", { class: "stack tight rate", "data-test": "rate", on: {
    change: () => (wrong.hidden = !WORSE.has(String(new FormData(form).get("score")))),
    submit: async e => {
      e.preventDefault();
      if (send.disabled) return;
      send.disabled = true;
      const data = new FormData(form);
      const rating = { score: data.get("score"), problems: wrong.hidden ? [] : data.getAll("problem") };
      const answer = await fetch("/rating", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(rating) }).catch(() => null);
      if (answer?.ok) {
        form.replaceChildren(said);
        said.dataset.test = "rated";
      } else {
        form.append(said);
        send.disabled = false;
      }
      words(said, "text", answer?.ok ? "end.thanks" : "end.failed");
      if (answer?.ok) said.focus();
    },
  } }, h("fieldset", {}, h("legend", { class: "h-small", t: "end.rate" }), choices), wrong, h("div", {}, send));
  return form;
}
