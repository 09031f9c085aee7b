// SPDX-License-Identifier: Apache-2.0
/** The words of the demo pages; language and theme are the app's, remembered in the same place. */
import { chooseLang, lang, loadLang, setLang, speaker } from "/app/i18n.js";
import { loadPrefs, savePrefs } from "/app/prefs.js";
import { en } from "./i18n/en.js";
import { zh } from "./i18n/zh.js";

/** @typedef {keyof typeof en} Key */
/** @typedef {import("/app/i18n.js").Vars} Vars */

export const w = speaker({ en, zh });

/** Words that follow when the language changes, for `h` of /app/dom.js.
 * @param {Key} key
 * @param {Vars} [vars]
 * @returns {() => string} */
export const said = (key, vars) => () => w(key, vars);

// Before the first element is made: those follow the language only once they are in the page.
const spoken = chooseLang(new URLSearchParams(location.search).get("lang"), loadPrefs().lang, navigator.languages);
await loadLang(spoken);
setLang(spoken);

export async function switchLang() {
  const next = lang() === "zh" ? "en" : "zh";
  await loadLang(next);
  setLang(next);
  savePrefs({ ...loadPrefs(), lang: next });
}

export function switchTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const theme = dark ? "light" : "dark";
  root.dataset.theme = theme;
  savePrefs({ ...loadPrefs(), theme });
}
