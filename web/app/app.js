// SPDX-License-Identifier: Apache-2.0
/**
 * The web app: puts its parts together and shows the page that is on.
 *
 *   store.js, state.js    what is known        desk.js      what can be done: routes, joins, leaves
 *   line.js               the server           media.js     our devices            ringing.js  calls before calls
 *   pages/                one view each        call/        the call page          logic/      pure functions, with tests
 *
 * Hooks for tests, kept stable: `data-test` of elements.
 *   everywhere  lang, theme, open-settings, toast, banner (data-banner: line, cut, sound, sharing, nosound, self), error (data-error: full, unreachable, unsupported, elsewhere…), retry
 *   home        start-room, room-name, name-error, join-form, room-input, join-room, join-error, recent (items data-room), clear-recent
 *   board       board (items data-handle, data-status), online, board-search, ring, claim-form, handle-input, claim, my-handle, available, release
 *   ringing     incoming and outgoing (dialogs, in a call cards; data-handle), answer, answer-audio, decline, hangup
 *   lobby       lobby, lobby-hosts, stop-waiting; before it start-password, start-lobby (home), room-password, password-error; pass (error nostart)
 *   host        admit, deny, admit-all, waiting-list, lock, lobby-on, password (dialog ask-password: new-password, password-save, password-remove), mute-all, options-<peer>, ask-mute, ask-stop-video, ask-stop-share, lower-hand, make-host,
 *               unmake-host, hand-over, step-down, remove, ban, end-all, dialogs ask-remove, ask-end, ask-handover (yes, no), host-badge, hand-number, locked
 *   before      joining, name-input, preview, mic, camera (data-live), pick-camera, pick-mic, pick-speaker, test-sound, who, trouble, denied, join-now
 *   call        room-name, timer, quality, view-grid, view-speaker, stage, tile (data-peer: peer id or "me"; data-tile adds ":screen"; a <video> inside;
 *               data-speaking, data-muted, data-camera-off, data-stale, data-screen), pin, invite, room-link, copy-link,
 *               mic, mic-menu, camera, camera-menu, share, react, hand, chat, people, more, leave, unread, stop-share, start-sound, reaction
 *               tile-options, tile-pin, tile-spot, tile-swap, tile-more, entering, spot, data-lit, share-menu, more-pip, pip, rec-start, rec-own, rec-stop, stop-recording, recorded-by, choose-mic, share-another
 *   panels      chat-panel, chat-log, message (data-own, data-n, data-private), private, reply, typing, chat-to, chat-input, chat-send, chat-attach,
 *               file-input, file (data-state), file-meta, file-accept, file-decline, file-pause, file-resume, file-cancel, file-save, dropzone,
 *               people-panel, people-list, close-panel
 *   dialogs     settings, tab-av, tab-general, tab-net, set-quality, set-relay, set-echo, set-blur, set-language, set-theme, set-mirror…, shortcuts, close
 *   trouble     banner (weak, verdict with data-verdict, audio-only), audio-only, video-back, verdict-close, weak-close, verdict-test,
 *               stats, mini (data-chart), stats-facts, stats-people, findings, stats-copy, stats-close
 *   test        selftest, check (data-check, data-outcome), test-run, result-code, copy-code; test-link on other pages
 *   after       ended, rejoin, call-again, back-home, rate, score-<bad…great>, problem-<freeze…>, rate-send, rated
 *   admin       signin, admin-token, signin-error, signin-go, admin, admin-state (data-on), range-<15m…>, kpi (data-kpi), node, open-rooms, close-room, ask-close (yes, no), ratings, refusals, signout
 */
import { Desk } from "./desk.js";
import { chooseLang, loadLang, setLang, t } from "./i18n.js";
import { words } from "./dom.js";
import { errorPage, NEEDS } from "./pages/error.js";
import { loadIcons } from "./icons.js";
import { homePage } from "./pages/home.js";
import { calling, part } from "./part.js";
import { ringDialogs } from "./pages/ringing.js";
import { followPrefs, loadPrefs, savePrefs } from "./prefs.js";
import { Scope } from "./scope.js";
import { initialState, roomTitle } from "./state.js";
import { setLanguage } from "./pages/topbar.js";
import { Store } from "./store.js";
import { showToasts } from "./toasts.js";

/** Draws a page into `root`, and follows the store until `scope` ends.
 * @typedef {(desk: Desk, root: HTMLElement, scope: Scope) => void} View */
/** @typedef {import("./state.js").Page} Page */

const asked = new URLSearchParams(location.search);
const prefs = loadPrefs();
const spoken = chooseLang(asked.get("lang"), prefs.lang, navigator.languages);
await part(() => loadLang(spoken));
const store = new Store(initialState(prefs, spoken));

store.watch(s => s.prefs, savePrefs);
followPrefs(now => {
  store.set({ prefs: now });
  if (now.lang && now.lang !== store.state.lang) void setLanguage(store, now.lang).catch(() => {});
});
store.watch(s => s.lang, setLang);
let themeAsked = asked.get("theme");
store.watch(s => s.prefs.theme, theme => {
  const now = themeAsked ?? theme;
  themeAsked = null; // the address counts until somebody chooses
  if (now === "light" || now === "dark") document.documentElement.dataset.theme = now;
  else delete document.documentElement.dataset.theme;
});

/** The page to show: what hinders everything comes before what was asked for.
 * @param {Readonly<import("./state.js").State>} state
 * @returns {Page} */
function pageShown({ page, line }) {
  if (page.kind === "test" || page.kind === "admin") return page; // which tell of all that hinders
  const room = "room" in page ? page.room : "";
  if (Object.values(NEEDS).some(name => !(name in globalThis))) return { kind: "error", error: "unsupported", room };
  if (line.state === "closed") return { kind: "error", error: line.code === 4409 ? "elsewhere" : "refused", room };
  if (!line.ever && line.attempt >= 2) return { kind: "error", error: "unreachable", room };
  return page;
}

/** What is not there at once; null until then. @type {typeof import("./calling.js") | null} */
let late = null;

/** @param {Page} page
 * @returns {View | undefined} undefined where it has to be loaded first */
function viewOf(page) {
  switch (page.kind) {
    case "home": return homePage;
    case "prejoin": return late?.prejoinPage;
    case "lobby": return late?.lobbyPage;
    case "call": case "direct": return late?.callPage;
    case "ended": return late?.endedPage;
    case "error": return errorPage(page.error);
    case "test": return late?.testPage;
    case "admin": return late?.adminPage;
  }
}

/** @param {Page} page */
function titleOf(page) {
  if (page.kind === "error") return t(`err.${page.error}`);
  if (page.kind === "ended") return t(`end.${page.why}`);
  if (page.kind === "direct") return page.name;
  if (page.kind === "test") return t("test.title");
  if (page.kind === "admin") return t("adm.title");
  return page.kind === "home" ? "" : roomTitle(store.state, page.room);
}

const desk = new Desk(store);
const root = /** @type {HTMLElement} */ (document.getElementById("page"));
const skip = /** @type {HTMLElement} */ (document.getElementById("skip"));
words(skip, "text", "skip");
skip.addEventListener("click", event => {
  event.preventDefault();
  document.getElementById("main")?.focus();
});

let scope = new Scope();
let first = true;
/** A page is shown anew when it is another one, not for every change of the store. */
const keyOf = (/** @type {Page} */ page) => JSON.stringify(page);
const title = () => [titleOf(pageShown(store.state)), "Switchboard"].filter(Boolean).join(" · ");

/** @param {boolean} begins whether it is the first page of this visit */
function show(begins) {
  const page = pageShown(store.state);
  const view = viewOf(page);
  if (!view) {
    // What is there stays until the other page can be shown.
    const wanted = () => keyOf(pageShown(store.state)) === keyOf(page);
    void calling().then(all => {
      late = all;
      if (wanted()) show(begins);
    }, () => wanted() && store.set({ page: { kind: "error", error: "unreachable", room: "room" in page ? page.room : "" } }));
    return;
  }
  scope.end();
  scope = new Scope();
  root.replaceChildren();
  view(desk, root, scope);
  document.title = title();
  if (!begins) {
    scrollTo(0, 0);
    // Screen readers and the keyboard go on at the new page's title.
    const heading = /** @type {HTMLElement | null} */ (root.querySelector("h1[tabindex], main"));
    heading?.focus({ preventScroll: true });
  }
}

desk.begin(); // before anything is shown: nobody who follows a link sees the start page first
store.watch(s => keyOf(pageShown(s)), () => show(first));
// Whoever is rung answers at once.
store.watch(s => s.ring !== null, rung => rung && void calling().catch(() => {}));
for (const part of /** @type {const} */ (["lang", "title"])) store.watch(s => s[part], () => (document.title = title()));
void loadIcons();
showToasts(store);
ringDialogs(desk, title);
first = false;
