// SPDX-License-Identifier: Apache-2.0
/** The board: who is online, to be rung; and our own place on it. */
import { art } from "../art.js";
import { h, icon, words } from "../dom.js";
import { t } from "../i18n.js";
import { drawCords } from "./cords.js";
import { claimForm, lineNote, presence } from "./handle.js";

/** @typedef {import("../state.js").Handle} Handle */

const MOST = 24;
const STATUS = /** @type {const} */ ({ available: "status.available", "in-call": "status.incall", busy: "status.incall", away: "status.away" });
const RANK = { available: 0, "in-call": 1, busy: 1, away: 2 };

/** Who called recently first, then available, in a call, away; by name among equals.
 * @param {readonly Handle[]} people
 * @param {readonly { handle: string }[]} callers
 * @param {string} query
 * @returns {Handle[]} */
export function order(people, callers, query) {
  const called = new Map(callers.map((one, i) => [one.handle, i - callers.length]));
  const rank = (/** @type {Handle} */ p) => called.get(p.handle) ?? RANK[p.status];
  const wanted = query.trim().replace(/^@/, "").toLowerCase();
  return people
    .filter(p => wanted === "" || p.handle.toLowerCase().includes(wanted) || p.name.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || a.handle.localeCompare(b.handle));
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function board(desk, scope) {
  const { store } = desk;
  const count = h("span", { class: "dim small num", "data-test": "online" });
  const search = h("input", { class: "input", label: "board.search", hint: "board.ph", autocapitalize: "off", autocomplete: "off", spellcheck: "false", dir: "auto", "data-test": "board-search" });
  const form = h("form", { class: "join board-search", role: "search", on: { submit: ring } },
    h("div", { class: "prefix" }, h("span", { "aria-hidden": "true" }, "@"), search),
    h("button", { class: "btn", type: "submit", "data-test": "ring" }, icon("call"), h("span", { t: "board.call" })));
  const jacks = h("ul", { class: "jacks", role: "list", "data-test": "board" });
  const field = h("div", { class: "jackfield" }, jacks);
  const none = h("p", { class: "dim board-none", role: "status" });
  const empty = h("div", { class: "empty" }, art("quiet"), h("strong", { t: "board.empty" }), h("p", { t: "board.empty.body" }));
  const claim = claimForm(desk);
  const shelf = presence(desk, scope);

  /** @param {Event} event */
  function ring(event) {
    event.preventDefault();
    const name = search.value.trim().replace(/^@/, "");
    if (!name) return search.focus();
    const { board: people } = store.state;
    const one = people.find(p => p.handle.toLowerCase() === name.toLowerCase() || p.name.toLowerCase() === name.toLowerCase());
    void desk.bell.ring(one?.handle ?? name);
    search.value = "";
    draw();
  }

  function draw() {
    const { board: everyone, nameless, prefs, ring: ringing, line } = store.state;
    const handle = nameless ? "" : store.state.handle || prefs.handle;
    const others = everyone.filter(p => p.handle !== handle);
    const shown = order(others, prefs.callers, search.value).slice(0, MOST);
    const claiming = nameless && line.ever;
    claim.hidden = !claiming;
    shelf.hidden = form.hidden = handle === "";
    empty.hidden = claiming || others.length > 0 || !line.ever;
    count.hidden = handle === "" || others.length === 0;
    field.hidden = claiming || others.length === 0;
    none.hidden = field.hidden || shown.length > 0;
    if (!none.hidden) words(none, "text", ["board.none", { name: search.value.trim() }]);
    words(count, "text", ["board.online", { n: others.length }]);
    patch(jacks, shown, ringing?.way === "in" ? ringing.handle : "", pick);
    spares(jacks, shown.length);
    drawCords(field);
  }

  /** @param {string} handle */
  const pick = handle => void desk.bell.ring(handle);

  search.addEventListener("input", draw);
  for (const part of /** @type {const} */ (["board", "handle", "nameless", "prefs", "ring", "line"])) scope.watch(store, s => s[part], draw);
  scope.listen(jacks, "keydown", e => move(jacks, e));
  const seen = new ResizeObserver(() => requestAnimationFrame(() => {
    spares(jacks, jacks.querySelectorAll("[data-handle]").length);
    drawCords(field);
  }));
  seen.observe(field);
  scope.add(() => seen.disconnect());

  return h("section", { class: "board home-board on-dark", "aria-labelledby": "board-title" },
    h("div", { class: "board-head" }, h("h2", { id: "board-title", t: "board.title" }), count, form),
    lineNote(desk, scope), field, none, empty, claim, shelf);
}

/** Brings the jacks up to date, keeping the nodes so that focus and lamps stay.
 * @param {HTMLElement} jacks
 * @param {Handle[]} people
 * @param {string} calling
 * @param {(handle: string) => void} pick */
function patch(jacks, people, calling, pick) {
  const old = new Map([...jacks.querySelectorAll("[data-handle]")].map(b => [b.getAttribute("data-handle"), b]));
  const items = people.map(person => {
    const known = old.get(person.handle);
    const jack = known ?? makeJack(person.handle, pick);
    const busy = ["in-call", "busy"].includes(person.status);
    const rings = person.handle === calling;
    const lamp = jack.querySelector(".lamp");
    const free = person.status === "available";
    jack.toggleAttribute("data-ringing", rings);
    if (!busy || (known && !known.hasAttribute("data-busy"))) jack.toggleAttribute("data-plugged", busy); // seen to go in
    jack.toggleAttribute("data-busy", busy);
    jack.setAttribute("data-status", person.status);
    if (free) jack.removeAttribute("aria-disabled");
    else jack.setAttribute("aria-disabled", "true");
    if (rings || free) lamp?.setAttribute("data-on", rings ? "amber" : "jade");
    else lamp?.removeAttribute("data-on");
    lamp?.toggleAttribute("data-ring", rings);
    const strip = jack.querySelector(".strip > bdi");
    if (strip && strip.textContent !== person.name) strip.textContent = person.name;
    const state = jack.querySelector(".state");
    if (state) words(state, "text", rings ? "status.calling" : STATUS[person.status]);
    jack.setAttribute("title", `@${person.handle}`);
    return jack.closest("li") ?? h("li", {}, jack);
  });
  const focused = document.activeElement;
  for (const [i, item] of items.entries()) if (jacks.children[i] !== item) jacks.insertBefore(item, jacks.children[i] ?? null);
  for (const extra of [...jacks.children].slice(items.length)) extra.remove();
  if (focused instanceof HTMLElement && focused !== document.activeElement && jacks.contains(focused)) focused.focus();
  const buttons = [...jacks.querySelectorAll("[data-handle]")];
  const current = buttons.find(b => b.getAttribute("tabindex") === "0") ?? buttons[0];
  for (const b of buttons) b.setAttribute("tabindex", b === current ? "0" : "-1");
}

/** @param {string} handle
 * @param {(handle: string) => void} pick */
function makeJack(handle, pick) {
  const jack = h("button", { class: "jack", type: "button", "data-handle": handle, on: {
    click: () => { if (jack.getAttribute("aria-disabled") !== "true") pick(handle); },
  } },
    h("span", { class: "lamp" }), h("span", { class: "hole" }, icon("call")),
    h("span", { class: "strip clip" }, h("span", { class: "sr-only", t: () => `${t("board.call")} ` }), h("bdi", {})),
    " ", h("span", { class: "state" }));
  return jack;
}

/** Empty jacks fill the last row. @param {HTMLElement} jacks @param {number} n */
function spares(jacks, n) {
  for (const spare of jacks.querySelectorAll(".spare")) spare.remove();
  const columns = getComputedStyle(jacks).gridTemplateColumns.split(" ").length;
  if (n === 0 || columns < 2) return;
  const fill = Math.max(columns * 2 - n, (columns - (n % columns)) % columns);
  for (let i = 0; i < fill; i++) {
    jacks.append(h("li", { class: "spare", "aria-hidden": "true" },
      h("span", { class: "jack", "aria-disabled": "true" }, h("span", { class: "lamp" }), h("span", { class: "hole" }), h("span", { class: "strip blank" }))));
  }
}

/** Arrow keys move over the jacks as they lie. @param {HTMLElement} jacks @param {KeyboardEvent} event */
function move(jacks, event) {
  const buttons = /** @type {HTMLElement[]} */ ([...jacks.querySelectorAll("[data-handle]")]);
  const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (at < 0) return;
  const columns = getComputedStyle(jacks).gridTemplateColumns.split(" ").length;
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -at, End: buttons.length - 1 - at };
  const step = steps[/** @type {keyof typeof steps} */ (event.key)];
  const next = step === undefined ? undefined : buttons[at + step];
  if (!next) return;
  event.preventDefault();
  for (const b of buttons) b.setAttribute("tabindex", b === next ? "0" : "-1");
  next.focus();
}
