// SPDX-License-Identifier: Apache-2.0
/** The chat panel. */
import { h, icon, words } from "../dom.js";
import { clock, t } from "../i18n.js";
import { splitLinks } from "../logic/links.js";
import { Scope } from "../scope.js";
import { composer } from "./composer.js";
import { fileRow } from "./filerow.js";
import { panel, writeTo } from "./panel.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../state.js").ChatLine} ChatLine */

/** @type {(desk: Desk, scope: Scope) => { el: HTMLElement, focus: () => void }} */
export function chatPanel(desk, scope) {
  const { store } = desk;
  const empty = h("div", { class: "empty" }, icon("chat"), h("strong", { t: "chat.empty" }), h("p", { t: "chat.empty.body" }));
  const log = h("div", { class: "scroll", tabindex: "0", role: "log", label: "chat.title", "data-test": "chat-log" }, empty);
  const { parts, focus } = composer(desk, scope);
  const el = panel(desk, "chat", [], log, h("footer", {}, typing(desk, scope), ...parts));

  /** @type {Map<ChatLine, { node: HTMLElement, watching: Scope }>} */
  const shown = new Map();
  scope.add(() => shown.forEach(({ watching }) => watching.end()));
  const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const toEnd = () => (log.scrollTop = log.scrollHeight);
  scope.watch(store, s => s.call?.chat ?? [], lines => {
    const last = lines.at(-1);
    const follow = atEnd() || (last !== undefined && last.kind !== "note" && last.own);
    const now = new Set(lines);
    for (const [line, { node, watching }] of shown) {
      if (now.has(line)) continue;
      watching.end();
      node.remove();
      shown.delete(line);
    }
    if (lines.length) empty.remove();
    for (const line of lines) {
      if (shown.has(line)) continue;
      const watching = new Scope();
      const node = lineNode(desk, watching, line);
      shown.set(line, { node, watching });
      log.append(node);
    }
    if (follow) toEnd();
  });
  // A phone that is turned, or shows its keyboard, leaves less room: the last line stays in sight.
  let ended = true;
  let high = 0;
  // It may be told of scrolling only after there is less room: that says nothing of what was read.
  scope.listen(log, "scroll", () => (ended = log.clientHeight === high ? atEnd() : ended));
  const seen = new ResizeObserver(() => {
    high = log.clientHeight;
    if (ended) toEnd();
  });
  seen.observe(log);
  scope.add(() => seen.disconnect());
  return { el, focus: () => { toEnd(); focus(); } };
}

/** @type {(desk: Desk, scope: Scope) => HTMLElement} */
function typing({ store }, scope) {
  const el = h("p", { class: "typing clip", "data-test": "typing", hidden: true });
  scope.watch(store, s => s.call?.typing, who => {
    const [a, b] = who ?? [];
    el.hidden = !a;
    if (a) words(el, "text", who?.length === 1 ? ["chat.typing", { name: a.name }] : who?.length === 2 && b ? ["chat.typing.two", { a: a.name, b: b.name }] : "chat.typing.many");
  });
  return el;
}

/** @type {(desk: Desk, scope: Scope, line: ChatLine) => HTMLElement} */
function lineNode(desk, scope, line) {
  if (line.kind === "note") {
    const note = h("p", { class: "msg-system", dir: "auto" });
    words(note, "text", () => t(line.key, { name: line.name }));
    return note;
  }
  const { own, name, secret, to, from } = line;
  const time = h("time", { datetime: new Date(line.at).toISOString(), t: () => clock(line.at) });
  const mark = secret && h("span", { class: "badge badge-brass", "data-test": "private" }, icon("lock"), h("span", { t: own ? ["chat.private.to", { name: to }] : "chat.private.you" }));
  const reply = secret && !own && h("button", { type: "button", class: "reply", label: ["chat.reply", { name }], "data-test": "reply", on: { click: () => writeTo(desk, from) } }, h("span", { t: "chat.reply.short" }));
  return h("div", { class: "msg", "data-own": own, "data-private": secret, "data-test": "message", "data-n": line.kind === "said" && line.n },
    h("p", { class: "who" }, !own && h("bdi", {}, name), " ", time, mark, reply),
    line.kind === "file" ? fileRow(desk, scope, line.id) : h("p", { class: "text", dir: "auto" }, ...splitLinks(line.text).map(piece =>
      piece.href ? h("a", { href: piece.href, target: "_blank", rel: "noopener noreferrer" }, piece.text) : piece.text)));
}
