// SPDX-License-Identifier: Apache-2.0
/** Connection details: what is sent and received, measured once a second for as long as it is shown. */
import { copy } from "../clipboard.js";
import { button, h, icon, shape } from "../dom.js";
import { listed, number, t } from "../i18n.js";
import { keepOnly } from "../logic/keep.js";
import { details, flow } from "../logic/measure.js";
import { pathOf } from "../logic/path.js";
import { sample } from "../logic/quality.js";
import { Series } from "../logic/series.js";
import { relayPlace } from "../logic/verdict.js";
import { toast } from "../notices.js";
import { Scope } from "../scope.js";
import { patchCall } from "../state.js";
import { isLinked } from "./about.js";
import { sentences } from "./troubles.js";

const WIDTH = 200;
const HEIGHT = 44;
/** Of the table of people: what is measured, and its unit. */
const COLUMNS = /** @type {const} */ ([["stats.rtt", "ms"], ["stats.loss", "%"], ["stats.recv", "Mbit/s"], ["stats.fps", "fps"]]);

/** @typedef {import("../logic/measure.js").Flow} Flow */
/** @typedef {import("../logic/measure.js").Details} Details */
/** @typedef {{ id: string, name: string, flow: Flow | null, details: Details, path: import("../logic/path.js").Path | null, found: import("../logic/verdict.js").Found | null }} Row */

/** @param {import("../desk.js").Desk} desk */
export function toggleStats({ store }) {
  const { call } = store.state;
  if (call) patchCall(store, { details: !call.details });
}

/** Shows the card while it is wanted. @type {(desk: import("../desk.js").Desk, scope: Scope, root: HTMLElement) => void} */
export function showStats(desk, scope, root) {
  /** @type {Scope | null} */
  let open = null;
  scope.add(() => open?.end());
  scope.watch(desk.store, s => s.call?.details === true, on => {
    open?.end();
    open = on ? new Scope() : null;
    if (open) statsCard(desk, open, root);
  });
}

/** @type {(desk: import("../desk.js").Desk, scope: Scope, root: HTMLElement) => void} */
function statsCard(desk, scope, root) {
  const { store } = desk;
  const before = document.activeElement;
  const charts = [
    chart("stats.sent", "1", 100_000, mbit), chart("stats.recv", "2", 100_000, mbit),
    chart("stats.rtt", "1", 50, n => t("stats.ms", { n: Math.round(n) })), chart("stats.loss", "3", 1, n => `${number(Math.round(n * 10) / 10)}%`),
  ];
  const facts = h("dl", { class: "kv", "data-test": "stats-facts" });
  const people = h("tbody", { "data-test": "stats-people" });
  const findings = h("div", { class: "findings", "data-test": "findings" });
  const title = h("h2", { id: "stats-title", tabindex: "-1", t: "stats.title" });
  /** @type {Row[]} */
  let rows = [];
  const close = () => patchCall(store, { details: false });
  const card = h("section", { class: "statscard", "aria-labelledby": "stats-title", "data-test": "stats" },
  h("header", {}, title,
    button("btn btn-quiet btn-sm", "copy", "stats.copy", async () => {
      if (await copy(reportOf(desk, rows, charts.map(one => one.series.values)))) toast(store, "copy", "stats.copied");
    }, { "data-test": "stats-copy" }),
    button("btn btn-quiet btn-icon btn-sm", "x", "close", close, { "data-test": "stats-close" })),
  h("div", { class: "minis" }, ...charts.map(one => one.el)),
  h("p", { class: "small dim", t: "stats.last" }), facts,
  h("div", { class: "sideways", tabindex: "0", role: "region", label: "people.here" }, h("table", { class: "table" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col", t: "stats.person" }), h("th", { scope: "col", t: "stats.path" }),
      ...COLUMNS.map(([label, unit]) => h("th", { class: "n", scope: "col", label }, unit)))), people)),
  findings);
  root.append(card);
  title.focus({ preventScroll: true });
  scope.add(() => {
    const inside = card.contains(document.activeElement);
    card.remove();
    if (inside && before instanceof HTMLElement && before.isConnected) before.focus();
  });

  /** @type {Map<string, import("../logic/quality.js").Sample>} */
  const samples = new Map();
  let busy = false;
  const measure = async () => {
    if (busy) return; // a browser under load answers late
    busy = true;
    try {
      rows = await measureAll(desk, samples);
    } finally {
      busy = false;
    }
    if (scope.ended) return;
    const flows = rows.flatMap(row => row.flow ?? []);
    const known = (/** @type {(number | null)[]} */ all) => all.filter(n => n !== null);
    const most = (/** @type {(number | null)[]} */ all) => (known(all).length ? Math.max(...known(all)) : null);
    const values = [sum(flows.map(f => f.sent)), sum(flows.map(f => f.received)), most(flows.map(f => f.rtt)), most(rows.map(lossOf))];
    charts.forEach((one, i) => one.add(flows.length ? values[i] ?? null : null));
    tell();
  };
  const tell = () => {
    facts.replaceChildren(...factsOf(rows));
    people.replaceChildren(...rows.map(rowOf));
    const all = rows.flatMap(row => findingOf(desk, row)); // what holds for all of them is said once
    findings.replaceChildren(...all.filter((one, i) => all.findIndex(other => other.textContent === one.textContent) === i));
  };
  scope.every(1000, () => void measure());
  scope.watch(store, s => s.lang, () => {
    charts.forEach(one => one.draw());
    tell();
  });
  void measure();
}

/** @param {import("../desk.js").Desk} desk
 * @param {Map<string, import("../logic/quality.js").Sample>} samples
 * @returns {Promise<Row[]>} */
async function measureAll({ store, session }, samples) {
  const people = store.state.call?.people ?? [];
  keepOnly(samples, new Set(people.map(({ id }) => id)));
  return Promise.all(people.map(async person => {
    const peer = session?.peers.get(person.id);
    const report = peer && isLinked(peer) ? await peer.stats().catch(() => null) : null;
    const before = samples.get(person.id);
    const now = report && sample(report.values(), performance.now());
    if (now) samples.set(person.id, now);
    return {
      id: person.id, name: person.name, flow: now && before ? flow(before, now) : null, details: details(report ?? new Map()),
      path: report && pathOf(report), found: session?.witness.ask(person) ?? null,
    };
  }));
}

/** @param {import("../i18n.js").Key} name
 * @param {string} colour of the design's charts
 * @param {number} least that the scale reaches to
 * @param {(n: number) => string} say */
function chart(name, colour, least, say) {
  const series = new Series(least);
  const value = h("b", {}, "–");
  const area = shape("path", { class: "area" });
  const line = shape("path", { class: "line" });
  const svg = shape("svg", { class: "spark", "data-c": colour, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    ...[1, HEIGHT - 1].map(y => shape("line", { class: "grid", x1: "0", x2: String(WIDTH), y1: String(y), y2: String(y) })), area, line);
  const top = h("span", { class: "top", "aria-hidden": "true" });
  const draw = () => {
    if (series.values.length === 0) return;
    value.textContent = say(series.last);
    top.textContent = say(series.top);
    const path = series.path(WIDTH, HEIGHT);
    const [, start = "0"] = /^M([\d.]+)/.exec(path) ?? [];
    line.setAttribute("d", path);
    area.setAttribute("d", `${path}L${WIDTH} ${HEIGHT}L${start} ${HEIGHT}Z`);
  };
  const el = h("div", { class: "mini", "data-test": "mini", "data-chart": name },
    h("div", { class: "row" }, h("span", { class: "dim", t: name }), value), h("div", { class: "plotted" }, svg, top));
  return { el, series, draw, add: (/** @type {number | null} */ n) => { series.add(n); draw(); } };
}

/** @param {Row[]} rows */
function factsOf(rows) {
  const pictures = (/** @type {"in" | "out"} */ way) => rows.flatMap(row => row.details[way] ?? []).sort((a, b) => b.width - a.width)[0];
  const [sent, came] = [pictures("out"), pictures("in")];
  const audio = rows.flatMap(row => row.details.audio ?? [])[0];
  const jitter = Math.max(-1, ...rows.flatMap(row => row.details.jitter ?? []));
  return [
    ["stats.video.out", sent ? picture(sent) : ""], ["stats.video.in", came ? picture(came) : ""],
    ["stats.audio", audio ? listed([audio.codec, `${audio.clock / 1000} kHz`]) : ""], ["stats.jitter", jitter < 0 ? "" : t("stats.ms", { n: Math.round(jitter) })],
  ].flatMap(([name, text]) => [h("dt", { t: /** @type {import("../i18n.js").Key} */ (name) }), h("dd", {}, text || "–")]);
}

/** @param {import("../logic/measure.js").Picture} one */
const picture = one => listed([one.codec, `${one.width} × ${one.height}`, `${one.fps} fps`]);

/** On the worse of the two ways, in percent, to a tenth; null where nothing is known. @param {Row} row */
function lossOf({ flow: now }) {
  const known = [now?.loss, now?.lossOut].filter(loss => typeof loss === "number");
  return known.length ? Math.round(Math.max(...known) * 1000) / 10 : null;
}

/** @param {Row} row */
function rowOf(row) {
  const { id, name, flow: now, details: { in: seen }, path } = row;
  const way = path ? listed([t(path.relayed ? "stats.relay" : "stats.direct"), path.protocol.toUpperCase()]) : "–";
  const known = (/** @type {number | null | undefined} */ n) => (typeof n === "number" ? number(n) : "–");
  const numbers = [known(now?.rtt && Math.round(now.rtt)), known(lossOf(row)), now ? number(Math.round(now.received / 10_000) / 100) : "–", seen ? number(seen.fps) : "–"];
  return h("tr", { "data-peer": id }, h("th", { scope: "row", class: "clip", dir: "auto" }, name), h("td", {}, way), ...numbers.map(n => h("td", { class: "n" }, n)));
}

/** @param {import("../desk.js").Desk} desk
 * @param {Row} row */
function findingOf(desk, { name, found }) {
  if (!found) return [];
  const { what, fix } = sentences(found, name, relayPlace(desk.line.iceServers));
  return [h("p", { class: "small", "data-verdict": found.key }, icon(found.kind === "state" ? "info" : "warn"), h("span", {}, h("b", {}, what()), t("mark.stop"), fix()))];
}

/** What support needs to know: no addresses, no names, nothing of what was said.
 * @param {import("../desk.js").Desk} desk
 * @param {Row[]} rows
 * @param {number[][]} series */
function reportOf({ store }, rows, series) {
  const [sent, received, rtt, loss] = series.map(values => values.map(n => Math.round(n * 10) / 10));
  const { call, line } = store.state;
  return JSON.stringify({
    switchboard: "connection report 1", at: new Date().toISOString(), browser: navigator.userAgent, secure: isSecureContext,
    line: line.state, grade: call?.quality.me ?? null, seconds: Math.round((Date.now() - (call?.since ?? Date.now())) / 1000),
    people: rows.map((row, i) => ({
      person: i + 1, path: row.path, verdict: row.found?.key ?? null, grade: call?.quality[row.id] ?? null,
      ...(row.flow && { sent: Math.round(row.flow.sent), received: Math.round(row.flow.received), rtt: row.flow.rtt, loss: row.flow.loss, lossOut: row.flow.lossOut }), ...row.details,
    })),
    lastMinute: { sent, received, rtt, loss },
  }, null, 1);
}

/** @param {number} bits a second */
const mbit = bits => `${number(Math.round(bits / 10_000) / 100)} Mbit/s`;

/** @param {number[]} all */
const sum = all => all.reduce((a, b) => a + b, 0);
