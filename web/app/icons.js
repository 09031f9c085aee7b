// SPDX-License-Identifier: Apache-2.0
/** The symbols of icons.svg, in the page: drawn from elsewhere they would be missing when the server is. */

/** Puts them in; until then icons are blank. */
export async function loadIcons() {
  const answer = await fetch(new URL("./icons.svg", import.meta.url));
  const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  const symbols = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  symbols.setAttribute("class", "symbols");
  symbols.setAttribute("aria-hidden", "true");
  symbols.append(...drawn.children);
  document.body.append(symbols);
}
