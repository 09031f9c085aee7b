// SPDX-License-Identifier: Apache-2.0
/** Tests this device and this network, and says in words and in a short code what works. */
import { awake, Meter, meterOf, testSound } from "../audio.js";
import { copy } from "../clipboard.js";
import { button, h, icon, setIcon, words } from "../dom.js";
import { t } from "../i18n.js";
import { CHECKS, encode } from "../logic/resultcode.js";
import { relayPlace } from "../logic/verdict.js";
import { troubleOf } from "../wishes.js";
import { announce, toast } from "../notices.js";
import { measureRelay, probeLine, probeRelay, probeStun, serverFor } from "../probe.js";
import { topbar } from "./topbar.js";

/** @typedef {import("../logic/resultcode.js").Check} Check */
/** @typedef {import("../logic/resultcode.js").Outcome} Outcome */
/** @typedef {import("../i18n.js").Key} Key */
/** @typedef {{ outcome: Outcome, say: () => string }} Said */

/** All lines of the list; the speed is no digit of the code, but a number. */
const LINES = /** @type {const} */ ([...CHECKS, "rate"]);
/** @typedef {typeof LINES[number]} Line */

const IMAGES = /** @type {const} */ ({ rate: "stats", camera: "cam", mic: "mic", speaker: "volume", server: "link", stun: "search", udp: "arrow", tcp: "arrow", tls: "lock" });
const MARKS = /** @type {Record<Outcome, string>} */ ({ untested: "", ok: "check", failed: "x", absent: "info", denied: "x", busy: "x", silent: "warn", unsure: "info" });
/** For so long, in ms, the camera may take, and somebody may be silent. */
const PATIENCE = 6_000;
/** Less than this, in bits a second, is too little for a picture of some size. */
const NARROW = 1_000_000;
/** What a voice is louder than, of 100. */
const VOICE = 25;

/** @type {import("../app.js").View} */
export function testPage(desk, root, scope) {
  root.className = "selftest";
  const rows = /** @type {Record<Line, ReturnType<typeof checkRow>>} */ (Object.fromEntries(LINES.map(check => [check, checkRow(check)])));
  let [rtt, rate] = [0, 0];
  const code = h("output", { class: "mono result-code", "data-test": "result-code" });
  const verdict = h("p", { class: "lede", role: "status", "data-test": "test-verdict", t: "test.lede" });
  const result = h("section", { class: "card stack", hidden: true, "aria-labelledby": "result-title" }, h("h2", { class: "h-small", id: "result-title", t: "test.code" }),
    h("div", { class: "row between" }, code, button("btn btn-sm", "copy", "copy", async () => { if (await copy(code.value)) toast(desk.store, "copy", "test.copied"); }, { "data-test": "copy-code" })),
    h("p", { class: "hint", t: "test.code.hint" }));
  const go = button("btn btn-primary", "stats", "test.run", () => void run(), { "data-test": "test-run" });

  const conclude = () => {
    const outcomes = /** @type {Record<Check, Outcome>} */ (Object.fromEntries(CHECKS.map(check => [check, rows[check].outcome])));
    code.value = encode({ outcomes, rtt, rate });
    const [key, vars] = conclusion({ ...outcomes, rate: rows.rate.outcome }, relayPlace(desk.line.iceServers) || location.host);
    words(verdict, "text", [key, vars]);
  };

  const run = async () => {
    go.setAttribute("aria-busy", "true");
    if (go.disabled) return;
    go.disabled = true;
    result.hidden = true;
    words(verdict, "text", "test.running");
    for (const line of LINES) rows[line].wait();
    rate = 0;
    const server = probeLine(desk.line).then(ms => {
      rtt = ms;
      rows.server.show(ms ? said("ok", "test.server.ok", { n: ms }) : said("failed", "test.server.failed", { host: location.host }));
    });
    const network = async () => {
      await server;
      if (!scope.ended) await Promise.all([stun(desk, rows.stun), ...(/** @type {const} */ (["udp", "tcp", "tls"])).map(way => relay(desk, way, rows[way]))]);
    };
    await Promise.all([devices(desk, rows, scope, conclude), network()]);
    if (scope.ended) return;
    rate = await speed(desk, rows); // alone on the line
    if (scope.ended) return;
    conclude();
    result.hidden = false;
    go.disabled = false;
    go.removeAttribute("aria-busy");
    words(go.lastElementChild ?? go, "text", "test.again");
    announce(`${verdict.textContent} ${code.value}`);
    go.focus();
  };

  root.append(topbar(desk), h("main", { id: "main", class: "test-page", tabindex: "-1", "data-test": "selftest" },
    h("h1", { class: "h-page", tabindex: "-1", t: "test.title" }), verdict,
    h("div", { class: "row actions" }, go, button("btn", null, "home.back", () => desk.home(), { "data-test": "back-home" })),
    h("section", { class: "card" }, h("ul", { class: "list checklist", role: "list" }, ...LINES.map(line => rows[line].el))), result));
}

/** @param {Outcome} outcome
 * @param {Key} key
 * @param {import("../i18n.js").Vars} [vars]
 * @returns {Said} */
const said = (outcome, key, vars) => ({ outcome, say: () => t(key, vars) });

/** One line of the list. @param {Line} check */
function checkRow(check) {
  const mark = icon("info");
  const lamp = h("span", { class: "lamp" });
  const text = h("span", { class: "sub", t: "test.out.untested" });
  const acts = h("div", { class: "row" });
  mark.classList.add("mark");
  mark.setAttribute("hidden", "");
  const el = h("li", { "data-test": "check", "data-check": check, "data-outcome": "untested" },
    icon(IMAGES[check]), h("div", { class: "grow" }, h("b", { class: "block", t: `test.${check}` }), text), acts, lamp, mark);
  const row = {
    el, acts, outcome: /** @type {Outcome} */ ("untested"),
    wait() {
      row.outcome = "untested";
      el.dataset.outcome = "testing";
      mark.setAttribute("hidden", "");
      lamp.hidden = false;
      lamp.dataset.on = "amber";
      acts.replaceChildren();
      words(text, "text", "test.out.testing");
    },
    /** @param {Said} what */
    show({ outcome, say }) {
      row.outcome = outcome;
      el.dataset.outcome = outcome;
      lamp.hidden = true;
      mark.removeAttribute("hidden");
      setIcon(mark, MARKS[outcome] || "info");
      words(text, "text", say);
    },
  };
  return row;
}

/** @typedef {ReturnType<typeof checkRow>} CheckRow */

/** @type {(desk: import("../desk.js").Desk, rows: Record<Line, CheckRow>, scope: import("../scope.js").Scope, changed: () => void) => Promise<void>} */
async function devices(desk, rows, scope, changed) {
  const { camera, mic, speaker } = desk.store.state.prefs;
  rows.camera.show(await withDevice({ video: camera ? { deviceId: { ideal: camera } } : true }, scope, "camera", async ([track], stream) =>
    (await shows(stream)) ? said("ok", "test.device.ok", { name: track?.label ?? "" }) : said("silent", "test.camera.silent")));
  if (scope.ended) return;
  rows.mic.show(await withDevice({ audio: mic ? { deviceId: { ideal: mic } } : true }, scope, "mic", async ([track], _, row = rows.mic) => {
    if (!track || !awake()) return said("unsure", "test.mic.unsure");
    return (await hears(track, row, scope)) ? said("ok", "test.device.ok", { name: track.label }) : said("silent", "test.mic.silent");
  }));
  if (scope.ended) return; // perhaps into a call, where nothing of this may be heard
  const played = await testSound(speaker).then(() => true, () => false);
  rows.speaker.show(played ? said("unsure", "test.speaker.ask") : said("failed", "test.speaker.failed"));
  if (!played) return;
  /** @param {boolean} yes */
  const answer = yes => {
    rows.speaker.show(yes ? said("ok", "test.speaker.ok") : said("failed", "test.speaker.failed"));
    rows.speaker.acts.replaceChildren();
    changed();
  };
  rows.speaker.acts.replaceChildren(button("btn btn-sm", null, "test.yes", () => answer(true), { "data-test": "heard-yes" }), button("btn btn-sm", null, "test.no", () => answer(false), { "data-test": "heard-no" }));
}

/** Runs a device for the time of a test.
 * @param {MediaStreamConstraints} wish
 * @param {import("../scope.js").Scope} scope
 * @param {"camera" | "mic"} check
 * @param {(tracks: MediaStreamTrack[], stream: MediaStream) => Promise<Said>} test
 * @returns {Promise<Said>} */
async function withDevice(wish, scope, check, test) {
  if (!navigator.mediaDevices) return said("failed", "err.insecure");
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wish);
    const stop = () => stream.getTracks().forEach(track => track.stop());
    scope.add(stop);
    if (scope.ended) return said("untested", "test.out.untested");
    try {
      return await test(stream.getTracks(), stream);
    } finally {
      stop();
    }
  } catch (e) {
    const trouble = troubleOf(e);
    if (trouble === "denied") return said("denied", "perm.denied");
    if (trouble === "missing") return said("absent", check === "camera" ? "perm.nodevice" : "perm.nomic");
    if (trouble === "busy") return said("busy", check === "camera" ? "perm.inuse" : "perm.micinuse");
    return said("failed", "perm.other");
  }
}

/** Whether a camera gives pictures. @param {MediaStream} stream */
async function shows(stream) {
  const video = h("video", { playsinline: true });
  video.muted = true;
  video.srcObject = stream;
  void video.play().catch(() => {});
  const seen = await new Promise(resolve => {
    video.addEventListener("loadeddata", () => resolve(true), { once: true });
    setTimeout(() => resolve(false), PATIENCE);
  });
  video.srcObject = null;
  return seen;
}

/** Whether a microphone gives sound before long.
 * @param {MediaStreamTrack} track
 * @param {CheckRow} row
 * @param {import("../scope.js").Scope} scope */
async function hears(track, row, scope) {
  const meter = new Meter(track);
  const vu = h("div", { class: "vu", "aria-hidden": "true" });
  row.acts.replaceChildren(vu);
  words(/** @type {Element} */ (row.el.querySelector(".sub")), "text", "pre.level.none");
  const until = performance.now() + PATIENCE;
  let heard = false;
  while (!heard && !scope.ended && performance.now() < until) {
    await new Promise(resolve => setTimeout(resolve, 50));
    const level = meterOf(meter.level());
    vu.style.setProperty("--level", String(level));
    heard = level > VOICE;
  }
  meter.close();
  row.acts.replaceChildren();
  return heard;
}

/** @param {import("../desk.js").Desk} desk
 * @param {CheckRow} row */
async function stun({ line }, row) {
  const server = serverFor(line.iceServers, "stun");
  if (!server) return row.show(said("absent", "test.out.absent"));
  const { answered, address } = await probeStun(server);
  row.show(address ? said("ok", "test.stun.ok", { address }) : answered ? said("ok", "test.stun.same") : said("failed", "test.stun.failed"));
}

/** @param {import("../desk.js").Desk} desk
 * @param {"udp" | "tcp" | "tls"} way
 * @param {CheckRow} row */
async function relay({ line }, way, row) {
  const server = serverFor(line.iceServers, way);
  if (!server) return row.show(said("absent", "test.out.absent"));
  const { reached, ms } = await probeRelay(server);
  const place = relayPlace([server]);
  row.show(ms ? said("ok", "test.relay.ok", { n: ms }) : reached ? said("unsure", "test.relay.unsure") : said("failed", "test.relay.failed", { place }));
}

/** How much the first way through a relay that works carries.
 * @param {import("../desk.js").Desk} desk
 * @param {Record<Line, CheckRow>} rows
 * @returns {Promise<number>} bits a second */
async function speed({ line }, rows) {
  const way = (/** @type {const} */ (["udp", "tcp", "tls"])).find(one => rows[one].outcome === "ok");
  const server = way && serverFor(line.iceServers, way);
  if (!server) {
    rows.rate.show(said("untested", "test.rate.none"));
    return 0;
  }
  const bits = await measureRelay(server).catch(() => 0);
  const n = Math.round(bits / 100_000) / 10;
  rows.rate.show(bits >= NARROW ? said("ok", "test.rate.ok", { n }) : bits > 0 ? said("unsure", "test.rate.narrow", { n }) : said("failed", "test.rate.failed"));
  return bits;
}

/** All of it in one sentence, with what to do first.
 * @param {Record<Line, Outcome>} o
 * @param {string} relay
 * @returns {[Key, import("../i18n.js").Vars]} */
function conclusion(o, relay) {
  const ways = [o.udp, o.tcp, o.tls];
  if (o.server !== "ok") return ["test.sum.server", { host: location.host }];
  if (o.stun === "failed" && !ways.includes("ok")) return ["test.sum.blocked", { relay }];
  if (ways.includes("failed") && !ways.includes("ok")) return ["test.sum.norelay", { relay }];
  if (o.rate === "unsure" || o.rate === "failed") return ["test.sum.narrow", {}];
  if (o.mic !== "ok") return ["test.sum.mic", {}];
  if (o.speaker === "failed") return ["test.sum.speaker", {}];
  if (o.camera !== "ok") return ["test.sum.camera", {}];
  return ["test.sum.ok", {}];
}
