// SPDX-License-Identifier: Apache-2.0
/** Our own place on the board: claiming a username, taking calls or not, going off. */
import { art } from "../art.js";
import { button, h, icon, words } from "../dom.js";
import { patchPrefs } from "../state.js";

/** @param {import("../desk.js").Desk} desk */
export function claimForm(desk) {
  const { store } = desk;
  const input = h("input", { class: "input", label: "claim.title", autocapitalize: "off", autocomplete: "username", spellcheck: "false", maxlength: "40", dir: "auto", "data-test": "handle-input" });
  const error = h("p", { class: "error-text", id: "claim-error", role: "alert" });
  return h("form", { class: "claim", "data-test": "claim-form", on: { submit: async e => {
    e.preventDefault();
    const handle = input.value.trim().replace(/^@/, "");
    const complain = (/** @type {import("../dom.js").Words} */ what) => {
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", "claim-error");
      error.replaceChildren(icon("warn"), h("span", { t: what }));
      input.focus();
    };
    error.replaceChildren();
    input.removeAttribute("aria-invalid");
    if (!/^[\p{L}\p{N}._-]{1,40}$/u.test(handle)) return complain("claim.bad");
    try {
      await desk.line.claim(handle);
      patchPrefs(store, { handle, ...(store.state.prefs.name ? {} : { name: handle }) });
      store.set({ handle, nameless: false });
    } catch (err) {
      const code = /** @type {any} */ (err)?.code;
      complain(code === "handle-taken" ? ["claim.taken", { name: handle }] : code === "bad-field" || code === "too-large" ? "claim.bad" : "claim.again");
    }
  } } },
    art("waiting"), h("h3", { t: "claim.title" }), h("p", { class: "dim", t: "claim.body" }),
    h("div", { class: "join" }, h("div", { class: "prefix" }, h("span", { "aria-hidden": "true" }, "@"), input),
      h("button", { class: "btn btn-primary", type: "submit", t: "claim.save", "data-test": "claim" })),
    error);
}

/** Who we are on the board and whether we take calls. @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function presence(desk, scope) {
  const { store } = desk;
  const me = h("b", { "data-test": "my-handle" });
  const input = h("input", { type: "checkbox", role: "switch", "data-test": "available", on: {
    change: () => patchPrefs(store, { available: input.checked }),
  } });
  scope.watch(store, s => s.handle || s.prefs.handle, name => words(me, "text", ["board.me", { name }]));
  scope.watch(store, s => s.prefs.available, on => (input.checked = on));
  return h("div", { class: "cordshelf" },
    h("label", { class: "switch" }, h("span", {}, me, h("small", { t: "board.take.hint" })), h("span", { class: "sr-only", t: "board.take" }), input),
    button("btn btn-quiet btn-sm offboard", null, "claim.release", () => {
      void desk.line.release().catch(() => {});
      patchPrefs(store, { handle: "" });
      store.set({ handle: "", nameless: true });
    }, { "data-test": "release" }));
}

/** Tells that the line is down and the board may be old. @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function lineNote(desk, scope) {
  const note = h("p", { class: "board-line", role: "status", "data-test": "banner" }, h("span", { class: "lamp", "data-on": "amber" }), h("span", { t: "net.lost" }));
  scope.watch(desk.store, s => s.line.ever && s.line.state === "reconnecting", down => (note.hidden = !down));
  return note;
}
