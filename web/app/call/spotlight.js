// SPDX-License-Identifier: Apache-2.0
/** The spotlight: who may move it, and where it is. */
import { t } from "../i18n.js";
import { latestSpot, nextSpot } from "../logic/spotlight.js";
import { announce } from "../notices.js";
import { patchCall } from "../state.js";

/** @typedef {import("../state.js").Call} Call */

/** Whether somebody may move it: anyone, but only hosts where the room has rules.
 * @param {Call} call
 * @param {string} id "me" for ourselves */
function may({ order }, id) {
  return order.rules === null || (order.roles.get(id) ?? "guest") !== "guest";
}

/** Whether we may. @param {Call} call */
export const mayLight = call => !call.direct && call.people.length > 0 && may(call, "me");

/** The tile in it, "" for none.
 * @param {Call} call
 * @param {string} self our own id in the room */
export function lit(call, self) {
  const spots = [{ id: self, by: "me", spot: call.spot }, ...call.people.map(p => ({ id: p.id, by: p.id, spot: p.spot }))];
  const id = latestSpot(spots.filter(one => may(call, one.by)))?.id ?? "";
  return id !== "" && id === self ? "me" : id; // before the server has named us, nobody is in it
}

/** Puts a tile into it for everybody, or takes it out.
 * @param {import("../desk.js").Desk} desk
 * @param {string} tile */
export function light({ store, line }, tile) {
  const { call } = store.state;
  if (!call || !mayLight(call)) return;
  const self = line.peer;
  const id = lit(call, self) === tile ? "" : tile === "me" ? self : tile;
  patchCall(store, { spot: nextSpot(id, [call.spot, ...call.people.map(p => p.spot)]) });
}

/** Says who is in it. @param {Readonly<import("../state.js").State>} state @param {string} tile */
export function tellSpot({ call }, tile) {
  const person = call?.people.find(p => tile === p.id || tile === `${p.id}:screen`);
  if (tile === "me") announce(t("spot.told.you"));
  else if (person) announce(t("spot.told", { name: tile === person.id ? person.name : t("tile.screen", { name: person.name }) }));
}
