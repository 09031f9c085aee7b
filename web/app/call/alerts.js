// SPDX-License-Identifier: Apache-2.0
/** What lasts or needs a decision, told at the top of the stage; and the card when we are cut off. */
import { art } from "../art.js";
import { button, h, words } from "../dom.js";
import { toast } from "../notices.js";
import { patchCall } from "../state.js";
import { banner, Banners } from "./banners.js";
import { admitAll, chair } from "./host.js";
import { hints } from "./hints.js";
import { ringCard } from "./ringcard.js";
import { troubleBanners } from "./troubles.js";
import { unsafeBanner } from "./verify.js";

/** A break shorter than this is not worth a word. */
const BLINK = 700;

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function alerts(desk, scope) {
  const { store } = desk;
  const banners = new Banners();
  const sharing = banner("sharing", "warn", "share", h("strong", { t: "share.you" }), null,
    button("btn btn-danger btn-sm", "share-stop", "share.stop", () => desk.media.stopShare(), { "data-test": "stop-share" }));
  const sound = banner("sound", "warn", "volume", h("strong", { t: "sound.blocked" }), h("span", { t: "sound.blocked.body" }),
    button("btn btn-primary btn-sm", "volume", "sound.start", () => patchCall(store, { soundBlocked: false }), { "data-test": "start-sound" }));
  const attempt = h("span", { "aria-live": "off" }); // once is enough
  const line = banner("line", "warn", "offline", h("strong", { t: "net.server" }), attempt);
  line.setAttribute("role", "alert"); // spoken at once
  scope.watch(store, s => s.local.screen !== null, banners.add(sharing, "held"));
  scope.watch(store, s => s.call?.soundBlocked === true, banners.add(sound));
  const showLine = banners.add(line);
  scope.watch(store, s => s.line.attempt, n => words(attempt, "text", ["net.server.body", { n: Math.max(1, n) }]));

  let told = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const cut = () => store.state.line.state === "reconnecting" || store.state.line.state === "connecting";
  const draw = () => showLine(told && !isAlone(store.state));
  scope.watch(store, s => s.line.state, () => {
    clearTimeout(timer);
    if (cut()) {
      timer = setTimeout(() => {
        told = true;
        draw();
      }, BLINK);
    } else if (told) {
      told = false;
      if (store.state.line.state === "connected") toast(store, "check", "net.back");
    }
    draw();
  });
  scope.watch(store, s => isAlone(s), draw);
  scope.watch(store, s => s.call?.hint === true, on => on && toast(store, "mic-off", "mic.whilemuted"));
  scope.add(() => clearTimeout(timer));
  for (const more of [knockCard, troubleBanners, hints, unsafeBanner, ringCard]) more(desk, scope, banners);
  return banners.el;
}

/** Somebody waits to be let in; told to hosts. @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope, banners: Banners) => void} */
function knockCard(desk, scope, banners) {
  const title = h("strong", { dir: "auto" });
  const names = h("span", { class: "clip", dir: "auto" });
  const one = () => desk.store.state.call?.order.waiting[0]?.id ?? "";
  const people = button("btn btn-sm", null, "ctl.people", () => patchCall(desk.store, { panel: "people" }), { "data-test": "knock-people" });
  const deny = button("btn btn-sm", null, "wait.deny", () => void chair(desk, c => c.deny(one())), { "data-test": "knock-deny" });
  const admit = button("btn btn-primary btn-sm", null, "wait.admit", () => void chair(desk, c => c.admit(one())), { "data-test": "knock-admit" });
  const all = button("btn btn-primary btn-sm", null, "wait.admit.all", () => admitAll(desk), { "data-test": "knock-admit-all" });
  const show = banners.add(banner("knock", "notice", "bell", title, names, people, deny, admit, all));
  scope.watch(desk.store, s => s.call?.order.waiting, waiting => {
    const n = waiting?.length ?? 0;
    const [a = "", b = ""] = (waiting ?? []).map(({ name }) => name);
    words(title, "text", n === 1 ? ["wait.one", { name: a }] : ["wait.many", { n }]);
    names.hidden = n !== 2;
    words(names, "text", ["wait.names", { a, b }]);
    deny.hidden = admit.hidden = n !== 1;
    people.hidden = all.hidden = n < 2;
    show(n > 0);
  });
}

/** Cut off from the server and from everybody: then the card covers the stage instead of a banner above it.
 * @param {Readonly<import("../state.js").State>} state */
export const isAlone = ({ call, line }) => line.state === "reconnecting" && call !== null && call.people.length > 0 && call.people.every(p => p.lost === "media");

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function coverCard(desk, scope) {
  const body = h("p", { class: "dim" });
  const card = h("div", { class: "covercard", role: "alert", "data-test": "banner", "data-banner": "cut", hidden: true }, art("waiting"), h("h2", { t: "net.lost" }), body);
  scope.watch(desk.store, s => s.line.attempt, n => words(body, "text", ["net.lost.body", { n: Math.max(1, n) }]));
  scope.watch(desk.store, isAlone, on => {
    card.hidden = !on;
    document.getElementById("tiles")?.toggleAttribute("data-cut", on);
  });
  return card;
}
