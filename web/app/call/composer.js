// SPDX-License-Identifier: Apache-2.0
/** Where one writes: to whom, what, and the files that go with it. */
import { h, icon, words } from "../dom.js";
import { t } from "../i18n.js";
import { patchCall } from "../state.js";
import { send as sendFiles, sendFrom } from "./drop.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../scope.js").Scope} Scope */

/** @type {(desk: Desk, scope: Scope) => { parts: HTMLElement[], focus: () => void }} */
export function composer(desk, scope) {
  const { store } = desk;
  const input = h("textarea", { class: "input", rows: "1", dir: "auto", enterkeyhint: "send", "data-test": "chat-input", on: {
    keydown: event => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void send();
    },
    input: () => {
      complain(null);
      if (input.value.trim()) desk.session?.talk?.typing();
    },
    paste: event => {
      const { clipboardData } = /** @type {ClipboardEvent} */ (event);
      // What comes from an office program is text with a picture of it.
      if (!clipboardData?.files.length || clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      sendFrom(desk, clipboardData);
    },
  } });
  const error = h("p", { class: "error-text", role: "alert", hidden: true });
  const complain = (/** @type {import("../dom.js").Words | null} */ what) => {
    error.hidden = !what;
    error.replaceChildren(...(what ? [icon("warn"), h("span", { t: what })] : []));
  };
  const { el: to, gone } = recipient(desk, scope);
  const send = async () => {
    const text = input.value.trim();
    if (!text) return;
    if (new TextEncoder().encode(text).length > (desk.line.limits?.chat ?? 8192)) return complain("chat.toolong");
    const missing = gone();
    if (missing) return complain(["chat.gone", { name: missing }]);
    input.value = "";
    try {
      await desk.session?.talk?.say(text);
    } catch (e) {
      if (!input.value) input.value = text;
      complain(/** @type {any} */ (e)?.code === "too-large" ? "chat.toolong" : "chat.failed");
    }
  };
  const form = h("form", { class: "composer", on: { submit: event => { event.preventDefault(); void send(); } } },
    attach(desk), input, h("button", { type: "submit", class: "btn btn-primary btn-icon", label: "chat.send", "data-test": "chat-send" }, icon("send")));
  scope.watch(store, s => s.call?.people.find(one => one.id === s.call?.to)?.name ?? "", name => {
    for (const where of ["aria-label", "placeholder"]) words(input, where, name ? ["chat.ph.private", { name }] : "chat.ph");
    form.toggleAttribute("data-private", Boolean(store.state.call?.to));
    complain(null);
  });
  return { parts: [error, to, form], focus: () => input.focus() };
}

/** @param {Desk} desk */
function attach(desk) {
  const files = h("input", { type: "file", multiple: true, hidden: true, "data-test": "file-input", on: { change: () => {
    if (files.files?.length) sendFiles(desk, files.files);
    files.value = "";
  } } });
  return h("span", {}, files,
    h("button", { type: "button", class: "btn btn-quiet btn-icon", label: "chat.attach", "data-test": "chat-attach", on: { click: () => files.click() } }, icon("clip")));
}

/** Who reads it. Somebody who left stays chosen: what was meant for one must not go to all.
 * @type {(desk: Desk, scope: Scope) => { el: HTMLElement, gone: () => string }} */
function recipient({ store }, scope) {
  const select = h("select", { class: "select", label: "chat.to", "data-test": "chat-to", on: { change: () => patchCall(store, { to: select.value }) } });
  const el = h("label", { class: "to" }, h("span", { "aria-hidden": "true", t: "chat.to" }), select);
  let name = "";
  const there = () => store.state.call?.people.some(one => one.id === store.state.call?.to) ?? false;
  const draw = () => {
    const { people, to } = store.state.call ?? { people: [], to: "" };
    name = people.find(one => one.id === to)?.name ?? name;
    const option = (/** @type {string} */ value, /** @type {import("../dom.js").Words} */ label) => h("option", { value, t: label });
    const options = [option("", "chat.to.all"), ...people.map(one => option(one.id, () => one.name))];
    if (to && !there()) options.push(option(to, ["chat.to.gone", { name }]));
    select.replaceChildren(...options);
    select.value = to;
    el.hidden = options.length < 2;
  };
  scope.watch(store, s => s.call?.people.map(one => one.id + one.name).join("\n"), draw);
  scope.watch(store, s => s.call?.to, draw);
  return { el, gone: () => (store.state.call?.to && !there() ? name || t("guest") : "") };
}
