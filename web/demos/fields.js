// SPDX-License-Identifier: Apache-2.0
/** Fields and logs of the demo pages. */
import { h, words } from "/app/dom.js";
import { said } from "./words.js";

/** @typedef {import("./words.js").Key} Key */

/** @type {EventTarget | null} */ let last = null;
document.addEventListener("focusin", event => (last = event.target));

/** Moves the focus on from a control that went off: whoever uses the keyboard is not left nowhere.
 * @param {HTMLElement} next */
export function passFocus(next) {
  const nowhere = document.activeElement === document.body || document.activeElement === last;
  if (nowhere && last instanceof HTMLElement && last.matches(":disabled")) next.focus();
}

/** A labelled field. @param {Key} label
 * @param {Key | null} hint
 * @param {import("/app/dom.js").Props} props */
export function field(label, hint, props) {
  const id = `field-${label.replaceAll(".", "-")}`;
  const input = h("input", { class: "input", id, type: "text", autocomplete: "off", spellcheck: "false", "aria-describedby": hint ? `${id}-hint` : undefined, ...props });
  const note = hint && h("p", { class: "hint", id: `${id}-hint`, t: said(hint) });
  return { input, el: h("div", { class: "field" }, h("label", { for: id, t: said(label) }), input, note) };
}

/** A field and the button that takes it, as a form: Enter does what the button does.
 * @param {{ input: HTMLInputElement, el: HTMLElement }} what
 * @param {HTMLButtonElement} go
 * @param {() => void} run */
export function form(what, go, run) {
  go.type = "submit";
  const row = h("div", { class: "join" });
  what.input.replaceWith(row);
  row.append(what.input, go);
  return h("form", {
    on: {
      submit: event => {
        event.preventDefault();
        if (!go.disabled) run();
      },
    },
  }, what.el);
}

/** The lobby that the address names, after the #.
 * @param {string} [otherwise] */
export function lobbyOf(otherwise = "") {
  try {
    return clean(decodeURIComponent(location.hash.slice(1))) || otherwise;
  } catch {
    return otherwise;
  }
}

/** A lobby is one segment of a path. @param {string} text */
const clean = text => text.replace(/[/\\\p{Cc}]/gu, "-").trim().slice(0, 64).replace(/^\.{1,2}$/, "");

/** A field for the lobby, which the address bar shows as well, so that a link leads to the same one.
 * @param {Key} label
 * @param {Key} hint
 * @param {(lobby: string) => void} changed called at once, too
 * @param {string} [otherwise] */
export function lobbyField(label, hint, changed, otherwise) {
  const made = field(label, hint, { maxlength: "64", "data-test": "lobby" });
  const take = () => {
    made.input.value = lobbyOf(otherwise);
    changed(made.input.value);
  };
  made.input.addEventListener("change", () => {
    history.replaceState(null, "", `#${encodeURIComponent(clean(made.input.value))}`);
    dispatchEvent(new Event("hashchange"));
  });
  addEventListener("hashchange", take);
  take();
  return made;
}

/** A log of what people said. Their words only ever become text.
 * @param {Key} title
 * @param {Key} empty */
export function log(title, empty) {
  const none = h("p", { class: "dim small", t: said(empty) });
  const list = h("ol", { class: "said", role: "list" });
  const box = h("div", { class: "saidbox", role: "log", tabindex: "0", label: said(title), "data-test": "log" }, none, list);
  return {
    el: h("div", { class: "stack tight" }, h("h3", { t: said(title) }), box),
    /** @param {string | (() => string)} text
     * @param {{ own?: boolean, aside?: boolean, note?: () => string }} [about] */
    add(text, { own, aside, note } = {}) {
      none.hidden = true;
      const line = h("span", { class: "text", dir: "auto" });
      if (typeof text === "function") words(line, "text", text);
      else line.textContent = text;
      list.append(h("li", { "data-own": own, "data-aside": aside }, line, note && h("small", { class: "dim", t: note })));
      if (list.childElementCount > 200) list.firstElementChild?.remove();
      box.scrollTop = box.scrollHeight;
    },
  };
}
