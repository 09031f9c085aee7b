// SPDX-License-Identifier: Apache-2.0
/** The menu of a tile: whose it is, in full, and all that can be done about it. */
import { t } from "../i18n.js";
import { live } from "../media.js";
import { openMenu } from "../menu.js";
import { patchCall, patchPrefs } from "../state.js";
import { acts } from "./people.js";
import { light, lit, mayLight } from "./spotlight.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../menu.js").Item} Item */

/** Makes a tile big, or no longer. @param {Desk} desk @param {string} id of the tile */
export function pin({ store }, id) {
  patchCall(store, { pinned: store.state.call?.pinned === id ? "" : id });
}

/** @param {Desk} desk
 * @param {string} id of the tile
 * @param {HTMLElement} anchor
 * @param {(() => void) | null} swap makes the small one of two the big one */
export function openTileMenu(desk, id, anchor, swap) {
  const { call, local, prefs } = desk.store.state;
  const owner = id.replace(/:screen$/, "");
  const me = owner === "me";
  const person = call?.people.find(one => one.id === owner);
  if (!call || (!me && !person)) return;
  const screen = owner !== id;
  const own = prefs.name || t("you");
  const name = person?.name ?? own;
  const shown = () => (screen ? t("tile.screen", { name }) : me ? t("name.you", { name }) : name);
  const pinned = call.pinned === id;
  const inLight = lit(call, desk.line.peer) === id;
  const role = call.order.roles.get(owner) ?? "guest";
  const doable = acts(desk, person ? { ...person, screen: person.screen !== null, role }
    : { id: "me", name, mic: live(local.mic), camera: live(local.camera), screen: false, hand: call.hand, lost: "", role });
  /** @type {(Item | false)[]} */
  const items = [
    { heading: shown },
    !me && { label: () => t(pinned ? "tile.unpin" : "tile.pin", { name: shown() }), image: "pin", test: "tile-pin", run: () => pin(desk, id) },
    mayLight(call) && { label: () => t(inLight ? "spot.end" : "spot.set", { name: shown() }), image: "spotlight", test: "tile-spot", run: () => light(desk, id) },
    swap !== null && { label: "tile.swap", image: "pip", test: "tile-swap", run: swap },
    me && { label: t("set.mirror"), checked: prefs.mirror, run: () => patchPrefs(desk.store, { mirror: !prefs.mirror }) },
    doable.length > 0 && "line",
    ...doable,
  ];
  openMenu(anchor, "pop-tile", () => t("tile.menu", { name: shown() }), items.filter(item => item !== false));
}
