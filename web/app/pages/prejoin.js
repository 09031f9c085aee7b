// SPDX-License-Identifier: Apache-2.0
/** Before a room: picture, sound, name. The first page that asks for the camera. */
import { avatar, h, icon, words } from "../dom.js";
import { t } from "../i18n.js";
import { nameOf } from "../line.js";
import { hearTitle, patchPrefs, roomTitle } from "../state.js";
import { devicePickers } from "./devices.js";
import { blurSwitch } from "./settings.js";
import { preview, previewKeys } from "./preview.js";
import { topbar } from "./topbar.js";

const LOOK_EVERY = 5000;

/** @type {import("../app.js").View} */
export function prejoinPage(desk, root, scope) {
  const { store } = desk;
  const { page } = store.state;
  if (page.kind !== "prejoin") return;
  const { room } = page;
  const joining = h("p", { class: "eyebrow", dir: "auto", "data-test": "joining" });
  scope.watch(store, s => roomTitle(s, room), title => words(joining, "text", ["pre.room", { room: title }]));
  root.className = "prejoin";
  const name = h("input", { class: "input", id: "name", maxlength: "40", autocomplete: "nickname", dir: "auto", "aria-describedby": "name-hint", value: store.state.prefs.name, "data-test": "name-input", on: {
    input: () => patchPrefs(store, { name: name.value.trim() }),
  } });
  const devices = devicePickers(desk, scope);
  const door = doorField(desk, scope, room);
  const go = goButton(desk, scope, room, door);
  scope.watch(store, s => [s.local.mic.trouble, s.local.camera.trouble].some(x => x === "asking" || x === "denied" || x === "insecure"), blocked => (devices.hidden = blocked));
  root.append(topbar(desk), h("main", { id: "main", class: "pre-grid", tabindex: "-1" },
    h("section", { class: "pre-view", label: "pre.title" }, preview(desk, scope), previewKeys(desk, scope)),
    h("form", { class: "pre-form stack", on: { submit: e => e.preventDefault() } },
      h("div", {}, joining, h("h1", { class: "h-page", tabindex: "-1", t: "pre.title" })),
      whoIsHere(desk, scope, room, door),
      h("div", { class: "field" }, h("label", { for: "name", t: "pre.name" }), name, h("span", { class: "hint", id: "name-hint", t: "pre.name.hint" })),
      door.el, devices,
      blurSwitch(desk, scope),
      h("div", { class: "pre-go" }, go))));
  void desk.media.open();
}

/** What the room wants of newcomers.
 * @typedef {{ el: HTMLElement, password: () => string, knocks: () => boolean, show: (seen: import("../../client/messages.js").Look) => void, changed: () => void }} DoorField */

/** The room's password, where it has one. Who starts the room has set it. @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, room: string) => DoorField} */
function doorField(desk, scope, room) {
  let knocks = false;
  const input = h("input", { class: "input", id: "door", type: "password", autocomplete: "off", maxlength: "128", "data-test": "room-password", on: { input: () => complain(null) } });
  const error = h("p", { class: "error-text", id: "door-error", role: "alert", "data-test": "password-error", hidden: true });
  const el = h("div", { class: "field", hidden: true }, h("label", { for: "door", t: "pre.password" }), input, error);
  const complain = (/** @type {import("../i18n.js").Key | null} */ what) => {
    error.hidden = !what;
    error.replaceChildren(...(what ? [icon("warn"), h("span", { t: what })] : []));
    input.setAttribute("aria-invalid", String(what !== null));
    if (what) input.setAttribute("aria-describedby", "door-error");
    else input.removeAttribute("aria-describedby");
  };
  scope.watch(desk.store, s => s.asks, asks => {
    if (!asks) return;
    el.hidden = false;
    complain(asks === "wrong" ? "pre.password.bad" : asks === "wait" ? "pre.password.wait" : "pre.password.need");
    desk.store.set({ asks: "" });
    setTimeout(() => {
      input.focus();
      el.scrollIntoView({ block: "nearest" }); // the error with it, not below the button that lies over the end of a phone's page
    });
  });
  /** @type {DoorField} */
  const field = {
    el, password: () => input.value, knocks: () => knocks, changed: () => {},
    show({ rules, count }) {
      if (desk.door.starts(room) && !rules && count === 0) return; // it will have ours
      if (rules?.password) el.hidden = false;
      if (knocks !== (rules?.lobby === true)) {
        knocks = !knocks;
        field.changed();
      }
    },
  };
  return field;
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, room: string, door: DoorField) => HTMLButtonElement} */
function goButton(desk, scope, room, door) {
  const label = h("span", {});
  const arrow = icon("arrow");
  let joining = false;
  const go = h("button", { type: "submit", class: "btn btn-lg", "data-test": "join-now", on: { click: async e => { // Enter in a field clicks it, too
    e.preventDefault();
    if (joining) return;
    joining = true;
    draw();
    await desk.join(room, door.password());
    joining = false;
    if (!scope.ended) draw();
  } } }, label, arrow);
  const draw = () => {
    const { mic, camera } = desk.store.state.local;
    const none = !mic.track && !camera.track;
    const waits = [mic, camera].some(device => device.trouble !== "");
    go.classList.toggle("btn-primary", !(none && waits));
    go.toggleAttribute("aria-busy", joining);
    words(label, "text", joining ? "pre.joining" : door.knocks() ? "pre.join.ask" : none && waits ? "pre.join.none" : "pre.join");
    arrow.toggleAttribute("hidden", joining || (none && waits));
  };
  scope.watch(desk.store, s => s.local, draw);
  door.changed = draw;
  return go;
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, room: string, door: DoorField) => HTMLElement} */
function whoIsHere(desk, scope, room, door) {
  const faces = h("div", { class: "avatars" });
  const text = h("span", { class: "dim small", "data-test": "who" });
  const row = h("div", { class: "row here", hidden: true }, faces, text);
  const look = async () => {
    if (document.hidden || desk.store.state.line.state !== "connected") return;
    const seen = await desk.line.look(room).catch(() => null);
    if (!seen || scope.ended) return;
    door.show(seen);
    for (const peer of seen.peers) hearTitle(desk.store, room, peer.about?.title);
    const names = seen.peers.map(peer => nameOf(peer.about, peer.handle) || t("guest"));
    const [a = "", b = ""] = names;
    faces.replaceChildren(...names.slice(0, 3).map(one => avatar(one, 32)));
    faces.hidden = names.length === 0;
    row.hidden = false;
    if (names.length < seen.count) words(text, "text", ["home.live", { n: seen.count }]);
    else if (names.length === 0) words(text, "text", "pre.empty");
    else if (names.length === 1) words(text, "text", ["pre.who.one", { a }]);
    else if (names.length === 2) words(text, "text", ["pre.who.two", { a, b }]);
    else words(text, "text", ["pre.who", { a, b, n: names.length - 2 }]);
  };
  scope.watch(desk.store, s => s.line.state, look);
  scope.every(LOOK_EVERY, look);
  return row;
}

