// SPDX-License-Identifier: Apache-2.0
/** Numbers as the server's owner reads them. */
import { bytes, langTag, number } from "../../i18n.js";

/** @param {number} n
 * @param {string} unit */
const unit = (n, unit) => new Intl.NumberFormat(langTag(), { style: "unit", unit, unitDisplay: "short" }).format(n);

/** Two units at most: "18 days", "1 hr 20 min".
 * @param {number} seconds */
export function lasted(seconds) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return unit(s, "second");
  if (s < 3600) return unit(Math.floor(s / 60), "minute");
  if (s >= 2 * 86_400) return unit(Math.floor(s / 86_400), "day");
  const minutes = Math.floor(s / 60) % 60;
  return [unit(Math.floor(s / 3600), "hour"), minutes ? unit(minutes, "minute") : ""].join(" ").trim();
}

/** @param {number} bits a second */
export function rate(bits) {
  const { value, unit: of } = bytes(bits);
  return { value, unit: `${of.slice(0, -1)}bit/s` };
}

/** @param {number} micros */
export const latency = micros => `${number(micros < 9_950 ? Math.round(micros / 100) / 10 : Math.round(micros / 1000))} ms`;

/** @param {number} n */
export const short = n => new Intl.NumberFormat(langTag(), { notation: "compact", maximumFractionDigits: 1 }).format(n);
