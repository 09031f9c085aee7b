// SPDX-License-Identifier: Apache-2.0

const STYLES = ["tokens", "components", "pages", "app", "call"];

/** A page of this size with the app's styles, for what goes by the size of the page.
 * @template T
 * @param {number} width
 * @param {number} height
 * @param {(page: Document) => T | Promise<T>} body
 * @returns {Promise<T>} */
export async function framed(width, height, body) {
  const frame = document.createElement("iframe");
  frame.style.cssText = `width: ${width}px; height: ${height}px; border: 0; position: fixed; inset: 0 auto auto 0`;
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  frame.srcdoc = `<!doctype html><html lang="en">${STYLES.map((name) => `<link rel="stylesheet" href="${new URL(`../app/${name}.css`, import.meta.url)}">`).join("")}`;
  document.body.append(frame);
  await loaded; // with its styles
  try {
    return await body(/** @type {Document} */ (frame.contentDocument));
  } finally {
    frame.remove();
  }
}
