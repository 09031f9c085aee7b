// SPDX-License-Identifier: Apache-2.0
/** The start page: start a room, join one, go back to one; the board beside it. */
import { button, h, icon } from "../dom.js";
import { day, t } from "../i18n.js";
import { pathOfRoom, randomRoom, roomOfText, slug, validRoom } from "../logic/rooms.js";
import { patchPrefs, roomTitle } from "../state.js";
import { board } from "./board.js";
import { missedCalls } from "./missed.js";
import { follow, testLink, topbar } from "./topbar.js";

const LOOK_EVERY = 15000;
const SHOWN = 5;

/** @type {import("../app.js").View} */
export function homePage(desk, root, scope) {
  root.className = "home";
  root.append(topbar(desk),
    h("main", { id: "main", class: "home-grid", tabindex: "-1" },
      h("section", { class: "home-lead" },
        h("h1", { t: "home.title" }), h("p", { class: "lede", t: "home.lede" }), startCard(desk)),
      h("div", { class: "home-recent stack" }, missedCalls(desk, scope), recent(desk, scope), h("footer", {}, testLink(desk))), board(desk, scope)));
}

/** @param {import("../desk.js").Desk} desk */
function startCard(desk) {
  const name = h("input", { class: "input", id: "room-name", autocomplete: "off", maxlength: "60", dir: "auto", "data-test": "room-name", on: {
    keydown: e => { if (e.key === "Enter") start(); },
  } });
  const password = h("input", { class: "input", id: "room-password", type: "password", autocomplete: "new-password", maxlength: "128", "data-test": "start-password" });
  const lobby = h("input", { type: "checkbox", role: "switch", "data-test": "start-lobby" });
  const { error, complain } = complaint(name, "name-error", "home.roomname.bad");
  const start = () => {
    const typed = name.value.trim();
    const wrong = typed !== "" && !validRoom(slug(typed));
    complain(wrong);
    if (!wrong) return desk.start(typed ? slug(typed) : randomRoom(), { lobby: lobby.checked, ...(password.value ? { password: password.value } : {}) }, typed);
    options.open = true;
    name.focus();
  };
  const options = h("details", { class: "options" },
    h("summary", {}, icon("right"), h("span", { t: "home.options" })),
    h("div", { class: "options-body" }, h("div", { class: "field" }, h("label", { for: "room-name", t: "home.roomname" }), name, error),
      h("div", { class: "field" }, h("label", { for: "room-password", t: "home.password" }), password),
      h("label", { class: "switch" }, h("span", {}, h("b", { t: "home.waitingroom" }), h("small", { t: "home.waitingroom.hint" })), lobby)));
  // Whoever comes near wants a call soon. Where this fails it is tried again, and told of, when they do.
  const soon = () => void import("../calling.js").catch(() => {});
  return h("div", { class: "card startcard", on: { pointerenter: soon, focusin: soon } },
    h("div", { class: "start-row" },
      button("btn btn-primary btn-lg", "cam", "home.start", start, { "data-test": "start-room" }),
      h("p", { class: "hint", t: "home.start.hint" })),
    options,
    h("p", { class: "or", t: "or" }),
    joinForm(desk));
}

/** What is said under a field, until its text is another one.
 * @param {HTMLInputElement} input
 * @param {string} id of the words, also for tests
 * @param {"home.join.bad" | "home.roomname.bad"} what */
function complaint(input, id, what) {
  const error = h("p", { class: "error-text", id, role: "alert", "data-test": id });
  const complain = (/** @type {boolean} */ wrong) => {
    input.setAttribute("aria-invalid", String(wrong));
    if (wrong) input.setAttribute("aria-describedby", id);
    else input.removeAttribute("aria-describedby");
    error.replaceChildren(...(wrong ? [icon("warn"), h("span", { t: what })] : []));
  };
  input.addEventListener("input", () => complain(false));
  return { error, complain };
}

/** @param {import("../desk.js").Desk} desk */
function joinForm(desk) {
  const input = h("input", { class: "input mono", id: "room", hint: "home.join.ph", autocapitalize: "off", autocomplete: "off", spellcheck: "false", dir: "auto", "data-test": "room-input" });
  const { error, complain } = complaint(input, "join-error", "home.join.bad");
  return h("form", { class: "field", "data-test": "join-form", novalidate: true, on: { submit: e => {
    e.preventDefault();
    const room = roomOfText(input.value, location.host);
    complain(room === null);
    if (room) desk.visit(room, input.value);
    else input.focus();
  } } },
    h("label", { for: "room", t: "home.join.label" }),
    h("div", { class: "join" }, input, h("button", { class: "btn", type: "submit", t: "home.join", "data-test": "join-room" })),
    error);
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
function recent(desk, scope) {
  const { store } = desk;
  const title = h("h2", { id: "recent-title", class: "h-small grow", tabindex: "-1", t: "home.recent" });
  const clear = button("btn btn-quiet btn-sm", null, "home.recent.clear", () => {
    patchPrefs(store, { recent: [] });
    title.focus();
  }, { "data-test": "clear-recent" });
  const items = h("ul", { class: "list", role: "list", "data-test": "recent" });
  const empty = h("p", { class: "dim", t: "home.recent.empty" });
  /** @type {Map<string, number>} */
  const there = new Map();
  const draw = () => {
    const rooms = store.state.prefs.recent.slice(0, SHOWN);
    clear.hidden = items.hidden = rooms.length === 0;
    empty.hidden = rooms.length > 0;
    items.replaceChildren(...rooms.map(({ room, at }) => {
      const n = there.get(room) ?? 0;
      const title = roomTitle(store.state, room);
      return h("li", { "data-room": room },
        h("span", { class: "lamp", "data-on": n > 0 && "amber" }),
        h("div", { class: "grow" }, h("b", { class: "clip block", dir: "auto" }, title),
          h("span", { class: "sub num", t: n > 0 ? ["home.live", { n }] : () => day(at) })),
        h("a", { class: n > 0 ? "btn btn-sm" : "btn btn-quiet btn-sm", href: pathOfRoom(room), t: "home.rejoin",
          label: () => `${t("home.rejoin")} ${title}`, on: { click: e => follow(e, () => desk.visit(room)) } }));
    }));
  };
  const look = async () => {
    if (document.hidden || store.state.line.state !== "connected") return;
    const rooms = store.state.prefs.recent.slice(0, SHOWN);
    const before = JSON.stringify([...there]);
    await Promise.all(rooms.map(async ({ room }) => there.set(room, (await desk.line.who(room).catch(() => [])).length)));
    if (!scope.ended && JSON.stringify([...there]) !== before) draw();
  };
  scope.watch(store, s => s.prefs.recent, draw);
  scope.watch(store, s => s.line.state, look);
  scope.every(LOOK_EVERY, look);
  scope.listen(document, "visibilitychange", look);
  return h("section", { "aria-labelledby": "recent-title" }, h("div", { class: "row" }, title, clear), items, empty);
}
