// SPDX-License-Identifier: Apache-2.0
/** The list of people: who waits, who is in the call, and what a host does about them. */
import { avatar, button, h, icon, words } from "../dom.js";
import { colon, number, t } from "../i18n.js";
import { isFound } from "../logic/find.js";
import { live } from "../media.js";
import { openMenu } from "../menu.js";
import { admitAll, askHandOver, askPassword, askRemove, chair } from "./host.js";
import { panel } from "./panel.js";
import { pathWords } from "./verify.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../client/messages.js").Role} Role */
/** @typedef {{ id: string, name: string, mic: boolean, camera: boolean, screen: boolean, hand: number, lost: string, role: Role }} Row */

/** Fewer are found without looking for them. */
const MANY = 7;

/** @type {(desk: Desk, scope: import("../scope.js").Scope) => { el: HTMLElement, focus: () => void }} */
export function peoplePanel(desk, scope) {
  const { store } = desk;
  const count = h("span", { class: "num" });
  const list = h("ul", { class: "plain-list", role: "list", "data-test": "people-list" });
  const waiting = waitingGroup(desk, scope);
  const invite = button("btn btn-sm", "person-plus", "people.invite", () => void desk.copyLink(store.state.call?.room ?? ""), { "data-test": "invite-people" });
  const search = h("input", { class: "input", type: "search", hint: "people.search", label: "people.search", autocomplete: "off", hidden: true, "data-test": "people-search", on: {
    input: () => draw(),
    keydown: event => {
      if (event.key !== "Escape" || !search.value) return;
      event.preventDefault();
      search.value = "";
      draw();
    },
  } });
  const el = panel(desk, "people", [invite],
    h("div", { class: "scroll", tabindex: "0" }, search, waiting, h("p", { class: "group-label" }, h("span", {}, h("span", { t: "people.here" }), " ", count)), list),
    rulesFooter(desk, scope));
  const draw = () => {
    const { call, local, prefs } = store.state;
    if (!call || !el.isConnected) return;
    const role = (/** @type {string} */ id) => call.order.roles.get(id) ?? "guest";
    const me = { id: "me", name: prefs.name || t("you"), mic: live(local.mic), camera: live(local.camera), screen: false, hand: call.hand, lost: "", role: role("me") };
    const rows = [me, ...call.people.map(one => ({ ...one, screen: one.screen !== null, role: role(one.id) }))];
    words(count, "text", () => number(rows.length));
    search.hidden = rows.length < MANY && !search.value;
    const found = rows.filter(one => isFound(one.name, search.value));
    keepFocus(list, () => list.replaceChildren(...found.map(one => row(desk, one, call.paths[one.id], draw))));
  };
  for (const part of /** @type {const} */ (["local", "prefs", "lang"])) scope.watch(store, s => s[part], draw);
  scope.watch(store, s => s.call?.people, draw);
  scope.watch(store, s => s.call?.order, draw);
  scope.watch(store, s => s.call?.paths, draw);
  return { el, focus: () => { search.value = ""; draw(); invite.focus(); } };
}

/** Rows are drawn anew; the keyboard stays where it was. @param {HTMLElement} list @param {() => void} draw */
function keepFocus(list, draw) {
  const { activeElement } = document;
  const at = activeElement instanceof HTMLElement && list.contains(activeElement) ? activeElement : null;
  if (list.querySelector(".menu:popover-open")) return; // its anchor must stay; when it closes all is drawn
  const id = at?.closest("li")?.dataset.peer;
  const { test } = at?.dataset ?? {};
  draw();
  if (id && test) /** @type {HTMLElement | null} */ (list.querySelector(`li[data-peer="${CSS.escape(id)}"] [data-test="${test}"]`))?.focus();
}

/** @type {(desk: Desk, scope: import("../scope.js").Scope) => HTMLElement} */
function waitingGroup(desk, scope) {
  const count = h("span", { class: "num" });
  const all = button("btn btn-quiet btn-sm", null, "wait.admit.all", () => admitAll(desk), { "data-test": "admit-all" });
  const list = h("ul", { class: "plain-list", role: "list", "data-test": "waiting-list" });
  const group = h("section", { label: "people.waiting" },
    h("p", { class: "group-label" }, h("span", {}, h("span", { t: "people.waiting" }), " ", count), all), list);
  scope.watch(desk.store, s => s.call?.order.waiting ?? [], waiting => {
    group.hidden = waiting.length === 0;
    all.hidden = waiting.length < 2;
    words(count, "text", () => number(waiting.length));
    keepFocus(list, () => list.replaceChildren(...waiting.map(({ id, name }) => h("li", { class: "person", "data-peer": id }, avatar(name),
      h("span", { class: "who grow clip", dir: "auto" }, name),
      button("btn btn-quiet btn-icon btn-sm", "x", () => colon(t("wait.deny"), name), () => void chair(desk, c => c.deny(id)), { "data-test": "deny" }),
      button("btn btn-primary btn-sm", null, "wait.admit", () => void chair(desk, c => c.admit(id)), { "data-test": "admit", label: () => colon(t("wait.admit"), name) })))));
  });
  return group;
}

/** @param {Desk} desk
 * @param {Row} person
 * @param {import("../logic/path.js").Path | undefined} path
 * @param {() => void} redraw called when the menu of this row is gone */
function row(desk, person, path, redraw) {
  const me = person.id === "me";
  const small = person.lost ? "tile.reconnecting" : person.hand ? "people.raised" : person.role !== "guest" ? roleWords(person.role) : null;
  const more = button("btn btn-quiet btn-icon btn-sm", "more", () => t("tile.menu", { name: person.name }), () => openMenu(more, "pop-person", ["tile.menu", { name: person.name }], acts(desk, person), redraw),
    { "data-test": `options-${person.id}`, "aria-haspopup": "menu", "aria-expanded": "false" });
  return h("li", { class: "person", "data-peer": person.id, "data-role": person.role }, avatar(person.name),
    h("div", { class: "who grow" },
      h("span", { class: "clip block", dir: "auto", t: () => (me ? t("name.you", { name: person.name }) : person.name) }),
      small && h("small", { t: small }),
      path && !person.lost && h("small", { class: "block", "data-test": "path", "data-relayed": String(path.relayed), t: () => pathWords(path) })),
    h("span", { class: "state" },
      person.hand > 0 && h("span", { class: "badge badge-amber", role: "img", "data-test": "hand-number", label: () => t("people.raised.n", { n: person.hand }) }, icon("hand"), number(person.hand)),
      person.role !== "guest" && h("span", { class: "badge", role: "img", "data-test": "host-badge", label: roleWords(person.role) }, icon("host")),
      !person.camera && h("span", { class: "off", role: "img", label: "tile.camoff" }, icon("cam-off")),
      h("span", { class: person.mic ? "" : "off", role: "img", label: person.mic ? "ctl.mic" : "tile.muted" }, icon(person.mic ? "mic" : "mic-off"))),
    acts(desk, person).length > 0 && more);
}

/** @param {Role} role @returns {import("../i18n.js").Key} */
const roleWords = role => (role === "owner" ? "people.owner" : "people.host");

/** What we may do about somebody; nothing where we are no host.
 * @param {Desk} desk
 * @param {Row} person
 * @returns {import("../menu.js").Item[]} */
export function acts(desk, { id, name, mic, camera, screen, hand, role }) {
  const mine = desk.store.state.call?.order.role ?? "guest";
  const me = id === "me";
  if (mine === "guest" || (me && mine === "owner")) return [];
  if (me) return [{ label: "people.stepdown", image: "host", test: "step-down", run: () => void chair(desk, c => c.appoint(desk.line.peer, "guest")) }];
  const above = mine === "owner" ? role !== "owner" : role === "guest";
  /** @type {(import("../menu.js").Item | false)[]} */
  const items = [
    mic && { label: ["people.mute", { name }], image: "mic-off", test: "ask-mute", run: () => void chair(desk, c => c.ask("mute", id)) },
    camera && { label: "people.stopvideo", image: "cam-off", test: "ask-stop-video", run: () => void chair(desk, c => c.ask("stop-video", id)) },
    screen && { label: "people.stopshare", image: "share-stop", test: "ask-stop-share", run: () => void chair(desk, c => c.ask("stop-share", id)) },
    hand > 0 && { label: "people.lower", image: "hand", test: "lower-hand", run: () => void chair(desk, c => c.lowerHand(id)) },
    role === "guest" && { label: "people.makehost", image: "host", test: "make-host", run: () => void chair(desk, c => c.appoint(id, "host")) },
    mine === "owner" && role === "host" && { label: "people.unhost", image: "host", test: "unmake-host", run: () => void chair(desk, c => c.appoint(id, "guest")) },
    mine === "owner" && { label: "people.handover", image: "host", test: "hand-over", run: () => askHandOver(desk, id, name) },
    above && { label: "people.remove", image: "person-x", cls: "danger", test: "remove", run: () => askRemove(desk, id, name) },
  ];
  return items.filter(item => item !== false);
}

/** For hosts: what holds for newcomers, and quiet for all. @type {(desk: Desk, scope: import("../scope.js").Scope) => HTMLElement} */
function rulesFooter(desk, scope) {
  const lock = ruleSwitch("people.lock", "people.lock.hint", "lock", on => chair(desk, c => c.rule({ locked: on })));
  const lobby = ruleSwitch("home.waitingroom", "home.waitingroom.hint", "lobby-on", on => chair(desk, c => c.rule({ lobby: on })));
  const secret = h("small", {});
  const password = h("div", { class: "switch" }, h("span", {}, h("b", { t: "people.password" }), secret),
    button("btn btn-sm", null, "people.password.change", () => askPassword(desk), { "data-test": "password" }));
  const footer = h("footer", {}, h("div", { class: "stack tight" }, lock.el, lobby.el, password,
    button("btn btn-block", "mic-off", "people.muteall", () => void chair(desk, c => c.ask("mute")), { "data-test": "mute-all" })));
  scope.watch(desk.store, s => s.call?.order.rules, rules => {
    lock.show(rules?.locked === true);
    lobby.show(rules?.lobby === true);
    words(secret, "text", rules?.password ? "people.password.on" : "people.password.off");
  });
  scope.watch(desk.store, s => s.call?.order.role ?? "guest", role => (footer.hidden = role === "guest"));
  return footer;
}

/** Shows what the server says, also where it refuses.
 * @param {import("../i18n.js").Key} name
 * @param {import("../i18n.js").Key} hint
 * @param {string} test
 * @param {(on: boolean) => Promise<void>} set */
function ruleSwitch(name, hint, test, set) {
  let now = false;
  const input = h("input", { type: "checkbox", role: "switch", "data-test": test, on: { change: async () => {
    await set(input.checked);
    input.checked = now;
  } } });
  return {
    el: h("label", { class: "switch" }, h("span", {}, h("b", { t: name }), h("small", { t: hint })), input),
    show(/** @type {boolean} */ on) {
      now = input.checked = on;
    },
  };
}
