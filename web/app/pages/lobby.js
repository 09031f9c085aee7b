// SPDX-License-Identifier: Apache-2.0
/** Waiting to be let in. */
import { art } from "../art.js";
import { button, h, words } from "../dom.js";
import { duration } from "../i18n.js";
import { avKey, preview } from "./preview.js";
import { live } from "../media.js";
import { roomTitle } from "../state.js";
import { topbar } from "./topbar.js";

/** @type {import("../app.js").View} */
export function lobbyPage(desk, root, scope) {
  const { store } = desk;
  const { page } = store.state;
  if (page.kind !== "lobby") return;
  const { room } = page;
  root.className = "lobby";
  const body = h("p", { class: "lede", role: "status", "data-test": "lobby-hosts" });
  const time = h("span", {});
  scope.watch(store, s => s.lobby?.hosts, hosts => {
    const [name] = (hosts ?? []).filter(one => one);
    if (name) words(body, "text", ["lobby.body", { name }]);
    else words(body, "text", hosts?.length ? "lobby.body.host" : "lobby.body.nobody");
  });
  const tick = () => words(time, "text", ["lobby.time", { a: duration((Date.now() - (store.state.lobby?.since ?? Date.now())) / 1000) }]);
  tick();
  scope.every(1000, tick);
  const mic = avKey("mic", () => void desk.toggleMic());
  const camera = avKey("camera", () => void desk.toggleCamera());
  scope.watch(store, s => s.local, local => {
    mic.show(live(local.mic));
    camera.show(live(local.camera));
  });
  root.append(topbar(desk), h("main", { id: "main", class: "center-page", tabindex: "-1" },
    h("div", { class: "lobby-card card", "data-test": "lobby" },
      h("div", { class: "lobby-text stack" }, art("waiting"),
        h("div", {}, h("p", { class: "eyebrow", dir: "auto" }, roomTitle(store.state, room)), h("h1", { class: "h-page", tabindex: "-1", t: "lobby.title" })),
        body,
        h("p", { class: "row dim num" }, h("span", { class: "lamp", "data-on": "amber", "data-ring": true }), time),
        h("div", {}, button("btn", "exit", "lobby.leave", () => desk.home(), { "data-test": "stop-waiting" }))),
      h("div", { class: "lobby-self" }, preview(desk, scope),
        h("div", { class: "pre-keys", role: "group", label: "ctl.toolbar" }, mic.el, camera.el, h("p", { class: "hint", t: "lobby.self" }))))));
}
