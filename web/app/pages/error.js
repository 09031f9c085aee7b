// SPDX-License-Identifier: Apache-2.0
/** What went wrong, what to do, one button. */
import { art } from "../art.js";
import { button, h, icon, words } from "../dom.js";
import { patchPrefs, roomTitle } from "../state.js";
import { testLink, topbar } from "./topbar.js";

/** @typedef {import("../state.js").Problem} Problem */

const ART = /** @type {const} */ ({ full: "full", unreachable: "unreachable", unsupported: "unsupported", insecure: "insecure", elsewhere: "ended", refused: "missing", locked: "locked", denied: "locked", banned: "locked", nostart: "missing", lobbyfull: "full" });

/** @param {Problem} error
 * @returns {import("../app.js").View} */
export const errorPage = error => (desk, root, scope) => {
  const { page, line } = desk.store.state;
  const room = "room" in page ? page.room : "";
  root.className = "errorpage";
  const body = h("p", { class: "lede" });
  const over = line.state === "closed"; // only a page that is loaded anew has another line
  const again = button("btn btn-primary", "retry", error === "denied" ? "pre.join.ask" : "retry", () => AT_DOOR.has(error) && room && !over ? desk.visit(room) : location.reload(), { "data-test": "retry" });
  const back = button("btn", null, "home.back", () => over ? location.assign("/") : desk.home(), { "data-test": "back-home" });
  if (error === "unreachable") {
    const tell = () => {
      const n = Math.ceil((desk.store.state.line.retryAt - Date.now()) / 1000);
      words(body, "text", n > 0 ? ["err.unreachable.body", { host: location.host, n }] : ["err.unreachable.now", { host: location.host }]);
    };
    tell();
    scope.every(500, tell);
  } else if (error === "full") words(body, "text", ["err.full.body", { room: roomTitle(desk.store.state, room), n: desk.line.limits?.room ?? 0 }]);
  else words(body, "text", `err.${error}.body`);
  const details = error === "unreachable" || over ? tech(h("pre", { class: "mono" }, `${location.host}/ws  ${line.code || ""} ${line.reason}`.trim()))
    : error === "unsupported" ? tech(checks(), true) : null;
  root.append(topbar(desk, false), h("main", { id: "main", class: "center-page", tabindex: "-1" },
    h("div", { class: "msg-page", "data-test": "error", "data-error": error }, art(ART[error]),
      h("div", { class: "stack" }, h("h1", { class: "h-page", tabindex: "-1", t: `err.${error}` }), body,
        error === "nostart" && passForm(desk, room),
        error !== "unsupported" && h("div", { class: "row actions" }, error !== "banned" && error !== "nostart" && again, error !== "unreachable" && back),
        details, error !== "unsupported" && testLink(desk)))));
};

/** What keeps us out of one room only. @type {ReadonlySet<Problem>} */
const AT_DOOR = new Set(["full", "refused", "locked", "denied", "lobbyfull"]);

/** For those who may start rooms, and whose browser does not know it yet. @param {import("../desk.js").Desk} desk @param {string} room */
function passForm(desk, room) {
  const pass = h("input", { class: "input", id: "pass", type: "password", autocomplete: "off", maxlength: "256", "data-test": "pass" });
  return h("form", { class: "field", on: { submit: e => {
    e.preventDefault();
    patchPrefs(desk.store, { pass: pass.value });
    desk.start(room, {});
  } } }, h("label", { for: "pass", t: "err.nostart.pass" }), h("div", { class: "join" }, pass, h("button", { class: "btn btn-primary", type: "submit", t: "retry", "data-test": "retry" })));
}

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
