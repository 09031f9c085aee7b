// SPDX-License-Identifier: Apache-2.0
/** Our line to the server: keeps the store told of its state and of the board. */
import { connect } from "../client/switchboard.js";
import { toast } from "./notices.js";

/** @typedef {import("./state.js").AppStore} AppStore */

/** @param {AppStore} store */
export function openLine(store) {
  const { prefs } = store.state;
  const line = connect({
    about: { name: prefs.name }, ...(prefs.handle ? { handle: prefs.handle } : {}),
    // Asked for with each connection: the settings may change.
    get iceTransportPolicy() { return store.state.prefs.relay ? "relay" : "all"; },
  });

  line.on("state", ({ state, attempt, retryIn, code, reason }) => {
    const ever = store.state.line.ever || state === "connected";
    store.set({ line: { state, attempt, retryAt: Date.now() + retryIn, code: code ?? 0, reason: reason ?? "", ever }, handle: line.handle ?? "" });
  });
  line.on("welcome", () => store.set({ handle: line.handle ?? "" }));
  line.on("people", people => showBoard(store, line, people));
  line.on("handle-lost", handle => {
    toast(store, "person-x", ["claim.lost", { name: handle }]);
    store.set({ handle: "", nameless: true }); // remembered all the same: the other tab is this one's neighbour, or we reload
  });
  line.watch().then(board => showBoard(store, line, board.people)).catch(() => {});
  setPresence(store, line);
  return line;
}

/** @typedef {import("../client/switchboard.js").Switchboard} Switchboard */

/** Tells the board whether we may be rung.
 * @param {AppStore} store
 * @param {Switchboard} line */
export function setPresence(store, line) {
  const { call, prefs } = store.state;
  void line.status(call ? "in-call" : prefs.available ? "available" : "away").catch(() => {});
}

/** @param {AppStore} store
 * @param {Switchboard} line
 * @param {ReadonlyMap<string, import("../client/messages.js").Person>} people */
function showBoard(store, line, people) {
  store.set({
    handle: line.handle ?? "",
    board: [...people.values()].map(one => ({ handle: one.handle, name: nameOf(one.about, one.handle), status: one.status })),
  });
}

/** What turns the direction of writing: it would go on behind a name, through the sentence that the name is in. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** How somebody wants to be called, out of what they say about themselves; never longer than a name may be.
 * @param {unknown} about
 * @param {string | null | undefined} [handle]
 * @returns {string} "" where they do not say */
export function nameOf(about, handle) {
  const name = /** @type {any} */ (about)?.name;
  const text = typeof name === "string" && name.trim() ? name : handle ?? "";
  return [...text.replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").replace(TURNING, "").trim()].slice(0, 40).join("");
}
