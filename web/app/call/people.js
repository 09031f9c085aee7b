// SPDX-License-Identifier: Apache-2.0
/** The list of people in the call. */
import { avatar, button, h, icon, words } from "../dom.js";
import { number, t } from "../i18n.js";
import { live } from "../media.js";
import { panel } from "./panel.js";

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => { el: HTMLElement, focus: () => void }} */
export function peoplePanel(desk, scope) {
  const { store } = desk;
  const count = h("span", { class: "num" });
  const list = h("ul", { class: "plain-list", role: "list", "data-test": "people-list" });
  const invite = button("btn btn-sm", "person-plus", "people.invite", () => void desk.copyLink(store.state.call?.room ?? ""), { "data-test": "invite-people" });
  const el = panel(desk, "people", [invite],
    h("div", { class: "scroll", tabindex: "0" }, h("p", { class: "group-label" }, h("span", {}, h("span", { t: "people.here" }), " ", count)), list));
  const draw = () => {
    const { call, local, prefs } = store.state;
    if (!call || !el.isConnected) return;
    const me = { id: "me", name: prefs.name || t("you"), mic: live(local.mic), camera: live(local.camera), hand: call.hand, lost: "" };
    words(count, "text", () => number(call.people.length + 1));
    list.replaceChildren(...[me, ...call.people].map(person => row(person, call.paths[person.id])));
  };
  for (const part of /** @type {const} */ (["local", "prefs", "lang"])) scope.watch(store, s => s[part], draw);
  scope.watch(store, s => s.call?.people, draw);
  scope.watch(store, s => s.call?.hand, draw);
  scope.watch(store, s => s.call?.paths, draw);
  return { el, focus: () => { draw(); invite.focus(); } };
}

/** @param {{ id: string, name: string, mic: boolean, camera: boolean, hand: number, lost: string }} person
 * @param {import("../logic/path.js").Path} [path] */
function row(person, path) {
  const me = person.id === "me";
  const small = person.lost ? "tile.reconnecting" : person.hand ? "people.raised" : null;
  return h("li", { class: "person", "data-peer": person.id }, avatar(person.name),
    h("div", { class: "who grow" },
      h("span", { class: "clip block", dir: "auto", t: () => (me ? t("name.you", { name: person.name }) : person.name) }),
      small && h("small", { t: small }),
      path && !person.lost && h("small", { class: "block", "data-test": "path", "data-relayed": String(path.relayed), t: () => way(path) })),
    h("span", { class: "state" },
      person.hand > 0 && h("span", { class: "badge badge-amber", role: "img", label: "people.raised" }, icon("hand")),
      !person.camera && h("span", { class: "off", role: "img", label: "tile.camoff" }, icon("cam-off")),
      h("span", { class: person.mic ? "" : "off", role: "img", label: person.mic ? "ctl.mic" : "tile.muted" }, icon(person.mic ? "mic" : "mic-off"))));
}

/** A relay passes on what it cannot decrypt. @param {import("../logic/path.js").Path} path */
const way = ({ relayed, protocol }) => t(relayed ? "stats.relay.by" : "stats.direct.by", { protocol: protocol.toUpperCase() });
