// SPDX-License-Identifier: Apache-2.0
/** Room names: made up, read from links and typed text, turned into addresses; and the rooms one was in. */

const METALS = "amber brass bronze cedar clay copper coral cotton ebony ivory jade linen maple marble oak olive pearl pine quartz ruby sage satin silver slate velvet walnut willow".split(" ");
const THINGS = "anchor bell bridge candle clock comet dial door ferry fiddle garden harbor island kettle lamp lantern meadow mill mirror orchard piano river sail signal station summit tower violin wagon window".split(" ");

/** A readable name such as brass-lamp-42.
 * @param {(n: number) => number} [pick] an integer from 0 to n - 1 */
export function randomRoom(pick = random) {
  return `${METALS[pick(METALS.length)]}-${THINGS[pick(THINGS.length)]}-${10 + pick(990)}`;
}

/** @param {number} n */
function random(n) {
  return Math.floor(((crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32) * n);
}

/** Paths the server keeps for itself; a test of the server looks whether all of its own are among them. */
const TAKEN = new Set(["app", "client", "v", "ws", "ice", "tutorial", "socket.io", "peerjs", "y-webrtc", "healthz", "readyz", "metrics", "version", "admin", "rating", "demos", "test",
  "favicon.ico", "robots.txt", "manifest.webmanifest"]);
const MAX_BYTES = 256;

/** Whether a room may be called so.
 * @param {string} name */
export function validRoom(name) {
  return !/\p{Cs}/u.test(name) && name.trim() !== "" && name !== "." && name !== ".." && !TAKEN.has(name)
    && !/[\u0000-\u001f\u007f-\u009f]/.test(name) && new TextEncoder().encode(name).length <= MAX_BYTES;
}

/** What people call a room when they type it: case and spaces do not tell rooms apart.
 * @param {string} typed */
export function slug(typed) {
  return typed.normalize("NFC").trim().toLowerCase().replace(/[\s/\\?#%]+/g, "-").replace(/^-+|-+$/g, "");
}

const MAX_TITLE = 60;

/** How people write the name of a room. It differs from the name by capitals, spaces and the like only, so whoever says it need not be trusted.
 * @param {string} room
 * @param {unknown} said
 * @returns {string} "" where it is none of this room, or the name itself */
export function titleOf(room, said) {
  if (typeof said !== "string" || said.length > MAX_TITLE) return "";
  const title = said.normalize("NFC").replace(/\s+/g, " ").trim();
  return room !== "" && title !== room && slug(title) === room ? title : "";
}

/** The room of an address path, "" for the start page, null where the path is no room.
 * @param {string} pathname
 * @returns {string | null} */
export function roomOfPath(pathname) {
  const segments = pathname.replace(/^\//, "").replace(/\/$/, "");
  if (segments === "") return "";
  if (segments.includes("/")) return null;
  try {
    const name = decodeURIComponent(segments).normalize("NFC");
    return validRoom(name) ? name : null;
  } catch {
    return null;
  }
}

/** @param {string} room */
export const pathOfRoom = room => `/${encodeURIComponent(room)}`;

/** The room meant by what somebody typed or pasted: a name, a path or a whole link; null where it is none of ours.
 * @param {string} typed
 * @param {string} host of this page
 * @returns {string | null} */
export function roomOfText(typed, host) {
  const text = typed.trim();
  if (text === "") return null;
  const link = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : text.startsWith(`${host}/`) ? `https://${text}` : null;
  if (link) {
    if (!URL.canParse(link)) return null;
    const url = new URL(link);
    return url.host === host && /^https?:$/.test(url.protocol) ? roomOfPath(url.pathname) || null : null;
  }
  if (text.startsWith("/")) return roomOfPath(text) || null;
  const name = slug(text);
  return validRoom(name) ? name : null;
}

/** @typedef {{ room: string, at: number, title?: string }} Recent */

/** The list of recent rooms with this one on top.
 * @param {readonly Recent[]} list
 * @param {string} room
 * @param {number} at
 * @param {string} [title]
 * @returns {Recent[]} */
export function remember(list, room, at, title = "") {
  return [{ room, at, ...(title ? { title } : {}) }, ...list.filter(one => one.room !== room)].slice(0, 8);
}
