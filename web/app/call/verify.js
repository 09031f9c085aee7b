// SPDX-License-Identifier: Apache-2.0
/** Safety codes: kept for everybody in the call, compared in a dialog, and forgotten when a connection is not the same any more. */
import { openDialog, titledDialog } from "../dialog.js";
import { avatar, button, h, icon, words } from "../dom.js";
import { t } from "../i18n.js";
import { announce, toast } from "../notices.js";
import { Scope } from "../scope.js";
import { patchCall } from "../state.js";

/** @typedef {import("../state.js").AppStore} AppStore */
/** @typedef {import("../state.js").Call} Call */

/** Keeps the codes of a call: they follow when somebody comes, goes or connects anew.
 * @param {AppStore} store
 * @param {() => ReadonlyMap<string, import("../../client/switchboard.js").Peer>} everybody
 * @returns {Scope} end it with the call */
export function keepCodes(store, everybody) {
  const scope = new Scope();
  scope.watch(store, s => s.call?.people, async () => {
    const found = await Promise.all([...everybody()].map(async ([id, peer]) => [id, peer.state === "connected" ? await codeOf(peer) : ""]));
    const { call } = store.state;
    if (!call) return;
    // While somebody is cut off their code stands; nothing is sent then.
    const codes = Object.fromEntries(found.map(([id = "", code]) => [id, code || call.codes[id] || ""]));
    if (JSON.stringify(codes) === JSON.stringify(call.codes)) return;
    tellChanges(store, call, codes);
    patchCall(store, { codes, verified: Object.fromEntries(Object.entries(call.verified).filter(([id, code]) => codes[id] === code)) });
  });
  return scope;
}

/** @type {WeakMap<RTCPeerConnection, string>} a connection keeps its code, which costs a moment to compute */
const known = new WeakMap();

/** @param {import("../../client/switchboard.js").Peer} peer */
async function codeOf(peer) {
  const { connection } = peer;
  const before = known.get(connection);
  if (before) return before;
  const code = (await peer.safetyCode()).join(" ");
  if (code) known.set(connection, code);
  return code;
}

/** @param {AppStore} store
 * @param {Call} call
 * @param {Record<string, string>} codes */
function tellChanges(store, call, codes) {
  for (const [id, code] of Object.entries(call.verified)) {
    const person = call.people.find(one => one.id === id);
    if (!person || !codes[id] || codes[id] === code) continue;
    toast(store, "shield-x", ["safe.changed", { name: person.name }]);
    announce(t("safe.changed", { name: person.name }), "assertive");
  }
}

/** Whether we compared the code of everybody there is.
 * @param {Readonly<Call> | null} call */
export const allVerified = call => call !== null && call.people.length > 0 && call.people.every(({ id }) => isVerified(call, id));

/** @param {Readonly<Call>} call
 * @param {string} id */
const isVerified = (call, id) => Boolean(call.codes[id]) && call.verified[id] === call.codes[id];

/** In the call's bar: what the encryption is worth, and the way to know.
 * @type {(desk: import("../desk.js").Desk, scope: Scope) => HTMLElement} */
export function safetyButton(desk, scope) {
  const label = h("span", {});
  const el = h("button", { type: "button", class: "btn btn-quiet btn-sm safe", "aria-haspopup": "dialog", "data-test": "safety", on: { click: () => openVerify(desk) } },
    icon("shield"), label, h("span", { class: "sr-only", t: "more.verify" }));
  scope.watch(desk.store, s => s.call?.people.length === 0, alone => (el.disabled = alone));
  scope.watch(desk.store, s => allVerified(s.call), all => {
    el.dataset.verified = String(all);
    words(label, "text", all ? "room.verified" : "room.encrypted");
  });
  return el;
}

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
  const note = h("p", { class: "error-text", role: "alert", hidden: true }, icon("shield-x"), h("span", { t: "safe.warn" }));
  const choice = h("select", { class: "select", id: "verify-who", "data-test": "safety-who", on: { change: () => show(choice.value) } });
  const field = h("div", { class: "field narrow" }, h("label", { for: "verify-who", t: "safe.who" }), choice);
  const wait = h("p", { class: "dim", t: "safe.none" });
  const match = button("btn btn-primary", "shield", "safe.match", () => settle(true), { "data-test": "safety-match" });
  const differ = button("btn", "shield-x", "safe.nomatch", () => settle(false), { "data-test": "safety-differ" });
  const dialog = titledDialog("verify", title, false,
    h("div", { class: "body" }, pair, h("p", { t: "safe.body" }), code, wait, field, note), h("footer", {}, differ, match));

  /** @param {boolean} same */
  const settle = same => {
    const { call } = store.state;
    if (!call) return;
    const { [id]: _, ...others } = call.verified;
    patchCall(store, { verified: same ? { ...others, [id]: call.codes[id] ?? "" } : others });
    note.hidden = same;
    if (same) dialog.close();
  };

  /** @param {string} next */
  const show = next => {
    if (next !== id) note.hidden = true;
    id = next;
    draw();
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
  };
  scope.watch(store, s => s.call?.people, draw);
  scope.watch(store, s => s.call?.codes, draw);
  openDialog(dialog, { closed: () => scope.end() });
}
