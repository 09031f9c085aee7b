// SPDX-License-Identifier: Apache-2.0
/** What a file's row shows: one file that goes to several people is one row. */
import { bytes as scaled } from "../i18n.js";

/** What there is to know of a transfer.
 * @typedef {Pick<import("../../client/transfer.js").Transfer, "state" | "moved" | "size" | "pausedBy" | "endedBy" | "failure"> & { who: string }} Way */
/** @typedef {import("../../client/transfer.js").TransferState} WayState */

/**
 * @typedef {object} Parcel
 * @property {string} name
 * @property {number} size
 * @property {string} type
 * @property {boolean} own
 * @property {WayState} state
 * @property {number} moved bytes, of one copy
 * @property {boolean} held whether it was we who paused it
 * @property {boolean} [stored] where somebody chose: it is not ours to save any more
 * @property {[import("../i18n.js").Key, import("../i18n.js").Vars]} words
 */

/** What comes first is what one would want to know first. @type {WayState[]} */
const ORDER = ["moving", "interrupted", "paused", "offered", "done", "failed", "declined", "cancelled"];
export const OVER = new Set(["done", "failed", "declined", "cancelled"]);

/**
 * @param {{ name: string, size: number, type: string, own: boolean }} file
 * @param {Way[]} ways one for each receiver; not empty
 * @returns {Parcel}
 */
export function parcel(file, ways) {
  const state = /** @type {WayState} */ (ORDER.find(one => ways.some(way => way.state === one)));
  const these = ways.filter(way => way.state === state);
  const wanted = ways.filter(way => !OVER.has(way.state) || way.state === "done");
  const moved = wanted.length ? wanted.reduce((sum, way) => sum + way.moved, 0) / wanted.length : 0;
  return { ...file, state, moved, held: these[0]?.pausedBy === "us", words: words(file, state, { these, wanted, all: ways.length }, moved) };
}

/**
 * @param {{ size: number, own: boolean }} file
 * @param {WayState} state
 * @param {{ these: Way[], wanted: Way[], all: number }} ways
 * @param {number} moved
 * @returns {Parcel["words"]}
 */
function words({ size, own }, state, { these, wanted, all }, moved) {
  const { a, b } = amounts(moved, size);
  const name = these[0]?.who ?? "";
  /** @type {import("../i18n.js").Vars} */
  const few = these.length > 1 ? { n: these.length } : { name };
  const many = /** @type {"" | ".many"} */ (these.length > 1 ? ".many" : "");
  switch (state) {
    case "offered": return own ? [`file.offered${many}`, few] : ["file.ready", { a: bytes(size), name }];
    case "moving":
      if (!own) return ["file.receiving", { a, b }];
      return wanted.length > 1 ? ["file.sending", { n: wanted.length, a, b }] : ["file.sending.one", { name, a, b }];
    case "interrupted": return ["file.interrupted", { a, b }];
    case "paused": return these[0]?.pausedBy === "us" ? ["file.paused", { a, b }] : ["file.paused.them", { name, a, b }];
    case "done":
      if (!own) return ["file.ready", { a: bytes(size), name }];
      if (these.length < all) return ["file.sent.part", { a: these.length, b: all }];
      return [`file.sent${many}`, few];
    case "declined": return own ? ["file.declined", { name }] : ["file.declined.us", {}];
    case "cancelled": return these[0]?.endedBy === "us" ? ["file.cancelled", {}] : ["file.cancelled.them", { name }];
    case "failed": return [`file.fail.${these[0]?.failure ?? "misbehaved"}${own ? ".own" : ""}`, { name }];
  }
}

/** 1800000 → "1.8 MB". @param {number} n */
export function bytes(n) {
  const { value, unit } = scaled(n);
  return `${value} ${unit}`;
}

/** Both in the unit of the second: "27" of "41 MB".
 * @param {number} moved
 * @param {number} size */
export const amounts = (moved, size) => ({ a: scaled(moved, size).value, b: bytes(size) });
