// SPDX-License-Identifier: Apache-2.0
/** The dialogs of a call before the call: somebody rings us, or we ring somebody. */
import { art } from "../art.js";
import { avatar, button, h, words } from "../dom.js";
import { duration, t } from "../i18n.js";
import { openDialog } from "../dialog.js";
import { Scope } from "../scope.js";

/** @param {import("../desk.js").Desk} desk
 * @param {() => string} title of the page, when nobody rings */
export function ringDialogs(desk, title) {
  const { store } = desk;
  let alarm = new Scope();
  store.watch(s => s.ring, ring => {
    alarm.end();
    alarm = new Scope();
    if (ring?.way === "in") attract(alarm, ring, title);
  });
  let close = () => {};
  // In a call it is a card on the stage: see call/ringcard.js.
  store.watch(s => (s.call ? null : s.ring), ring => {
    close();
    close = () => {};
    if (ring) close = ring.way === "in" ? incoming(desk, ring) : outgoing(desk, ring);
  });
}

/** For whoever looks at another tab, or has the phone in a pocket.
 * @param {Scope} scope
 * @param {import("../state.js").Ring} ring
 * @param {() => string} title */
function attract(scope, ring, title) {
  flashTitle(scope, () => t("call.incoming", { name: ring.name || t("guest") }), title);
  if (!navigator.vibrate || !navigator.userActivation?.hasBeenActive) return;
  const buzz = () => navigator.vibrate([300, 120, 300]);
  buzz();
  scope.every(2400, buzz);
  scope.add(() => navigator.vibrate(0));
}

/** @param {import("../desk.js").Desk} desk
 * @param {import("../state.js").Ring} ring */
function incoming(desk, ring) {
  const title = h("h2", { id: "ring-title", tabindex: "-1", autofocus: true, dir: "auto", t: () => t("call.incoming", { name: ring.name || t("guest") }) });
  const dialog = openDialog(h("dialog", { class: "dialog ringing", "aria-labelledby": "ring-title", "data-test": "incoming", "data-handle": ring.handle },
    h("div", { class: "ring-body" },
      h("div", { class: "ring-jack" }, h("span", { class: "lamp", "data-on": "amber", "data-ring": true }), avatar(ring.name || "?")),
      title, ring.video && h("p", { class: "dim", t: "call.incoming.video" }),
      h("div", { class: "ring-actions" },
        button("btn btn-danger btn-lg", "leave", "call.decline", () => desk.bell.end(), { "data-test": "decline" }),
        button("btn btn-primary btn-lg", ring.video ? "cam" : "call", "call.answer", () => void desk.bell.answer(ring.video), { "data-test": "answer" })),
      ring.video && button("btn btn-quiet", "call", "call.answer.audio", () => void desk.bell.answer(false), { "data-test": "answer-audio" }))),
    { cancel: () => desk.bell.end() });
  return () => dialog.close();
}

/** @param {import("../desk.js").Desk} desk
 * @param {import("../state.js").Ring} ring */
function outgoing(desk, ring) {
  const scope = new Scope();
  const seconds = h("p", { class: "dim num", role: "timer" }, "0:00");
  scope.every(500, () => words(seconds, "text", () => duration((Date.now() - ring.since) / 1000)));
  const dialog = openDialog(h("dialog", { class: "dialog ringing", "aria-labelledby": "ring-title", "data-test": "outgoing", "data-handle": ring.handle },
    h("div", { class: "ring-body" }, art("waiting"),
      h("h2", { id: "ring-title", tabindex: "-1", autofocus: true, dir: "auto", t: ["call.outgoing", { name: ring.name }] }), seconds,
      h("div", { class: "ring-actions" }, button("btn btn-danger btn-lg", "leave", "call.hangup", () => desk.bell.end(), { "data-test": "hangup" })))),
    { cancel: () => desk.bell.end() });
  return () => {
    scope.end();
    dialog.close();
  };
}

/** The tab's title changes to and fro, so that it is seen from another tab. The page may become another one meanwhile.
 * @param {Scope} scope
 * @param {() => string} words
 * @param {() => string} title */
function flashTitle(scope, words, title) {
  let on = false;
  const flip = () => (document.title = (on = !on) ? `☎ ${words()}` : title());
  flip();
  scope.every(1000, flip);
  scope.add(() => (document.title = title()));
}
