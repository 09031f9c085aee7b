// SPDX-License-Identifier: Apache-2.0
/** Safety codes: kept for everybody in the call, compared in a dialog, and forgotten when a connection is not the same any more. */
import { openDialog, titledDialog } from "../dialog.js";
import { avatar, button, h, icon, setIcon, words } from "../dom.js";
import { langTag, t } from "../i18n.js";
import { isFailed, standing, wayOfAll, worth } from "../logic/safety.js";
import { announce, toast } from "../notices.js";
import { Scope } from "../scope.js";
import { patchCall } from "../state.js";
import { banner } from "./banners.js";

/** @typedef {import("../state.js").AppStore} AppStore */
/** @typedef {import("../state.js").Call} Call */

/** Keeps the codes of a call: they follow when somebody comes, goes or connects anew.
 * @param {AppStore} store
 * @param {() => ReadonlyMap<string, import("../../client/switchboard.js").Peer>} everybody
 * @returns {Scope} end it with the call */
export function keepCodes(store, everybody) {
  const scope = new Scope();
  let runs = 0;
  scope.watch(store, s => s.call?.people, async () => {
    const run = ++runs;
    const found = await Promise.all([...everybody()].map(async ([id, peer]) => [id, peer.state === "connected" ? await codeOf(peer) : ""]));
    const { call } = store.state;
    if (!call || scope.ended || run !== runs) return; // of those who were there before
    // While somebody is cut off their code stands; nothing is sent then.
    const codes = Object.fromEntries(found.map(([id = "", code]) => [id, code || call.codes[id] || ""]));
    if (JSON.stringify(codes) === JSON.stringify(call.codes)) return;
    tellChanges(store, call, codes);
    patchCall(store, { codes, verified: standing(call.verified, codes), failed: standing(call.failed, codes) });
  });
  return scope;
}

/** @type {WeakMap<RTCPeerConnection, Promise<string>>} a connection keeps its code, which costs a moment to compute */
const known = new WeakMap();

/** Of somebody who is connected. @param {import("../../client/switchboard.js").Peer} peer */
function codeOf(peer) {
  const { connection } = peer;
  const code = known.get(connection) ?? peer.safetyCode().then(groups => groups.join(" "));
  known.set(connection, code);
  return code;
}

/** @param {AppStore} store
 * @param {Call} call
 * @param {Record<string, string>} codes */
function tellChanges(store, call, codes) {
  for (const [id, code] of Object.entries({ ...call.verified, ...call.failed })) {
    const person = call.people.find(one => one.id === id);
    if (!person || !codes[id] || codes[id] === code) continue;
    toast(store, "shield-x", ["safe.changed", { name: person.name }]);
    announce(t("safe.changed", { name: person.name }), "assertive");
  }
}

const BADGE = /** @type {const} */ ({ failed: "room.unsafe", verified: "room.verified", encrypted: "room.encrypted" });
const WAYS = /** @type {const} */ ({ direct: "stats.direct", relay: "stats.relay", mixed: "stats.mixed" });

/** In the call's bar: what the encryption is worth, which way it takes, and the way to know.
 * @type {(desk: import("../desk.js").Desk, scope: Scope) => HTMLElement} */
export function safetyButton(desk, scope) {
  const { store } = desk;
  const shield = icon("shield");
  const label = h("span", {});
  const path = h("span", { class: "path", "data-test": "safety-path" });
  const el = h("button", { type: "button", class: "btn btn-quiet btn-sm safe", "aria-haspopup": "dialog", "data-test": "safety", on: { click: () => openVerify(desk) } },
    shield, label, path, h("span", { class: "sr-only", t: "more.verify" }));
  scope.watch(store, s => s.call?.people.length === 0, alone => (el.disabled = alone));
  scope.watch(store, s => s.call && worth(s.call), now => {
    if (!now) return;
    el.dataset.worth = now;
    setIcon(shield, now === "failed" ? "shield-x" : "shield");
    words(label, "text", BADGE[now]);
  });
  scope.watch(store, s => s.call && wayOfAll(s.call.people, s.call.paths), way => words(path, "text", way ? WAYS[way] : () => ""));
  return el;
}

/** The numbers of somebody were others at their end: that is told as long as it is so, or until it was read; the badge goes on telling.
 * @type {(desk: import("../desk.js").Desk, scope: Scope, banners: import("./banners.js").Banners) => void} */
export function unsafeBanner(desk, scope, banners) {
  const { store } = desk;
  const failed = () => store.state.call?.people.filter(({ id }) => store.state.call && isFailed(store.state.call, id)) ?? [];
  const title = h("strong", { dir: "auto" });
  let read = "";
  const now = () => JSON.stringify(store.state.call?.failed);
  const show = banners.add(banner("unsafe", "bad", "shield-x", title, h("span", { t: "safe.warn" }),
    button("btn btn-sm", null, "more.verify", () => openVerify(desk, failed()[0]?.id), { "data-test": "unsafe-verify" }),
    button("btn btn-danger btn-sm", null, "ctl.leave", () => desk.leave(), { "data-test": "unsafe-leave" }),
    button("btn btn-quiet btn-icon btn-sm", "x", "close", () => {
      read = now();
      show(false);
    }, { "data-test": "unsafe-close" })), "held");
  const draw = () => {
    const names = failed().map(({ name }) => name);
    words(title, "text", () => t("safe.failed", { name: new Intl.ListFormat(langTag()).format(names) }));
    if (names.length === 0) read = "";
    show(names.length > 0 && now() !== read);
  };
  scope.watch(store, s => s.call?.failed, draw);
  scope.watch(store, s => s.call?.people, draw);
}

/** A relay passes on what it cannot decrypt. @param {import("../logic/path.js").Path} path */
export const pathWords = ({ relayed, protocol }) => t(relayed ? "stats.relay.by" : "stats.direct.by", { protocol: protocol.toUpperCase() });

/** @param {import("../desk.js").Desk} desk
 * @param {string} [wanted] id of the person to begin with */
export function openVerify(desk, wanted = "") {
  const { store } = desk;
  if (document.querySelector('dialog[data-test="verify"]')) return;
  const scope = new Scope();
  let id = wanted;
  const person = () => store.state.call?.people.find(one => one.id === id);
  const title = () => t("safe.title", { name: person()?.name ?? "" });
  const pair = h("div", { class: "verify-pair", "aria-hidden": "true" });
  const code = h("div", { class: "code", role: "group", "data-test": "safety-code" });
  const path = h("p", { class: "small dim verify-path", "data-test": "verify-path" });
  const note = h("p", { class: "error-text", role: "alert", hidden: true }, icon("shield-x"), h("span", { t: "safe.warn" }));
  const choice = h("select", { class: "select", id: "verify-who", "data-test": "safety-who", on: { change: () => { id = choice.value; draw(); } } });
  const field = h("div", { class: "field narrow" }, h("label", { for: "verify-who", t: "safe.who" }), choice);
  const wait = h("p", { class: "dim", t: "safe.none" });
  const match = button("btn btn-primary", "shield", "safe.match", () => settle(true), { "data-test": "safety-match" });
  const differ = button("btn", "shield-x", "safe.nomatch", () => settle(false), { "data-test": "safety-differ" });
  const dialog = titledDialog("verify", title, false,
    h("div", { class: "body" }, pair, path, h("p", { t: "safe.body" }), code, wait, field, note), h("footer", {}, differ, match));

  /** @param {boolean} same */
  const settle = same => {
    const { call } = store.state;
    if (!call) return;
    const [{ [id]: _, ...verified }, { [id]: __, ...failed }] = [call.verified, call.failed];
    const compared = { [id]: call.codes[id] ?? "" };
    patchCall(store, same ? { verified: { ...verified, ...compared }, failed } : { verified, failed: { ...failed, ...compared } });
    if (same) dialog.close();
  };

  const draw = () => {
    const { call, prefs } = store.state;
    if (!call) return dialog.close();
    if (!person()) id = call.people[0]?.id ?? "";
    if (!id) return dialog.close();
    const groups = call.codes[id]?.split(" ").filter(Boolean) ?? [];
    choice.replaceChildren(...call.people.map(one => h("option", { value: one.id, dir: "auto" }, one.name)));
    choice.value = id;
    field.hidden = call.people.length < 2;
    words(dialog.querySelector("h2") ?? dialog, "text", title);
    pair.replaceChildren(avatar(prefs.name || t("you")), h("i"), avatar(person()?.name ?? ""));
    code.setAttribute("aria-label", groups.join(" "));
    code.replaceChildren(...groups.map(digits => h("span", {}, digits)));
    code.hidden = match.disabled = differ.disabled = groups.length === 0;
    wait.hidden = groups.length > 0;
    note.hidden = !isFailed(call, id);
    const way = call.paths[id];
    path.hidden = !way;
    if (way) words(path, "text", () => pathWords(way));
  };
  scope.watch(store, s => s.call?.people, draw);
  scope.watch(store, s => s.call?.codes, draw);
  scope.watch(store, s => s.call?.failed, draw);
  scope.watch(store, s => s.call?.paths, draw);
  openDialog(dialog, { closed: () => scope.end() });
}
