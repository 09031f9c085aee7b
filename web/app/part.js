// SPDX-License-Identifier: Apache-2.0
/** Parts of the app that are loaded when they are first wanted. */
import { loadAllWords } from "./i18n.js";

/** Loads one. The address of every part has the version of the page in it: after an upgrade of the server it is not there any more.
 * Then the page is loaded anew, at the address that it was going to; in a call nothing is loaded, so no call ends like this.
 * @template T
 * @param {() => Promise<T>} load
 * @returns {Promise<T>} */
export async function part(load) {
  try {
    return await load();
  } catch (e) {
    const here = await fetch(import.meta.url, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (here?.status !== 404) throw e; // the line is down, or the part is broken
    location.reload();
    return new Promise(() => {});
  }
}

/** @type {Promise<unknown> | undefined} */
let styled;

/** The styles of a call, which the start page has no use for. */
const styles = () => (styled ??= new Promise((resolve, reject) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("./call.css", import.meta.url).href;
  link.onload = resolve;
  link.onerror = () => {
    styled = undefined;
    link.remove();
    reject(new Error(`${link.href} (expected: styles)`));
  };
  document.head.append(link);
}));

/** All that a call needs: the pages before it, of it and after it. */
export const calling = () => part(async () => (await Promise.all([import("./calling.js"), loadAllWords(), styles()]))[0]);
