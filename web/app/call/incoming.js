// SPDX-License-Identifier: Apache-2.0
/** Somebody rings while we are in a call: a card at the top of the stage, instead of a dialog. */
import { avatar, button, h } from "../dom.js";
import { t } from "../i18n.js";
import { announce } from "../notices.js";

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, banners: import("./banners.js").Banners) => void} */
export function incomingCard(desk, scope, banners) {
  const { store } = desk;
  const card = h("div", { class: "incoming-inline", role: "alertdialog", "aria-labelledby": "incoming-title", "data-test": "incoming" });
  const show = banners.add(card, "ring");
  scope.watch(store, s => s.ring, ring => {
    show(ring?.way === "in");
    card.replaceChildren();
    if (ring?.way !== "in") return;
    const words = () => t("call.incoming", { name: ring.name || t("guest") });
    const title = h("strong", { id: "incoming-title", tabindex: "-1", dir: "auto", t: words });
    card.dataset.handle = ring.handle;
    card.append(avatar(ring.name || "?"),
      h("div", { class: "who" }, title, h("span", { class: "row small dim gap1" },
        h("span", { class: "lamp", "data-on": "amber", "data-ring": true }), ring.video && h("span", { t: "call.incoming.video" }))),
      h("div", { class: "acts" },
        button("btn btn-sm", null, "call.decline", () => desk.bell.end(), { "data-test": "decline" }),
        store.state.call?.room && !ring.direct && button("btn btn-sm", null, "call.bring", () => void desk.bell.bring(), { "data-test": "bring" }),
        button("btn btn-primary btn-sm", "call", "call.switch", () => void desk.bell.answer(ring.video), { "data-test": "switch" })));
    announce(words(), "assertive");
    title.focus();
  });
}
