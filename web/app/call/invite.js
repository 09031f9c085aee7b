// SPDX-License-Identifier: Apache-2.0
/** Alone in the room: the link to send. */
import { button, h, icon } from "../dom.js";
import { pathOfRoom } from "../logic/rooms.js";
import { openMenu } from "../menu.js";
import { order } from "../pages/board.js";

/** More do not fit into a menu; the board at home has a search. */
const MOST = 8;

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function inviteCard(desk, scope) {
  const room = desk.store.state.call?.room ?? "";
  const link = h("input", { class: "input mono", id: "room-link", readonly: true, dir: "ltr", value: location.host + decodeURI(pathOfRoom(room)), "data-test": "room-link", on: { focus: () => link.select() } });
  return h("section", { class: "invite", "aria-labelledby": "invite-title", "data-test": "invite", hidden: true },
    h("h2", { id: "invite-title", t: "alone.title" }), h("p", { class: "dim", t: "alone.body" }),
    h("div", { class: "field" }, h("label", { for: "room-link", t: "alone.link" }),
      h("div", { class: "join" }, link,
        h("button", { type: "button", class: "btn btn-primary", "data-test": "copy-link", on: { click: () => void desk.copyLink(room) } }, icon("copy"), h("span", { t: "copy" })))),
    ringSomeone(desk, scope, room),
    typeof navigator.share === "function" && matchMedia("(pointer: coarse)").matches
      && button("btn btn-quiet", "send", "people.invite", () => void navigator.share({ url: location.origin + pathOfRoom(room) }).catch(() => {})));
}

/** Rings one of those on the board into this room.
 * @param {import("../desk.js").Desk} desk
 * @param {import("../scope.js").Scope} scope
 * @param {string} room */
function ringSomeone(desk, scope, room) {
  const { store } = desk;
  const free = () => order(store.state.board, store.state.prefs.callers, "").filter(one => one.status === "available" && one.handle !== store.state.handle);
  const el = button("btn btn-quiet", "ring", "alone.ring", () => openMenu(el, "pop-ring", "alone.ring", free().slice(0, MOST).map(one =>
    ({ label: () => one.name, run: () => void desk.bell.ring(one.handle, room), test: `ring-${one.handle}` }))), { "aria-haspopup": "menu", "data-test": "ring-someone" });
  scope.watch(store, s => s.board, () => (el.hidden = free().length === 0));
  return el;
}
