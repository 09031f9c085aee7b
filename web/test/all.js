// SPDX-License-Identifier: Apache-2.0
import { results, run } from "./harness.js";

const modules = [
  ...["emitter", "resume", "socket", "session", "switchboard", "room", "chair", "peer", "direct", "healing", "silence", "ice", "media", "safety"],
  ...["sha256", "filename", "depot", "files", "malice"],
];
const list = /** @type {HTMLElement} */ (document.getElementById("results"));

for (const name of modules) await import(`../client/${name}.test.js`);
await import("../app/all.test.js");
await import("../demos/all.test.js");
await run(({ name, passed, ms, error }) => {
  const line = document.createElement("li");
  line.textContent = `${passed ? "✓" : "✗"} ${name} (${ms} ms)`;
  line.style.color = passed ? "green" : "red";
  if (error) line.append(Object.assign(document.createElement("pre"), { textContent: error }));
  list.append(line);
});
document.title = `${results.failed} failed, ${results.passed} passed`;
