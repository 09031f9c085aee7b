// SPDX-License-Identifier: Apache-2.0
/** What went wrong, what to do, one button. */
import { art } from "../art.js";
import { button, h, icon, words } from "../dom.js";
import { testLink, topbar } from "./topbar.js";

/** @typedef {import("../state.js").Problem} Problem */

const ART = /** @type {const} */ ({ full: "full", unreachable: "unreachable", unsupported: "unsupported", insecure: "insecure", elsewhere: "ended", refused: "missing" });

/** @param {Problem} error
 * @returns {import("../app.js").View} */
export const errorPage = error => (desk, root, scope) => {
  const { page, line } = desk.store.state;
  const room = "room" in page ? page.room : "";
  root.className = "errorpage";
  const body = h("p", { class: "lede" });
  const again = button("btn btn-primary", "retry", "retry", () => (error === "full" || error === "refused") && room ? desk.visit(room) : location.reload(), { "data-test": "retry" });
  const back = button("btn", null, "home.back", () => desk.home(), { "data-test": "back-home" });
  if (error === "unreachable") {
    const tell = () => {
      const { retryAt } = desk.store.state.line;
      words(body, "text", ["err.unreachable.body", { host: location.host, n: Math.max(0, Math.ceil((retryAt - Date.now()) / 1000)) }]);
    };
    tell();
    scope.every(500, tell);
  } else if (error === "full") words(body, "text", ["err.full.body", { room, n: desk.line.limits?.room ?? 0 }]);
  else if (error !== "refused") words(body, "text", `err.${error}.body`);
  const details = error === "unreachable" ? tech(h("pre", { class: "mono" }, `${location.host}/ws  ${line.code || ""} ${line.reason}`.trim()))
    : error === "unsupported" ? tech(checks(), true) : null;
  root.append(topbar(desk), h("main", { id: "main", class: "center-page", tabindex: "-1" },
    h("div", { class: "msg-page", "data-test": "error", "data-error": error }, art(ART[error]),
      h("div", { class: "stack" }, h("h1", { class: "h-page", tabindex: "-1", t: `err.${error}` }), body,
        error !== "unsupported" && h("div", { class: "row actions" }, again, error !== "unreachable" && back), details, error !== "unsupported" && testLink(desk)))));
};

/** @param {HTMLElement} inside
 * @param {boolean} [open] */
function tech(inside, open = false) {
  return h("details", { class: "tech", open }, h("summary", {}, icon("right"), h("span", { t: "err.details" })), inside);
}

/** What the app cannot do without. */
export const NEEDS = /** @type {const} */ ({ WebSocket: "WebSocket", RTCPeerConnection: "RTCPeerConnection", dialog: "HTMLDialogElement" });

function checks() {
  return h("ul", { class: "checks", role: "list" }, ...Object.values(NEEDS).map(name => {
    const there = name in globalThis;
    return h("li", { class: there ? "" : "no" }, icon(there ? "check" : "x"), name);
  }));
}
