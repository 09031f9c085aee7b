// SPDX-License-Identifier: Apache-2.0
import { announce } from "../app/notices.js";
import { until } from "./harness.js";

/** The two places that screen readers listen to, after all that was said before. @param {(regions: { polite: HTMLElement, assertive: HTMLElement }) => Promise<void>} body */
export async function withRegions(body) {
  const [polite, assertive] = ["polite", "assertive"].map((id) => Object.assign(document.createElement("div"), { id }));
  if (!polite || !assertive) return;
  document.body.append(polite, assertive);
  try {
    announce("quiet");
    announce("quiet", "assertive");
    await until(() => polite.textContent && assertive.textContent, "quiet");
    polite.textContent = assertive.textContent = "";
    await body({ polite, assertive });
  } finally {
    polite.remove();
    assertive.remove();
  }
}
