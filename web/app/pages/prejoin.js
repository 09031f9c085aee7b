// SPDX-License-Identifier: Apache-2.0
/** Before a room: picture, sound, name. The first page that asks for the camera. */
import { avatar, h, icon, words } from "../dom.js";
import { t } from "../i18n.js";
import { nameOf } from "../line.js";
import { patchPrefs } from "../state.js";
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
  root.className = "prejoin";
  const name = h("input", { class: "input", id: "name", maxlength: "40", autocomplete: "nickname", dir: "auto", "aria-describedby": "name-hint", value: store.state.prefs.name, "data-test": "name-input", on: {
    input: () => patchPrefs(store, { name: name.value.trim() }),
  } });
  const devices = devicePickers(desk, scope);
  const go = goButton(desk, scope, room);
  scope.watch(store, s => [s.local.mic.trouble, s.local.camera.trouble].some(x => x === "asking" || x === "denied" || x === "insecure"), blocked => (devices.hidden = blocked));
  root.append(topbar(desk), h("main", { id: "main", class: "pre-grid", tabindex: "-1" },
    h("section", { class: "pre-view", "aria-label": t("pre.title") }, preview(desk, scope), previewKeys(desk, scope)),
    h("form", { class: "pre-form stack", on: { submit: e => { e.preventDefault(); go.click(); } } },
      h("div", {}, h("p", { class: "eyebrow", dir: "auto", t: ["pre.room", { room }], "data-test": "joining" }), h("h1", { class: "h-page", tabindex: "-1", t: "pre.title" })),
      whoIsHere(desk, scope, room),
      h("div", { class: "field" }, h("label", { for: "name", t: "pre.name" }), name, h("span", { class: "hint", id: "name-hint", t: "pre.name.hint" })),
      devices,
      blurSwitch(desk, scope),
      h("div", { class: "pre-go" }, go))));
  void desk.media.open();
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, room: string) => HTMLButtonElement} */
function goButton(desk, scope, room) {
  const label = h("span", {});
  const arrow = icon("arrow");
  let joining = false;
  const go = h("button", { type: "button", class: "btn btn-lg", "data-test": "join-now", on: { click: async () => {
    if (joining) return;
    joining = true;
    draw();
    await desk.join(room);
    joining = false;
    if (!scope.ended) draw();
  } } }, label, arrow);
  const draw = () => {
    const { mic, camera } = desk.store.state.local;
    const none = !mic.track && !camera.track;
    const waits = [mic, camera].some(device => device.trouble !== "");
    go.classList.toggle("btn-primary", !(none && waits));
    go.toggleAttribute("aria-busy", joining);
    words(label, "text", joining ? "pre.joining" : none && waits ? "pre.join.none" : "pre.join");
    arrow.toggleAttribute("hidden", joining || (none && waits));
  };
  scope.watch(desk.store, s => s.local, draw);
  return go;
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, room: string) => HTMLElement} */
function whoIsHere(desk, scope, room) {
  const faces = h("div", { class: "avatars" });
  const text = h("span", { class: "dim small", "data-test": "who" });
  const row = h("div", { class: "row here", hidden: true }, faces, text);
  const look = async () => {
    if (document.hidden || desk.store.state.line.state !== "connected") return;
    const peers = await desk.line.who(room).catch(() => null);
    if (!peers || scope.ended) return;
    const names = peers.map(peer => nameOf(peer.about, peer.handle) || t("guest"));
    const [a = "", b = ""] = names;
    faces.replaceChildren(...names.slice(0, 3).map(one => avatar(one, 32)));
    faces.hidden = names.length === 0;
    row.hidden = false;
    if (names.length === 0) words(text, "text", "pre.empty");
    else if (names.length === 1) words(text, "text", ["pre.who.one", { a }]);
    else if (names.length === 2) words(text, "text", ["pre.who.two", { a, b }]);
    else words(text, "text", ["pre.who", { a, b, n: names.length - 2 }]);
  };
  scope.watch(desk.store, s => s.line.state, look);
  scope.every(LOOK_EVERY, look);
  return row;
}

