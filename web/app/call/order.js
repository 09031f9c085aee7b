// SPDX-License-Identifier: Apache-2.0
/** The order in the room: keeps the store told of roles, rules, knocks and hands, tells us what happens, and obeys hosts. */
import { chime } from "../audio.js";
import { t } from "../i18n.js";
import { nameOf } from "../line.js";
import { live } from "../media.js";
import { announce, toast } from "../notices.js";
import { patchCall } from "../state.js";
import { nameOfPeer } from "./about.js";

/** @typedef {import("./session.js").Parts} Parts */
/** @typedef {import("../../client/switchboard.js").Room} Room */
/** @typedef {import("../state.js").Order} Order */

/** @param {Room} room
 * @param {string} self
 * @returns {Order} */
function orderOf({ chair }, self) {
  return {
    role: chair.role, rules: chair.rules ?? null, roles: new Map([...chair.roles].map(([id, role]) => [id === self ? "me" : id, role])),
    hands: [...chair.hands.keys()].map(id => (id === self ? "me" : id)),
    waiting: [...chair.waiting.values()].map(one => ({ id: one.peer, name: nameOf(one.about, one.handle) || t("guest") })),
  };
}

/** Until the returned function is called.
 * @param {Parts} parts
 * @param {Room} room
 * @param {() => void} rebuild people, whose hands are up in this order
 * @param {import("../notices.js").Comings} comings */
export function followOrder(parts, room, rebuild, comings) {
  const { store, line } = parts;
  const name = (/** @type {string} */ id) => {
    const peer = room.peers.get(id);
    return peer ? nameOfPeer(peer) : t("guest");
  };
  const sound = (/** @type {"hand" | "knock"} */ what) => store.state.prefs.sounds && chime(what);

  /** @param {Order} before @param {Order} now */
  const tell = (before, now) => {
    if (before.role === "guest" && now.role !== "guest") toast(store, "host", "host.you");
    if (before.role !== "guest" && now.role === "guest") toast(store, "host", "host.nomore");
    for (const [id, role] of now.roles) {
      if (id !== "me" && role !== before.roles.get(id) && (role === "owner" || !before.roles.has(id)) && room.peers.has(id)) toast(store, "host", ["host.new", { name: name(id) }]);
    }
    const up = now.hands.filter(id => !before.hands.includes(id));
    for (const id of up) if (id !== "me") comings.add("hand.up", name(id));
    if (up.some(id => id !== "me")) sound("hand");
    if (up.includes("me")) announce(t("hand.up.you"));
    if (before.hands.includes("me") && !now.hands.includes("me")) announce(t("hand.down.you"));
    if (before.rules?.locked !== now.rules?.locked) announce(t(now.rules?.locked ? "room.locked" : "room.unlocked"));
  };
  let there = false; // what is so already when we come is no news
  const draw = () => {
    const before = there ? store.state.call?.order : undefined;
    there = true;
    const now = orderOf(room, line.peer);
    patchCall(store, { order: now, hand: now.hands.indexOf("me") + 1 });
    rebuild();
    if (before) tell(before, now);
  };
  draw();

  const offs = [
    room.chair.on("changed", draw),
    room.chair.on("knock", one => {
      sound("knock");
      // The banner is a live region, but appears with its first words in it, which browsers do not all tell.
      announce(t("wait.one", { name: nameOf(one.about, one.handle) || t("guest") }), "crowd");
    }),
    room.chair.on("asked", ({ wish }) => {
      const { local } = store.state;
      if (wish === "mute" && live(local.mic)) {
        void parts.media.setMic(false);
        toast(store, "mic-off", "host.muted");
      } else if (wish === "stop-video" && live(local.camera)) {
        void parts.media.setCamera(false);
        toast(store, "cam-off", "host.stopvideo");
      } else if (wish === "stop-share" && local.screen) {
        parts.media.stopShare();
        toast(store, "share-stop", "host.stopshare");
      }
    }),
  ];
  return () => offs.forEach(off => off());
}
