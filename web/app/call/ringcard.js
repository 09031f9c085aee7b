// SPDX-License-Identifier: Apache-2.0
/** Somebody rings while we are in a call, or we ring somebody into it: a card at the top of the stage, instead of a dialog. */
import { avatar, button, h, words } from "../dom.js";
import { duration, t } from "../i18n.js";
import { announce } from "../notices.js";
import { Scope } from "../scope.js";
import { isTyping } from "./typing.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../state.js").Ring} Ring */

/** @type {(desk: Desk, scope: Scope, banners: import("./banners.js").Banners) => void} */
export function ringCard(desk, scope, banners) {
  const card = h("div", { class: "incoming-inline", "aria-labelledby": "ring-card-title" });
  const show = banners.add(card, "ring");
  /** Where the focus was when the bell began. @type {Element | null} */
  let before = null;
  let shown = new Scope();
  scope.add(() => shown.end());
  scope.watch(desk.store, s => s.ring, ring => {
    const within = card.contains(document.activeElement);
    shown.end();
    shown = new Scope();
    show(ring !== null);
    card.replaceChildren();
    if (!ring) return void (within && giveBack(before));
    before = document.activeElement;
    const said = () => (ring.way === "in" ? t("call.incoming", { name: ring.name || t("guest") }) : t("call.outgoing", { name: ring.name }));
    const title = h("strong", { id: "ring-card-title", tabindex: "-1", dir: "auto", t: said });
    card.dataset.handle = ring.handle;
    card.dataset.test = ring.way === "in" ? "incoming" : "outgoing";
    card.setAttribute("role", ring.way === "in" ? "alertdialog" : "group");
    card.append(avatar(ring.name || "?"),
      h("div", { class: "who" }, title, h("span", { class: "row small dim gap1" },
        h("span", { class: "lamp", "data-on": "amber", "data-ring": true }), ring.way === "in" ? ring.video && h("span", { t: "call.incoming.video" }) : seconds(ring, shown))),
      h("div", { class: "acts" }, ...(ring.way === "in" ? answers(desk, ring) : [button("btn btn-danger btn-sm", "leave", "call.hangup", () => desk.bell.end(), { "data-test": "hangup" })])));
    announce(said(), ring.way === "in" ? "assertive" : "polite");
    // Whoever types goes on: their next letters must not turn into commands, or answer.
    if (ring.way === "in" && !isTyping(before)) title.focus();
  });
}

/** @param {Desk} desk
 * @param {Ring} ring */
const answers = (desk, ring) => [
  button("btn btn-sm", null, "call.decline", () => desk.bell.end(), { "data-test": "decline" }),
  desk.store.state.call?.room && !ring.direct && button("btn btn-sm", null, "call.bring", () => void desk.bell.bring(), { "data-test": "bring" }),
  button("btn btn-primary btn-sm", "call", "call.switch", () => void desk.bell.answer(ring.video), { "data-test": "switch" }),
];

/** How long it rings. @param {Ring} ring @param {Scope} scope */
function seconds(ring, scope) {
  const el = h("span", { class: "num", role: "timer" });
  const tick = () => words(el, "text", () => duration((Date.now() - ring.since) / 1000));
  tick();
  scope.every(500, tick);
  return el;
}

/** @param {Element | null} before */
function giveBack(before) {
  const there = before instanceof HTMLElement && before !== document.body && before.checkVisibility() ? before : document.getElementById("main");
  there?.focus();
}
