// SPDX-License-Identifier: Apache-2.0

/** @typedef {import("../state.js").Local} Local */

/** What hinders one of the two. @param {Local} local @returns {import("../i18n.js").Key | null} */
export function troubleWords({ mic, camera }) {
  if (camera.trouble === "insecure" || mic.trouble === "insecure") return "err.insecure";
  if (mic.trouble === "missing" && (camera.trouble === "missing" || !camera.on)) return camera.trouble === "missing" ? "perm.nothing" : "perm.nomic";
  if (camera.trouble === "missing") return "perm.nodevice";
  if (mic.trouble === "missing") return "perm.nomic";
  if (camera.trouble === "busy") return "perm.inuse";
  if (mic.trouble === "busy") return "perm.micinuse";
  if (camera.trouble === "denied" || mic.trouble === "denied") return "perm.denied";
  return camera.trouble === "other" || mic.trouble === "other" ? "perm.other" : null;
}
