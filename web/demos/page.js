// SPDX-License-Identifier: Apache-2.0
/** What all demo pages have in common: the bar, the title, the state, the ladder, the snippet. */
import { button, h, icon, words } from "/app/dom.js";
import { loadIcons } from "/app/icons.js";
import { t } from "/app/i18n.js";
import { Ladder } from "./ladder.js";
import { snippet, source } from "./snippet.js";
import { said, switchLang, switchTheme, w } from "./words.js";

/** @typedef {import("./words.js").Key} Key */
/** @typedef {{ name: "broadcast" | "relay" | "channels" | "login" | "chat", number: string, apis: string[] }} Demo */

/** In the order in which one learns from them. @type {Demo[]} */
export const DEMOS = [
  { name: "broadcast", number: "000", apis: ["WebSocket"] },
  { name: "relay", number: "001", apis: ["getUserMedia", "RTCPeerConnection"] },
  { name: "channels", number: "002", apis: ["RTCDataChannel"] },
  { name: "login", number: "003", apis: ["RTCPeerConnection", "RTCIceCandidate"] },
  { name: "chat", number: "004", apis: ["Socket.IO", "RTCPeerConnection"] },
];

/** @param {number} n */
export const jack = n => h("span", { class: "demo-jack", "aria-hidden": "true" }, h("span", { class: "hole" }, h("b", {}, String(n))));

/** Fills the page around `main`, and follows language and theme.
 * @param {() => string} title
 * @param {HTMLElement} main */
export function frame(title, main) {
  const skip = /** @type {HTMLElement} */ (document.getElementById("skip"));
  words(skip, "text", () => t("skip"));
  const name = () => (document.title = `${title()} · Switchboard`);
  name();
  const bar = h("header", { class: "topbar" },
    h("a", { class: "brand", href: "/" }, h("img", { src: "/app/logo.svg", alt: "" }), h("b", {}, "Switchboard")),
    h("button", { type: "button", class: "btn btn-quiet btn-sm", label: "lang.label", "data-test": "lang", on: { click: () => void switchLang().then(name) } },
      icon("translate"), h("span", { t: "lang.other" })),
    button("btn btn-quiet btn-icon btn-sm", "auto", "theme.label", switchTheme, { "data-test": "theme" }));
  document.getElementById("page")?.append(bar, main);
  void loadIcons();
}

/** What the page shows on the ladder for a frame: its name, and whether others have a part in it.
 * @typedef {{ label: string, other: boolean }} Explained */

/**
 * @typedef {object} Options
 * @property {Demo["name"]} name
 * @property {string} before the line to change, as the tutorial has it
 * @property {(text: string, sent: boolean) => Explained} explain
 */

export class DemoPage {
  ladder = new Ladder();
  /** Where the page puts its controls. */
  stage = h("div", { class: "stack" });
  #lamp = h("span", { class: "lamp" });
  #state = h("span", { "data-test": "state" });
  #explain;
  #snippet;

  /** @param {Options} options */
  constructor({ name, before, explain }) {
    this.#explain = explain;
    this.#snippet = snippet(before, name !== "broadcast");
    const n = DEMOS.findIndex(demo => demo.name === name) + 1;
    const number = DEMOS[n - 1]?.number ?? "";
    const second = h("a", { class: "btn btn-sm", target: "_blank", rel: "noopener", "data-test": "second" }, icon("link"), h("span", { t: said("demo.second") }));
    const address = () => void (second.href = location.href);
    address();
    addEventListener("hashchange", address);
    frame(() => w(name), h("main", { id: "main", class: "demo-main", tabindex: "-1" },
      h("div", { class: "demo-head" }, jack(n),
        h("div", { class: "grow" },
          h("p", { class: "eyebrow" }, h("a", { href: "/demos/", t: said("demo.all") }), " · ", h("span", { t: said("demo.tutorial", { number }) })),
          h("h1", { class: "h-page", t: said(name) }),
          h("p", { class: "dim", t: said(`${name}.body`) }))),
      h("section", { class: "card demo-try stack", "aria-labelledby": "try" },
        h("div", { class: "row between wrap" },
          h("h2", { id: "try", t: said("demo.try") }), second),
        h("p", { class: "state row", role: "status" }, this.#lamp, this.#state), this.stage),
      this.ladder.el,
      h("section", { class: "card demo-own stack", "aria-labelledby": "own" },
        h("h2", { id: "own", t: said("own.title") }), this.#snippet.el, source(`/demos/clients/${name}.js`))));
    this.say("state.off");
    this.#listenForTrouble();
  }

  /** Says where we are. @param {Key} key
   * @param {"" | "jade" | "amber" | "red"} [lamp]
   * @param {import("./words.js").Vars} [vars] */
  say(key, lamp = "", vars) {
    words(this.#state, "text", said(key, vars));
    if (lamp) this.#lamp.setAttribute("data-on", lamp);
    else this.#lamp.removeAttribute("data-on");
  }

  /** The line for one's own page. @param {string} line */
  line(line) {
    this.#snippet.show(line);
  }

  /** Puts on the ladder what the ear at a socket heard. @param {import("./watch.js").Seen} seen */
  seen(seen) {
    const { ladder } = this;
    if (seen.kind === "opened") ladder.add({ route: "me-server", label: said("ladder.opened") });
    else if (seen.kind === "closed") ladder.add({ route: "server-me", label: seen.ever ? said("ladder.closed", { code: String(seen.code) }) : said("ladder.failed") });
    else {
      const sent = seen.kind === "sent";
      const { label, other } = this.#explain(seen.text, sent);
      ladder.add({ route: sent ? (other ? "me-other" : "me-server") : other ? "other-me" : "server-me", label, text: seen.text });
    }
  }

  /** Puts on the ladder that picture and sound come through, and how. @param {boolean} relayed */
  media(relayed) {
    this.ladder.add({ route: "direct", label: said(relayed ? "ladder.media.relayed" : "ladder.media") });
  }

  /** The clients are as trusting as the tutorials: what others send may not be what they expect. */
  #listenForTrouble() {
    const tell = (/** @type {Event} */ event, /** @type {any} */ error) => {
      event.preventDefault();
      this.say("state.trouble", "amber", { why: String(error?.message ?? error) });
    };
    addEventListener("error", event => tell(event, event.error));
    addEventListener("unhandledrejection", event => tell(event, event.reason));
  }
}

/** Where a tutorial's server is, on the host that this page is from.
 * @param {string} mount
 * @param {string} [lobby] "" for everybody */
export const socketUrl = (mount, lobby = "") =>
  `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}/tutorial/${mount}${lobby ? `/${encodeURIComponent(lobby)}` : ""}`;

/** The text of a frame as JSON, or undefined.
 * @param {string} text
 * @returns {any} */
export function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
