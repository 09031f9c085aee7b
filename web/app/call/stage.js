// SPDX-License-Identifier: Apache-2.0
/** The stage: which tiles there are, in what order, and where. */
import { art } from "../art.js";
import { button, h, words } from "../dom.js";
import { t } from "../i18n.js";
import { sceneOf } from "../logic/scene.js";
import { Seats } from "../logic/seats.js";
import { live } from "../media.js";
import { patchCall, patchPrefs, roomTitle } from "../state.js";
import { onceAFrame } from "./frame.js";
import { inviteCard } from "./invite.js";
import { makePager } from "./pager.js";
import { floatReaction } from "./reaction.js";
import { holdFocus, move, rove } from "./rove.js";
import { floatSelf } from "./selfview.js";
import { light, lit, mayLight, tellSpot } from "./spotlight.js";
import { place, Tile } from "./tile.js";
import { openTileMenu, pin } from "./tilemenu.js";

/** @typedef {import("../state.js").Person} Person */
/** @typedef {import("../logic/scene.js").Scene} Scene */

/** @param {Person} p */
const rank = p => (p.hand ? 0 : p.camera ? 1 : 2);

/** Raised hands first, then people with video, then the others; in the order they came.
 * @param {readonly Person[]} people
 * @returns {Person[]} */
export function orderPeople(people) {
  return [...people].sort((a, b) => rank(a) - rank(b) || (a.hand && b.hand ? a.hand - b.hand : 0));
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function stage(desk, scope) {
  const { store } = desk;
  const box = h("section", { class: "tiles", id: "tiles", label: "stage.label", "data-test": "stage" });
  /** @type {Map<string, Tile>} */
  const tiles = new Map();
  const invite = inviteCard(desk, scope);
  const entering = h("div", { class: "covercard entering", role: "status", "data-test": "entering", hidden: true }, art("waiting"),
    h("h2", { t: () => t("pre.room", { room: roomTitle(store.state, store.state.call?.room ?? "") }) }));
  const pager = makePager(step => { page += step; draw(); });
  const more = button("tile more on-dark", null, () => "", () => patchCall(store, { panel: "people" }), { "data-test": "tile-more", tabindex: "-1" });
  const seats = new Seats();
  let page = 0;
  let swapped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const swap = () => { swapped = !swapped; draw(); };
  const self = floatSelf(box, () => store.state.prefs.corner, corner => patchPrefs(store, { corner }), swap);

  /** @param {string} id */
  const tileOf = id => {
    let tile = tiles.get(id);
    if (!tile) {
      const { el } = tile = new Tile(id, {
        spot: () => light(desk, id),
        pin: () => pin(desk, id),
        menu: anchor => openTileMenu(desk, id, anchor, el.classList.contains("floating") ? swap : null),
        blocked: () => patchCall(store, { soundBlocked: true }),
      });
      tiles.set(id, tile);
      tile.speakOn(store.state.prefs.speaker);
      tile.el.dataset.fresh = "";
      requestAnimationFrame(() => requestAnimationFrame(() => delete tile?.el.dataset.fresh));
      self.attach(tile.el);
    }
    return tile;
  };

  /** The tiles there are to be, in their order: screens first, ourselves last. @param {import("../state.js").Call} call */
  const order = call => {
    const faces = seats.arrange(orderPeople(call.people).map(p => ({ id: p.id, rank: rank(p) })));
    const screens = orderPeople(call.people).filter(p => p.screen).map(p => `${p.id}:screen`).reverse();
    return [...screens, ...faces, "me"];
  };

  /** Fills the tiles from the store. @param {import("../state.js").Call} call @param {string[]} ids of the tiles */
  function fill(call, ids) {
    const { local, prefs } = store.state;
    const three = call.people.length >= 2;
    const spot = lit(call, desk.line.peer);
    const lights = mayLight(call);
    for (const p of call.people) {
      const common = { name: p.name, me: false, lost: p.lost, mirror: false, quality: call.quality[p.id] ?? null };
      tileOf(p.id).show({ ...common, screen: false, mic: p.mic, camera: p.camera, hand: p.hand, stream: p.face,
        speaking: three && p.lost !== "media" && call.speaking.has(p.id), pinned: call.pinned === p.id, lit: spot === p.id, lights,
        paused: !p.camera ? "" : call.audioOnly ? "own" : call.paused.has(p.id) ? "weak" : "" });
      const id = `${p.id}:screen`;
      if (p.screen) tileOf(id).show({ ...common, paused: call.audioOnly ? "own" : "", screen: true, mic: true, camera: true, hand: 0, stream: p.screen, speaking: false, pinned: call.pinned === id, lit: spot === id, lights });
    }
    tileOf("me").show({
      name: prefs.name || t("you"), me: true, screen: false, mic: live(local.mic), camera: live(local.camera), hand: call.hand, lost: "", paused: "",
      speaking: three && call.speaking.has("me"), quality: call.quality.me ?? null, pinned: false, lit: spot === "me", lights, mirror: prefs.mirror, stream: selfStream(local.camera.track),
    });
    for (const [id, tile] of tiles) {
      if (ids.includes(id)) continue;
      tile.remove();
      tiles.delete(id);
    }
  }

  /** @type {MediaStream | null} */
  let mine = null;
  /** @param {MediaStreamTrack | null} track */
  function selfStream(track) {
    if (mine?.getVideoTracks()[0] !== (track ?? undefined)) mine = track ? new MediaStream([track]) : null;
    return mine;
  }

  /** Where the tiles go now; lets a speaker who is out of sight come in.
   * @param {import("../state.js").Call} call
   * @param {string} focus */
  function compose(call, focus) {
    const gap = parseFloat(getComputedStyle(box).getPropertyValue("--tile-gap")) || 12;
    const make = () => {
      const ids = order(call);
      const big = focus ? bigOnes(focus, ids, call, lit(call, desk.line.peer)) : [];
      return sceneOf(ids, { big, page, swapped, corner: store.state.prefs.corner }, box.clientWidth, box.clientHeight, gap);
    };
    let scene = make();
    clearTimeout(timer);
    if (followsSpeaker(call, focus, lit(call, desk.line.peer))) return scene;
    // Who is big stays so, a raised hand is there to be seen, and what has the focus does not slip away under the keys.
    const held = document.activeElement?.closest(".tile")?.getAttribute("data-tile") ?? "";
    const spared = new Set([focus, held, ...call.people.filter(p => p.hand).map(p => p.id)]);
    const now = performance.now();
    if (seats.change(seenIn(scene), spared, now)) scene = make();
    const wait = seats.wait(seenIn(scene), now); // there may be one more who speaks
    if (wait > 0 && wait < Infinity) timer = setTimeout(later, wait);
    return scene;
  }

  function draw() {
    const { call } = store.state;
    if (!call) return;
    const ids = order(call);
    const refocus = holdFocus(box);
    fill(call, ids);
    const focus = focusOf(ids, call, lit(call, desk.line.peer));
    const scene = compose(call, focus);
    page = scene.page;
    box.toggleAttribute("data-solo", ids.length <= 2 && !focus);
    for (const [id, where] of scene.boxes) {
      const tile = tileOf(id);
      tile.place(where, id === scene.floating);
      if (!tile.el.parentNode) box.insertBefore(tile.el, more.isConnected ? more : pager.el);
      // The big tile needs no ring: everybody looks at it.
      if (focus === id) tile.el.removeAttribute("data-speaking");
    }
    if (scene.pages > 1) pager.show(page, scene.pages);
    pager.el.hidden = scene.pages < 2;
    if (!scene.more) more.remove();
    else {
      if (!more.isConnected) box.insertBefore(more, pager.el);
      place(more, scene.more.box);
      words(/** @type {Element} */ (more.querySelector("span")), "text", ["tile.more", { n: scene.more.n }]);
    }
    desk.session?.carrying.shows("stage", shownOf(scene, isCovered(call)));
    invite.hidden = !call.joined || call.direct !== null || call.people.length > 0;
    entering.hidden = call.joined;
    rove(box);
    refocus();
  }

  const later = onceAFrame(scope, draw);
  box.append(pager.el, invite, entering);
  for (const part of /** @type {const} */ (["call", "local", "prefs"])) scope.watch(store, s => s[part], later);
  scope.watch(store, s => s.call?.speaking, speaking => speaking && seats.hear(speaking, performance.now()));
  scope.watch(store, s => s.prefs.speaker, speaker => tiles.forEach(tile => tile.speakOn(speaker)));
  scope.watch(store, s => s.call?.soundBlocked, blocked => { if (!blocked) for (const tile of tiles.values()) tile.play(); });
  scope.watch(store, s => (s.call ? lit(s.call, desk.line.peer) : ""), id => tellSpot(store.state, id));
  const seen = new ResizeObserver(later);
  seen.observe(box);
  scope.add(() => {
    seen.disconnect();
    clearTimeout(timer);
    for (const tile of tiles.values()) tile.remove();
  });
  scope.listen(box, "settle", later);
  scope.listen(box, "keydown", event => move(box, event));
  desk.onReaction = (from, name, emoji) => floatReaction(box, tiles.get(from)?.el, name, emoji);
  scope.add(() => (desk.onReaction = () => {}));
  return box;
}

/** @param {Scene} scene */
const seenIn = ({ boxes }) => new Set([...boxes].filter(([, { hide }]) => !hide).map(([id]) => id));

/** How tall the pictures are, in pixels of the display; the others are asked for no more.
 * @param {Scene} scene
 * @param {boolean} covered
 * @returns {Map<string, number>} */
const shownOf = ({ boxes }, covered) => new Map([...boxes].map(([id, { w, h, hide }]) => [id, hide || covered ? 0 : Math.max(h, (w * 9) / 16) * devicePixelRatio]));

/** On a phone a panel covers the stage. @param {import("../state.js").Call} call */
const isCovered = call => call.panel !== "" && matchMedia("(max-width: 640px)").matches;

/** Several shared screens are big together, unless one of them was chosen to be alone.
 * @param {string} focus
 * @param {string[]} ids
 * @param {import("../state.js").Call} call
 * @param {string} spot */
function bigOnes(focus, ids, call, spot) {
  const chosen = focus === call.pinned || focus === spot;
  return chosen || !focus.endsWith(":screen") ? [focus] : ids.filter(id => id.endsWith(":screen"));
}

/** The tile that is big: pinned, else in the spotlight, else a screen, else who speaks where that is wanted.
 * @param {string[]} ids
 * @param {import("../state.js").Call} call
 * @param {string} spot the tile in the spotlight */
function focusOf(ids, call, spot) {
  if (ids.includes(call.pinned)) return call.pinned;
  if (ids.includes(spot) && ids.length > 1) return spot;
  const screen = ids.find(id => id.endsWith(":screen"));
  if (screen) return screen;
  if (call.view !== "speaker" || ids.length < 3) return "";
  return ids.includes(call.speaker) ? call.speaker : ids[0] ?? "";
}

/** Whether whoever speaks becomes the big one by themselves.
 * @param {import("../state.js").Call} call
 * @param {string} focus
 * @param {string} spot */
const followsSpeaker = (call, focus, spot) => focus !== "" && focus !== call.pinned && focus !== spot && !focus.endsWith(":screen");
