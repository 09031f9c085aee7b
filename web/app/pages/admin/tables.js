// SPDX-License-Identifier: Apache-2.0
/** Tables of the page for the server's owner: rows stay the same elements while what they show changes, so that focus stays where it is. */
import { bars, button, h, icon, words } from "../../dom.js";
import { bytes, colon, number, t } from "../../i18n.js";
import { PROBLEMS, SCORES } from "../rate.js";
import { lasted } from "./words.js";

/** @typedef {import("../../i18n.js").Key} Key */
/** @typedef {import("../../owner.js").OpenRoom} OpenRoom */
/** @typedef {import("../../owner.js").Status} Status */

/** @param {Key} title
 * @param {[Key, boolean][]} columns and whether they are numbers
 * @param {HTMLElement} body
 * @param {Key} [act] what the last column is for */
function table(title, columns, body, act) {
  return h("div", { class: "scroll-x", tabindex: "0", role: "region", label: title }, h("table", { class: "table" },
    h("thead", {}, h("tr", {}, ...columns.map(([name, n]) => h("th", { scope: "col", class: n ? "n" : "", t: name })), act && h("th", { scope: "col" }, h("span", { class: "sr-only", t: act })))), body));
}

/** This server: its state, and what it takes. */
export function nodesCard() {
  const lamp = h("span", { class: "lamp" });
  const state = h("span");
  const cells = Array.from({ length: 5 }, () => h("td", { class: "n" }));
  const row = h("tr", { "data-test": "node" }, h("td", {}, h("span", { class: "strip" }, location.host)), h("td", {}, h("span", { class: "row gap1" }, lamp, state)), ...cells);
  const el = h("section", { class: "card" }, h("h2", { class: "h-small", t: "adm.nodes" }), table("adm.nodes",
    [["adm.node", false], ["adm.state", false], ["adm.people", true], ["adm.cpu", true], ["adm.mem", true], ["adm.up", true], ["adm.version", true]], h("tbody", {}, row)));
  return {
    el,
    /** @param {Status} status */
    show(status) {
      lamp.dataset.on = status.ready ? "jade" : "amber";
      words(state, "text", status.ready ? "adm.healthy" : "adm.draining");
      const memory = bytes(status.memory);
      const texts = [number(status.people), `${number(status.cpu)}%`, `${memory.value} ${memory.unit}`, lasted(status.uptime), status.version];
      cells.forEach((cell, i) => (cell.textContent = texts[i] ?? ""));
    },
  };
}

/** The open rooms.
 * @param {(room: OpenRoom) => void} close */
export function roomsCard(close) {
  /** @type {Map<string, ReturnType<typeof roomRow>>} */
  const rows = new Map();
  const body = h("tbody", { "data-test": "open-rooms" });
  const none = h("p", { class: "dim", t: "adm.norooms" });
  const list = table("adm.rooms", [["adm.room", false], ["adm.people", true], ["adm.since", true]], body, "adm.close");
  const title = h("h2", { class: "h-small", tabindex: "-1", t: "adm.rooms" });
  return {
    el: h("section", { class: "card" }, title, none, list),
    /** @param {Status} status */
    show({ open }) {
      const keys = new Set(open.map(keyOf));
      for (const [key, row] of rows) {
        if (keys.has(key)) continue;
        if (row.el.contains(document.activeElement)) title.focus();
        row.el.remove();
        rows.delete(key);
      }
      for (const room of open) {
        const known = rows.get(keyOf(room));
        const row = known ?? roomRow(room, close);
        if (!known) rows.set(keyOf(room), row);
        if (!known) body.append(row.el); // those there keep their places
        row.show(room);
      }
      none.hidden = open.length > 0;
      list.hidden = open.length === 0;
    },
  };
}

/** @param {OpenRoom} room */
const keyOf = ({ realm, kind, name, since }) => JSON.stringify([realm, kind, name, since]);

/** @param {OpenRoom} room
 * @param {(room: OpenRoom) => void} close */
function roomRow(room, close) {
  let now = room;
  const note = h("small", { class: "dim" });
  const locked = icon("lock");
  const [people, since] = [h("td", { class: "n" }), h("td", { class: "n" })];
  const act = h("td", { class: "n" }, button("btn btn-quiet btn-icon btn-sm", "x", () => colon(t("adm.close"), room.name), () => close(now), { "data-test": "close-room" }));
  const el = h("tr", { "data-room": room.name }, h("td", {}, h("span", { dir: "auto" }, room.name), " ", locked, " ", note), people, since, act);
  return {
    el,
    /** @param {OpenRoom} next */
    show(next) {
      now = next;
      const notes = [room.kind && t("adm.foreign", { kind: room.kind }), room.realm === "main" ? "" : `@${room.realm}`, next.waiting > 0 && t("adm.waiting", { n: next.waiting })];
      note.textContent = notes.filter(Boolean).join(" · ");
      locked.classList.toggle("sr-only", !next.locked);
      people.textContent = number(next.people);
      since.textContent = lasted((Date.now() - next.since) / 1000);
    },
  };
}

/** How people found their calls. */
export function ratingsCard() {
  const none = h("p", { class: "dim", t: "adm.noratings" });
  const counts = SCORES.map(() => h("dd", { class: "value" }));
  const scores = h("dl", { class: "rated" }, ...SCORES.map((_, i) => h("div", { class: "stat" },
    h("dt", { class: "label small row gap1" }, decorative(bars(i + 1)), h("span", { t: /** @type {Key} */ (`end.rate.${i + 1}`) })), counts[i])));
  const problems = h("p", { class: "small dim" });
  return {
    el: h("section", { class: "card", "data-test": "ratings" }, h("h2", { class: "h-small", t: "adm.ratings" }), none, scores, problems),
    /** @param {Status} status */
    show(status) {
      const any = Object.keys(status.ratings).length > 0;
      none.hidden = any;
      scores.hidden = !any;
      SCORES.forEach((score, i) => counts[i]?.replaceChildren(number(status.ratings[score] ?? 0)));
      problems.textContent = PROBLEMS.filter(one => status.problems[one]).map(one => `${t(/** @type {Key} */ (`end.i.${one}`))} ${number(status.problems[one] ?? 0)}`).join(" · ");
    },
  };
}

/** @param {HTMLElement} el whose words stand beside it */
function decorative(el) {
  el.setAttribute("aria-hidden", "true");
  return el;
}

/** What was refused, and how often. */
export function refusalsCard() {
  const none = h("p", { class: "dim", t: "adm.norefused" });
  const body = h("tbody");
  const list = table("adm.refused", [["adm.why", false], ["adm.times", true]], body);
  let shown = "";
  return {
    el: h("section", { class: "card", "data-test": "refusals" }, h("h2", { class: "h-small", t: "adm.refused" }), none, list),
    /** @param {Status} status */
    show({ refusals, turnRefusals }) {
      // 401 and 438 are part of every allocation.
      const turn = Object.entries(turnRefusals).filter(([code]) => code !== "401" && code !== "438");
      const all = [...Object.entries(refusals), ...turn.map(([code, n]) => /** @type {[string, number]} */ ([`TURN ${code}`, n]))];
      none.hidden = all.length > 0;
      list.hidden = all.length === 0;
      if (JSON.stringify(all) === shown) return;
      shown = JSON.stringify(all);
      body.replaceChildren(...all.map(([why, n]) => h("tr", {}, h("td", { class: "mono" }, why), h("td", { class: "n" }, number(n)))));
    },
  };
}
