// SPDX-License-Identifier: Apache-2.0
/** The stage: which tiles there are, in what order, and where. */
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { layoutFocus, layoutSelf, layoutTiles, pageSize, sideBySide } from "../logic/layout.js";
import { live } from "../media.js";
import { patchCall, patchPrefs } from "../state.js";
import { inviteCard } from "./invite.js";
import { makePager, pagesOf } from "./pager.js";
import { floatReaction } from "./reaction.js";
import { move, rove } from "./rove.js";
import { floatSelf } from "./selfview.js";
import { light, lit, mayLight, tellSpot } from "./spotlight.js";
import { Tile } from "./tile.js";

/** @typedef {import("../state.js").Person} Person */
/** @typedef {import("../logic/layout.js").Box} Box */

/** Raised hands first, then people with video, then the others; in the order they came.
 * @param {readonly Person[]} people
 * @returns {Person[]} */
export function orderPeople(people) {
  const rank = (/** @type {Person} */ p) => (p.hand ? 0 : p.camera ? 1 : 2);
  return [...people].sort((a, b) => rank(a) - rank(b) || (a.hand && b.hand ? a.hand - b.hand : 0));
}

/** @type {(desk: import("../desk.js").Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function stage(desk, scope) {
  const { store } = desk;
  const box = h("section", { class: "tiles", id: "tiles", label: "stage.label", "data-test": "stage" });
  /** @type {Map<string, Tile>} */
  const tiles = new Map();
  const invite = inviteCard(desk, scope);
  const pager = makePager(step => { page += step; draw(); });
  let page = 0;
  let swapped = false;
  let frame = 0;
  const self = floatSelf(box, () => store.state.prefs.corner, corner => patchPrefs(store, { corner }), () => { swapped = !swapped; draw(); });

  /** @param {string} id */
  const tileOf = id => {
    let tile = tiles.get(id);
    if (!tile) {
      tile = new Tile(id, {
        spot: () => light(desk, id),
        pin: () => patchCall(store, { pinned: store.state.call?.pinned === id ? "" : id }),
        blocked: () => patchCall(store, { soundBlocked: true }),
      });
      tiles.set(id, tile);
      tile.speakOn(store.state.prefs.speaker);
      tile.el.dataset.fresh = "";
      requestAnimationFrame(() => requestAnimationFrame(() => delete tile?.el.dataset.fresh));
      if (id === "me") self.attach(tile.el);
    }
    return tile;
  };

  /** Fills the tiles from the store. @returns {string[]} their ids in order */
  function fill() {
    const { call, local, prefs } = store.state;
    if (!call) return [];
    const three = call.people.length >= 2;
    const spot = lit(call, desk.line.peer);
    const lights = mayLight(call);
    const ids = [];
    for (const p of orderPeople(call.people)) {
      const common = { name: p.name, me: false, lost: p.lost, mirror: false, quality: call.quality[p.id] ?? null };
      tileOf(p.id).show({ ...common, screen: false, mic: p.mic, camera: p.camera, hand: p.hand, stream: p.face,
        speaking: three && p.lost !== "media" && call.speaking.has(p.id), pinned: call.pinned === p.id, lit: spot === p.id, lights,
        paused: p.camera && (call.audioOnly !== null || call.paused.has(p.id)) });
      ids.push(p.id);
      if (p.screen) {
        const id = `${p.id}:screen`;
        tileOf(id).show({ ...common, paused: call.audioOnly !== null, screen: true, mic: true, camera: true, hand: 0, stream: p.screen, speaking: false, pinned: call.pinned === id, lit: spot === id, lights });
        ids.unshift(id);
      }
    }
    tileOf("me").show({
      name: prefs.name || t("you"), me: true, screen: false, mic: live(local.mic), camera: live(local.camera), hand: call.hand, lost: "", paused: false,
      speaking: three && call.speaking.has("me"), quality: call.quality.me ?? null, pinned: false, lit: spot === "me", lights, mirror: prefs.mirror, stream: selfStream(local.camera.track),
    });
    ids.push("me");
    for (const [id, tile] of tiles) {
      if (ids.includes(id)) continue;
      tile.remove();
      tiles.delete(id);
    }
    return ids;
  }

  /** @type {MediaStream | null} */
  let mine = null;
  /** @param {MediaStreamTrack | null} track */
  function selfStream(track) {
    if (mine?.getVideoTracks()[0] !== (track ?? undefined)) mine = track ? new MediaStream([track]) : null;
    return mine;
  }

  function draw() {
    frame = 0;
    const { call } = store.state;
    if (!call) return;
    const ids = fill();
    const W = box.clientWidth;
    const H = box.clientHeight;
    const gap = parseFloat(getComputedStyle(box).getPropertyValue("--tile-gap")) || 12;
    const focus = focusOf(ids, call, lit(call, desk.line.peer));
    box.toggleAttribute("data-solo", ids.length <= 2 && !focus);
    pager.el.hidden = true;
    let order = ids;
    /** @type {Box[]} */
    let boxes;
    let floating = "";
    if (focus) {
      const big = bigOnes(focus, ids, call, lit(call, desk.line.peer));
      order = [...big, ...ids.filter(id => !big.includes(id))];
      boxes = sideBySide(big.length, layoutFocus(ids.length - big.length, W, H, { gap }), gap);
    } else if (ids.length === 2) {
      const [big, small] = swapped ? [ids[1], ids[0]] : [ids[0], ids[1]];
      order = [big ?? "me", small ?? "me"];
      const [full = { x: 0, y: 0, w: W, h: H }] = layoutTiles(1, W, H, { gap, ...(W < H ? { minAspect: W / H } : {}) });
      boxes = [full, layoutSelf(full, W, H, store.state.prefs.corner)];
      floating = order[1] ?? "";
    } else {
      const cap = pageSize(W, H, gap);
      const paged = ids.length > cap && cap > 1;
      const pages = paged ? pagesOf(ids, cap) : [ids];
      page = Math.max(0, Math.min(page, pages.length - 1));
      const shown = pages[page] ?? ids;
      order = [...shown, ...ids.filter(id => !shown.includes(id))];
      const room = layoutTiles(shown.length, W, paged ? H - 48 : H, { gap, ...(ids.length === 1 && W < H ? { minAspect: W / H } : {}) });
      boxes = order.map((_, i) => room[i] ?? { x: 0, y: 0, w: 1, h: 1, hide: true });
      if (paged) pager.show(page, pages.length);
    }
    for (const [i, id] of order.entries()) {
      const tile = tileOf(id);
      tile.place(boxes[i] ?? { x: 0, y: 0, w: 1, h: 1, hide: true }, id === floating);
      if (!tile.el.parentNode) box.insertBefore(tile.el, pager.el);
      // The big tile needs no ring: everybody looks at it.
      if (focus === id) tile.el.removeAttribute("data-speaking");
    }
    desk.session?.carrying.shows("stage", shownOf(order, boxes, isCovered(call)));
    invite.hidden = call.direct !== null || call.people.length > 0;
    rove(box);
  }

  const later = () => void (frame ||= requestAnimationFrame(draw));
  box.append(pager.el, invite);
  for (const part of /** @type {const} */ (["call", "local", "prefs"])) scope.watch(store, s => s[part], later);
  scope.watch(store, s => s.prefs.speaker, speaker => tiles.forEach(tile => tile.speakOn(speaker)));
  scope.watch(store, s => s.call?.soundBlocked, blocked => { if (!blocked) for (const tile of tiles.values()) tile.play(); });
  scope.watch(store, s => (s.call ? lit(s.call, desk.line.peer) : ""), id => tellSpot(store.state, id));
  const seen = new ResizeObserver(later);
  seen.observe(box);
  scope.add(() => {
    seen.disconnect();
    cancelAnimationFrame(frame);
    for (const tile of tiles.values()) tile.remove();
  });
  scope.listen(box, "settle", later);
  scope.listen(box, "keydown", event => move(box, event));
  desk.onReaction = (from, name, emoji) => floatReaction(box, tiles.get(from)?.el, name, emoji);
  scope.add(() => (desk.onReaction = () => {}));
  return box;
}

/** How tall the pictures are, in pixels of the display; the others are asked for no more.
 * @param {string[]} ids
 * @param {Box[]} boxes
 * @param {boolean} covered
 * @returns {Map<string, number>} */
const shownOf = (ids, boxes, covered) => new Map(ids.map((id, i) => {
  const { w, h, hide } = boxes[i] ?? { w: 0, h: 0, hide: true };
  return [id, hide || covered ? 0 : Math.max(h, (w * 9) / 16) * devicePixelRatio];
}));

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
