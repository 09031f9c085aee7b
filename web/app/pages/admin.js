// SPDX-License-Identifier: Apache-2.0
/** How the server is doing, for its owner: what goes on now and went on before, and the rooms that are open. */
import { ask } from "../call/host.js";
import { button, h, words } from "../dom.js";
import { number, t } from "../i18n.js";
import { toast } from "../notices.js";
import { Owner, Refused } from "../owner.js";
import { Scope } from "../scope.js";
import { chart, kpi, rangeSwitch } from "./admin/charts.js";
import { nodesCard, ratingsCard, refusalsCard, roomsCard } from "./admin/tables.js";
import { latency, rate, short } from "./admin/words.js";
import { topbar } from "./topbar.js";

/** @typedef {import("../owner.js").Status} Status */
/** @typedef {import("../owner.js").Range} Range */

/** Where the token is kept, for this tab only. */
const KEPT = "switchboard.admin";
const RANGES = /** @type {const} */ (["15m", "1h", "24h"]);
const ERRORS = /** @type {const} */ ({ wrong: "adm.wrong", wait: "adm.wait", none: "adm.none", unreachable: "adm.unreachable" });

/** @type {import("../app.js").View} */
export function adminPage(desk, root, scope) {
  root.className = "admin";
  styles();
  const main = h("main", { id: "main", tabindex: "-1" });
  root.append(topbar(desk, false), main);
  const out = () => {
    sessionStorage.removeItem(KEPT);
    signIn(main, in_);
  };
  /** @param {string} token @param {Status | null} first */
  const in_ = (token, first) => {
    sessionStorage.setItem(KEPT, token);
    board(desk, main, scope, new Owner(token), first, out);
  };
  const kept = sessionStorage.getItem(KEPT);
  if (kept) in_(kept, null);
  else signIn(main, in_);
}

/** The page's own styles, which nobody else needs. */
function styles() {
  const href = new URL("../admin.css", import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) return;
  const link = h("link", { rel: "stylesheet", href });
  document.head.append(link);
}

/** @param {HTMLElement} main
 * @param {(token: string, first: Status) => void} done */
function signIn(main, done) {
  main.className = "center-page";
  const token = h("input", { class: "input", id: "admin-token", type: "password", autocomplete: "current-password", required: true, maxlength: "512", "aria-describedby": "signin-error", "data-test": "admin-token" });
  const error = h("p", { class: "error-text", id: "signin-error", role: "alert", "data-test": "signin-error" });
  const go = h("button", { class: "btn btn-primary", type: "submit", t: "adm.go", "data-test": "signin-go" });
  const title = h("h1", { class: "h-page", tabindex: "-1", t: "adm.signin" });
  main.replaceChildren(h("form", { class: "card stack signin", "data-test": "signin", on: { submit: async e => {
    e.preventDefault();
    if (go.disabled) return;
    go.disabled = true;
    try {
      done(token.value, await new Owner(token.value).status("15m"));
    } catch (problem) {
      words(error, "text", ERRORS[codeOf(problem)]);
      token.setAttribute("aria-invalid", "true");
      token.focus();
      token.select();
    }
    go.disabled = false;
  } } }, title, h("div", { class: "field" }, h("label", { for: "admin-token", t: "adm.password" }), token, error), h("div", {}, go)));
  title.focus();
}

/** @param {unknown} problem */
const codeOf = problem => (problem instanceof Refused ? problem.code : "unreachable");

/** @type {(desk: import("../desk.js").Desk, main: HTMLElement, page: Scope, owner: Owner, first: Status | null, out: () => void) => void} */
function board(desk, main, page, owner, first, out) {
  const scope = new Scope(); // until we sign out, or the page goes
  page.add(() => scope.end());
  const plain = (/** @type {number} */ n) => ({ value: number(n), unit: "" });
  const kpis = { connections: kpi("adm.conn", "connections", "1", plain), rooms: kpi("adm.rooms", "rooms", "1", plain), out: kpi("adm.msgs", "messages", "1", plain), relay: kpi("adm.relay", "relay", "2", rate) };
  const traffic = chart("adm.chart", 4, short, "traffic");
  const waits = chart("adm.latency", 1_000, latency, "latency");
  const nodes = nodesCard();
  const rooms = roomsCard(room => ask("ask-close", ["adm.close.ask", { room: room.name }], "adm.close", () => void close(room), h("p", { t: room.kind ? "adm.close.body.foreign" : ["adm.close.body", { n: room.people }] })));
  const ratings = ratingsCard();
  const refusals = refusalsCard();
  const lamp = h("span", { class: "lamp", "data-on": "amber", "data-test": "admin-state" });
  const told = h("span");
  /** @type {Range} */
  let range = "15m";
  /** @type {Status | null} */
  let last = null;
  let asking = false;
  const title = h("h1", { class: "h-page", tabindex: "-1", t: "adm.title" });

  const draw = () => {
    if (!last) return;
    const { now, peak, series } = last;
    kpis.connections.show(now.connections, peak.connections, series.connections);
    kpis.rooms.show(now.rooms, peak.rooms, series.rooms);
    kpis.out.show(now.out, peak.out, series.out);
    kpis.relay.show(now.relay, peak.relay, series.relay, last.allocations ? t("adm.relays", { n: last.allocations }) : "");
    traffic.show([series.in, series.out], [`${t("adm.in")} ${number(now.in)}/s`, `${t("adm.out")} ${number(now.out)}/s`], series.step);
    waits.show([series.usual, series.slow], [["p50", series.usual], ["p99", series.slow]].map(([name, line]) => `${name} ${line.length ? latency(Number(line.at(-1))) : ""}`), series.step);
    nodes.show(last);
    for (const card of [rooms, ratings, refusals]) card.show(last);
  };
  /** @param {boolean} live */
  const state = live => {
    lamp.dataset.on = live ? "jade" : "amber";
    words(told, "text", live ? "adm.live" : "adm.stale");
    if (live) delete main.dataset.stale;
    else main.dataset.stale = "";
  };
  /** @param {Status} status */
  const show = status => {
    last = status;
    state(true);
    draw();
  };
  const update = async () => {
    if (asking || scope.ended) return; // a server under load answers late
    asking = true;
    const wanted = range;
    try {
      const status = await owner.status(wanted);
      if (!scope.ended) show(status);
    } catch (problem) {
      if (scope.ended) return;
      if (codeOf(problem) === "wrong" || codeOf(problem) === "none") return leave();
      state(false);
    } finally {
      asking = false;
    }
    if (wanted !== range) void update();
  };
  const leave = () => {
    scope.end();
    delete main.dataset.stale;
    out();
  };
  /** @param {import("../owner.js").OpenRoom} room */
  const close = async room => {
    try {
      await owner.end(room);
      toast(desk.store, "check", ["adm.closed", { room: room.name }]);
    } catch {
      toast(desk.store, "warn", ["adm.notclosed", { room: room.name }]);
    }
    void update();
  };

  main.className = "admin-main";
  main.replaceChildren(
    h("div", { class: "admin-head", "data-test": "admin" },
      h("div", { class: "grow" }, title, h("p", { class: "row small dim gap1", role: "status" }, lamp, told)),
      rangeSwitch(RANGES, wanted => { range = wanted; void update(); }), button("btn btn-quiet btn-sm", "exit", "adm.signout", leave, { "data-test": "signout" })),
    h("div", { class: "kpis" }, ...Object.values(kpis).map(one => one.el)),
    h("div", { class: "admin-2" }, traffic.el, waits.el), h("div", { class: "admin-2 flip" }, nodes.el, rooms.el), h("div", { class: "admin-2 flip" }, ratings.el, refusals.el));
  if (first) show(first);
  else state(false);
  scope.every(1000, () => void update());
  scope.watch(desk.store, s => s.lang, draw);
  void update();
  title.focus();
}
