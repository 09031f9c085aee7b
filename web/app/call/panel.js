// SPDX-License-Identifier: Apache-2.0
/** The frame of the side panels. */
import { button, h } from "../dom.js";
import { patchCall } from "../state.js";

/** @type {(desk: import("../desk.js").Desk, name: "chat" | "people") => void} */
export function togglePanel({ store }, name) {
  const { call } = store.state;
  if (!call) return;
  const panel = call.panel === name ? "" : name;
  patchCall(store, { panel, ...(panel === "chat" ? { unread: 0 } : {}) });
}

/** Opens the chat with one person chosen to read what is written. @param {import("../desk.js").Desk} desk @param {string} to a peer's id */
export function writeTo({ store }, to) {
  patchCall(store, { panel: "chat", unread: 0, to });
  document.querySelector("textarea")?.focus();
}

/** @param {import("../desk.js").Desk} desk
 * @param {"chat" | "people"} name
 * @param {Node[]} extra more in the header
 * @param {...Node} body */
export function panel(desk, name, extra, ...body) {
  const id = `panel-${name}`;
  return h("aside", { class: "panel", "aria-labelledby": id, "data-test": `${name}-panel` },
    h("header", {}, h("h2", { id, tabindex: "-1", t: `${name}.title` }), ...extra,
      button("btn btn-quiet btn-icon btn-sm", "x", "close", () => patchCall(desk.store, { panel: "" }), { "data-test": "close-panel" })),
    ...body);
}
