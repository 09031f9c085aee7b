// SPDX-License-Identifier: Apache-2.0

/** The two places that screen readers listen to. @param {(regions: { polite: HTMLElement, assertive: HTMLElement }) => Promise<void>} body */
export async function withRegions(body) {
  const [polite, assertive] = ["polite", "assertive"].map((id) => Object.assign(document.createElement("div"), { id }));
  if (!polite || !assertive) return;
  document.body.append(polite, assertive);
  try {
    await body({ polite, assertive });
  } finally {
    polite.remove();
    assertive.remove();
  }
}
