// SPDX-License-Identifier: Apache-2.0

/** @param {string | URL} [url] @returns {string} of the WebSocket */
export function address(url = "/ws") {
  const address = new URL(url, globalThis.location?.href);
  address.protocol = address.protocol.replace("http", "ws");
  if (address.pathname === "/") address.pathname = "/ws";
  return address.href;
}
