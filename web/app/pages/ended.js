// SPDX-License-Identifier: Apache-2.0
/** After a call. */
import { art } from "../art.js";
import { button, h, icon } from "../dom.js";
import { pathOfRoom } from "../logic/rooms.js";
import { roomTitle } from "../state.js";
import { facts } from "./quality.js";
import { rateForm } from "./rate.js";
import { follow, topbar } from "./topbar.js";

/** After these nobody is wanted back: a host has put us out, or ended the call. @type {ReadonlySet<import("../state.js").End>} */
const FINAL = new Set(/** @type {const} */ (["removed", "banned", "host"]));

/** @type {import("../app.js").View} */
export function endedPage(desk, root) {
  const { page } = desk.store.state;
  if (page.kind !== "ended") return;
  const { room, direct, why, seconds, summary } = page;
  root.className = "ended";
  root.append(topbar(desk), h("main", { id: "main", class: summary ? "ended-grid" : "center-page", tabindex: "-1" },
    h("section", { class: "ended-lead stack", "data-test": "ended", "data-why": why }, art("ended"),
      h("div", {}, h("p", { class: "eyebrow", dir: "auto" }, direct?.name ?? roomTitle(desk.store.state, room)), h("h1", { tabindex: "-1", t: `end.${why}` })),
      h("div", { class: "row actions" },
        FINAL.has(why) ? null : direct ? button("btn btn-primary btn-lg", "call", "end.again", () => void desk.bell.ring(direct.to), { "data-test": "call-again" })
          : h("a", { class: "btn btn-primary btn-lg", href: pathOfRoom(room), "data-test": "rejoin", on: { click: e => follow(e, () => desk.visit(room)) } }, icon("retry"), h("span", { t: "end.rejoin" })),
        button("btn btn-lg", null, "home.back", () => desk.home(), { "data-test": "back-home" }))),
    summary && h("section", { class: "card stack" }, ...facts(summary, seconds), summary.people > 1 && rateForm())));
}
