// SPDX-License-Identifier: Apache-2.0
import { describe, same, test, until } from "../../test/harness.js";
import { loadLang, t } from "../i18n.js";
import { DEFAULTS } from "../prefs.js";
import { initialState } from "../state.js";
import { Store } from "../store.js";
import { claimForm } from "./handle.js";

/** What somebody reads whose username was refused. @param {string} code */
async function complaint(code) {
  await loadLang("en");
  const line = { claim: () => Promise.reject(Object.assign(new Error(code), { code })) };
  const form = claimForm(/** @type {any} */ ({ store: new Store(initialState(DEFAULTS, "en")), line }));
  document.body.append(form);
  try {
    const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    input.value = "ana";
    form.requestSubmit();
    return await until(() => form.querySelector("[role=alert]")?.textContent, "a complaint");
  } finally {
    form.remove();
  }
}

describe("a username that cannot be claimed", () => {
  test("is called wrong only where it is", async () => {
    same(await complaint("handle-taken"), t("claim.taken", { name: "ana" }));
    same(await complaint("bad-field"), t("claim.bad"));
    for (const code of ["timeout", "closed", "rate-limited", "server-full"]) same(await complaint(code), t("claim.again"), code);
  });
});
