// SPDX-License-Identifier: Apache-2.0
/** The lines of the chat: added at the end, and forgotten when there are too many. */
import { chime } from "../audio.js";
import { newest } from "../logic/newest.js";
import { announce } from "../notices.js";
import { patchCall } from "../state.js";

/** @typedef {import("../state.js").ChatLine} ChatLine */

/** @param {import("../state.js").AppStore} store
 * @param {ChatLine} line
 * @param {string} [spoken] where it is news to us: what a screen reader says while the chat is closed */
export function addLine(store, line, spoken = "") {
  const { call, prefs } = store.state;
  if (!call) return;
  const news = spoken !== "" && call.panel !== "chat";
  patchCall(store, { chat: newest([...call.chat, line], call.files), unread: call.unread + (news ? 1 : 0) });
  if (!news) return;
  announce(spoken, "crowd");
  if (prefs.sounds) chime("message");
}
