// SPDX-License-Identifier: Apache-2.0
/** The symbols of icons.svg, in the page: drawn from elsewhere they would be missing when the server is. */
import { shape } from "./dom.js";

/** Puts them in; until then icons are blank. */
export async function loadIcons() {
  const answer = await fetch(new URL("./icons.svg", import.meta.url));
  const drawn = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  document.body.append(shape("svg", { class: "symbols", "aria-hidden": "true" }, ...drawn.children));
}
