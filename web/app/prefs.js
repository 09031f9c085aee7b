// SPDX-License-Identifier: Apache-2.0
/** What is remembered on this device. Everything still works where storage is closed; it is then forgotten with the page. */

const KEY = "switchboard.prefs";

/**
 * @typedef {object} Prefs
 * @property {string} name how others see us
 * @property {string} handle our username on the board, "" for none
 * @property {boolean} available whether people on the board may ring us
 * @property {"" | "en" | "zh"} lang
 * @property {"" | "light" | "dark"} theme "" follows the system
 * @property {string} camera device id, "" for the system's
 * @property {string} mic
 * @property {string} speaker
 * @property {boolean} camOn
 * @property {boolean} micOn
 * @property {boolean} mirror
 * @property {string} pass what lets us start rooms on a server that wants that, "" for nothing
 * @property {boolean} noise reduce background noise
 * @property {boolean} echo cancel the echo of our own speaker
 * @property {boolean} blur the background of our picture, where the browser can
 * @property {import("./logic/budget.js").Quality} quality of the video we send
 * @property {boolean} motion a shared screen should be smooth rather than sharp
 * @property {boolean} relay always use the relay
 * @property {boolean} sounds
 * @property {boolean} keys single-key shortcuts
 * @property {import("./logic/layout.js").Corner} corner of the small view of oneself
 * @property {import("./logic/rooms.js").Recent[]} recent
 * @property {{ handle: string, at: number }[]} callers who called, newest first
 * @property {{ handle: string, name: string, at: number }[]} missed who called in vain, newest first
 */

/** @type {Prefs} */
export const DEFAULTS = {
  name: "", handle: "", available: true, lang: "", theme: "", camera: "", mic: "", speaker: "", camOn: true, micOn: true,
  mirror: true, pass: "", noise: true, echo: true, blur: false, quality: "auto", motion: false, relay: false, sounds: true, keys: true, corner: "bottom-end", recent: [], callers: [], missed: [],
};

/** Keeps of stored text only what has the right shape.
 * @param {string | null} text
 * @returns {Prefs} */
export function parsePrefs(text) {
  /** @type {any} */
  let stored;
  try {
    stored = JSON.parse(text ?? "{}");
  } catch {
    stored = {};
  }
  const prefs = /** @type {any} */ ({ ...DEFAULTS });
  for (const [key, fallback] of Object.entries(DEFAULTS)) {
    const value = stored?.[key];
    if (typeof value === typeof fallback && Array.isArray(value) === Array.isArray(fallback)) prefs[key] = value;
  }
  if (!["auto", "1080", "360", "audio"].includes(prefs.quality)) prefs.quality = DEFAULTS.quality;
  prefs.recent = prefs.recent.filter((/** @type {any} */ r) => typeof r?.room === "string" && typeof r?.at === "number" && ["string", "undefined"].includes(typeof r.title));
  for (const list of /** @type {const} */ (["callers", "missed"])) {
    prefs[list] = prefs[list].filter((/** @type {any} */ c) => typeof c?.handle === "string" && typeof c?.at === "number");
  }
  return prefs;
}

/** @returns {Prefs} */
export function loadPrefs() {
  try {
    return parsePrefs(localStorage.getItem(KEY));
  } catch {
    return { ...DEFAULTS };
  }
}

/** Hears of what other tabs changed.
 * @param {(prefs: Prefs) => void} changed */
export function followPrefs(changed) {
  addEventListener("storage", event => {
    if (event.key === KEY) changed(parsePrefs(event.newValue));
  });
}

/** @param {Prefs} prefs */
export function savePrefs(prefs) {
  try {
    localStorage.setItem(KEY, JSON.stringify(prefs));
  } catch {
    // Full or closed: nothing is remembered, nothing breaks.
  }
}
