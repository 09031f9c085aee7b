// SPDX-License-Identifier: Apache-2.0
/** The chat panel. */
import { h, icon, words } from "../dom.js";
import { clock, t } from "../i18n.js";
import { splitLinks } from "../logic/links.js";
import { panel } from "./panel.js";

/** @typedef {import("../state.js").ChatLine} ChatLine */

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => { el: HTMLElement, focus: () => void }} */
export function chatPanel(desk, scope) {
  const { store } = desk;
  const empty = h("div", { class: "empty" }, icon("chat"), h("strong", { t: "chat.empty" }), h("p", { t: "chat.empty.body" }));
  const log = h("div", { class: "scroll", tabindex: "0", role: "log", label: "chat.title", "data-test": "chat-log" }, empty);
  const input = h("textarea", { class: "input", rows: "1", label: "chat.ph", hint: "chat.ph", dir: "auto", enterkeyhint: "send", "data-test": "chat-input", on: {
    keydown: event => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void send();
    },
    input: () => complain(null),
  } });
  const error = h("p", { class: "error-text", role: "alert", hidden: true });
  const complain = (/** @type {import("../i18n.js").Key | null} */ what) => {
    error.hidden = !what;
    error.replaceChildren(...(what ? [icon("warn"), h("span", { t: what })] : []));
  };
  const send = async () => {
    const text = input.value.trim();
    if (!text) return;
    if (new TextEncoder().encode(text).length > (desk.line.limits?.chat ?? 8192)) return complain("chat.toolong");
    input.value = "";
    try {
      await desk.session?.say(text);
    } catch (e) {
      if (!input.value) input.value = text;
      complain(/** @type {any} */ (e)?.code === "too-large" ? "chat.toolong" : "chat.failed");
    }
  };
  const el = panel(desk, "chat", [], log,
    h("footer", {}, error, h("form", { class: "composer plain", on: { submit: event => { event.preventDefault(); void send(); } } },
      input, h("button", { type: "submit", class: "btn btn-primary btn-icon", label: "chat.send", "data-test": "chat-send" }, icon("send")))));

  /** @type {ChatLine[]} */
  let shown = [];
  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const toEnd = () => (log.scrollTop = log.scrollHeight);
  scope.watch(store, s => s.call?.chat ?? [], lines => {
    const follow = atEnd() || lines.at(-1)?.kind === "said" && /** @type {any} */ (lines.at(-1)).own;
    const fresh = shown.every((line, i) => lines[i] === line) ? lines.slice(shown.length) : (log.replaceChildren(), lines);
    shown = [...lines];
    if (lines.length) empty.remove();
    log.append(...fresh.map(lineNode));
    if (follow) toEnd();
  });
  return { el, focus: () => { toEnd(); input.focus(); } };
}

/** @param {ChatLine} line */
function lineNode(line) {
  if (line.kind === "note") {
    const note = h("p", { class: "msg-system", dir: "auto" });
    words(note, "text", () => t(line.key, { name: line.name }));
    return note;
  }
  const time = h("time", { datetime: new Date(line.at).toISOString(), t: () => clock(line.at) });
  return h("div", { class: "msg", "data-own": line.own, "data-test": "message", "data-n": line.n },
    h("p", { class: "who" }, !line.own && h("bdi", {}, line.name), " ", time),
    h("p", { class: "text", dir: "auto" }, ...splitLinks(line.text).map(piece =>
      piece.href ? h("a", { href: piece.href, target: "_blank", rel: "noopener noreferrer" }, piece.text) : piece.text)));
}

