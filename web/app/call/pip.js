// SPDX-License-Identifier: Apache-2.0
/** The call in a small window above all others: who is there, with mute and leave. It ends with the call. */
import { h } from "../dom.js";
import { followLang, t } from "../i18n.js";
import { layoutTiles } from "../logic/layout.js";
import { live } from "../media.js";
import { toast } from "../notices.js";
import { avKey } from "../pages/preview.js";
import { Scope } from "../scope.js";
import { leaveKey } from "./leavekey.js";
import { Tile } from "./tile.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {{ requestWindow: (size: { width: number, height: number }) => Promise<Window>, window: Window | null }} DocumentPip */

/** How many fit. */
const MOST = 4;

/** @returns {DocumentPip | undefined} */
const documentPip = () => /** @type {any} */ (globalThis).documentPictureInPicture;

export const canPip = () => documentPip() !== undefined || document.pictureInPictureEnabled === true;

/** Whether the small window is open. */
export const inPip = () => Boolean(documentPip()?.window ?? document.pictureInPictureElement);

/** Opens the small window, or closes it. @param {Desk} desk */
export async function togglePip(desk) {
  const pip = documentPip();
  try {
    if (pip?.window) pip.window.close();
    else if (pip) fill(desk, await pip.requestWindow({ width: 360, height: 300 }));
    else await toggleVideoPip(desk);
  } catch {
    toast(desk.store, "warn", "pip.failed");
  }
}

/** Where only a single video may leave the page: whoever is the biggest. @param {Desk} desk */
async function toggleVideoPip(desk) {
  if (document.pictureInPictureElement) return document.exitPictureInPicture();
  const videos = /** @type {HTMLVideoElement[]} */ ([...document.querySelectorAll("#tiles .tile:not([hidden], [inert]) > video")]).filter(v => v.readyState > 0);
  const [biggest] = videos.sort((a, b) => b.clientWidth - a.clientWidth);
  if (!biggest) throw new Error("no video to show");
  await biggest.requestPictureInPicture();
  const tile = biggest.parentElement?.getAttribute("data-tile") ?? "";
  const { carrying } = desk.session ?? {};
  carrying?.shows("pip", new Map([[tile, 540]]));
  biggest.addEventListener("leavepictureinpicture", () => carrying?.shows("pip", null), { once: true });
  desk.session?.during(() => void (document.pictureInPictureElement && document.exitPictureInPicture().catch(() => {})));
}

/** @param {Desk} desk
 * @param {Window} small */
function fill(desk, small) {
  const { store, session } = desk;
  if (!session) return small.close();
  const scope = new Scope();
  session.during(() => small.close());
  dress(small.document, scope, store);
  const box = h("section", { class: "tiles", label: "stage.label" });
  const mic = avKey("mic", () => void desk.toggleMic());
  scope.watch(store, s => live(s.local.mic), on => mic.show(on));
  small.document.body.append(h("main", { class: "pip on-dark", "data-test": "pip" }, box,
    h("footer", { class: "shelf" }, h("div", { class: "keys", role: "toolbar", label: "ctl.toolbar" }, mic.el, leaveKey(desk)))));
  /** @type {Map<string, Tile>} */
  const tiles = new Map();
  let frame = 0;
  const draw = () => {
    frame = 0;
    const shown = shownIn(store.state);
    const boxes = layoutTiles(shown.length, box.clientWidth, box.clientHeight, { gap: 6 });
    for (const [id, tile] of tiles) if (!shown.some(one => one.id === id)) drop(id, tile);
    for (const [i, one] of shown.entries()) {
      const tile = tiles.get(one.id) ?? add(one.id);
      tile.show(one.look);
      tile.place(boxes[i] ?? { x: 0, y: 0, w: 1, h: 1 }, false);
    }
    session.carrying.shows("pip", new Map(shown.map(({ id }, i) => [id, (boxes[i]?.h ?? 0) * small.devicePixelRatio])));
  };
  /** @param {string} id */
  const add = id => {
    const tile = new Tile(id, { pin: () => {}, spot: () => {}, menu: () => {}, blocked: () => {} });
    tile.video.muted = true; // the page plays the sound
    tile.el.removeAttribute("tabindex");
    tile.el.querySelector(".tile-actions")?.remove();
    tiles.set(id, tile);
    box.append(tile.el);
    return tile;
  };
  /** @param {string} id @param {Tile} tile */
  const drop = (id, tile) => {
    tile.remove();
    tiles.delete(id);
  };
  // The page itself may be hidden by now, and then draws no frames: the small window does.
  const later = () => void (frame ||= small.requestAnimationFrame(draw));
  for (const part of /** @type {const} */ (["call", "local", "prefs"])) scope.watch(store, s => s[part], later);
  scope.listen(small, "resize", later);
  scope.add(() => {
    session.carrying.shows("pip", null);
    for (const tile of tiles.values()) tile.remove();
  });
  small.addEventListener("pagehide", () => scope.end(), { once: true });
}

/** Styles, symbols, language and theme of the page. @param {Document} doc @param {Scope} scope @param {import("../state.js").AppStore} store */
function dress(doc, scope, store) {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    const copy = doc.createElement("link");
    copy.rel = "stylesheet";
    copy.href = /** @type {HTMLLinkElement} */ (link).href;
    doc.head.append(copy);
  }
  const symbols = document.querySelector("svg.symbols");
  if (symbols) doc.body.append(doc.importNode(symbols, true));
  doc.title = document.title;
  scope.add(followLang(doc));
  scope.watch(store, s => [s.lang, s.prefs.theme].join(), () => {
    doc.documentElement.lang = document.documentElement.lang;
    const { theme } = document.documentElement.dataset;
    if (theme) doc.documentElement.dataset.theme = theme;
    else delete doc.documentElement.dataset.theme;
  });
}

/** Screens first, then who spoke last, then the others; ourselves where nobody else is.
 * @param {Readonly<import("../state.js").State>} state
 * @returns {{ id: string, look: import("./tile.js").Look }[]} */
function shownIn({ call, local, prefs }) {
  if (!call) return [];
  const plain = { me: false, screen: false, hand: 0, speaking: false, pinned: false, lit: false, lights: false, mirror: false, quality: null };
  if (call.people.length === 0) {
    const stream = local.camera.track ? mine(local.camera.track) : null;
    return [{ id: "me", look: { ...plain, me: true, name: prefs.name || t("you"), mic: live(local.mic), camera: live(local.camera), lost: "", mirror: prefs.mirror, stream } }];
  }
  const people = [...call.people].sort((a, b) => Number(b.id === call.speaker) - Number(a.id === call.speaker));
  const screens = people.filter(p => p.screen).map(p => ({ id: `${p.id}:screen`, look: { ...plain, screen: true, name: p.name, mic: true, camera: true, lost: p.lost, stream: p.screen } }));
  const faces = people.map(p => ({ id: p.id, look: { ...plain, name: p.name, mic: p.mic, camera: p.camera, lost: p.lost, speaking: call.speaking.has(p.id), stream: p.face } }));
  return [...screens, ...faces].slice(0, MOST);
}

/** @type {MediaStream | null} */
let own = null;
/** The same stream for the same track, so that the video does not start anew. @param {MediaStreamTrack} track */
const mine = track => (own?.getVideoTracks()[0] === track ? own : (own = new MediaStream([track])));
