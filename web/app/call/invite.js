// SPDX-License-Identifier: Apache-2.0
/** Alone in the room: the link to send. */
import { button, h, icon } from "../dom.js";
import { pathOfRoom } from "../logic/rooms.js";

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function inviteCard(desk) {
  const room = desk.store.state.call?.room ?? "";
  const link = h("input", { class: "input mono", id: "room-link", readonly: true, dir: "ltr", value: location.host + decodeURI(pathOfRoom(room)), "data-test": "room-link", on: { focus: () => link.select() } });
  return h("section", { class: "invite", "aria-labelledby": "invite-title", "data-test": "invite", hidden: true },
    h("h2", { id: "invite-title", t: "alone.title" }), h("p", { class: "dim", t: "alone.body" }),
    h("div", { class: "field" }, h("label", { for: "room-link", t: "alone.link" }),
      h("div", { class: "join" }, link,
        h("button", { type: "button", class: "btn btn-primary", "data-test": "copy-link", on: { click: () => void desk.copyLink(room) } }, icon("copy"), h("span", { t: "copy" })))),
    typeof navigator.share === "function" && matchMedia("(pointer: coarse)").matches
      && button("btn btn-quiet", "send", "people.invite", () => void navigator.share({ url: location.origin + pathOfRoom(room) }).catch(() => {})));
}

