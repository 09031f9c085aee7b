// SPDX-License-Identifier: Apache-2.0
/** Files that are dropped anywhere on the call, or pasted: without this, the browser would leave the call and open them. */
import { h, words } from "../dom.js";
import { toast } from "../notices.js";
import { togglePanel } from "./panel.js";

/** @typedef {import("../desk.js").Desk} Desk */

/** @type {(desk: Desk, scope: import("../scope.js").Scope) => HTMLElement} */
export function dropZone(desk, scope) {
  const text = h("p", {});
  const zone = h("div", { class: "dropzone", hidden: true, "data-test": "dropzone" }, text);
  const carriesFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  scope.listen(window, "dragenter", event => {
    if (!carriesFiles(event)) return;
    const { call } = desk.store.state;
    const to = call?.people.find(one => one.id === call.to);
    words(text, "text", to ? ["file.drop.one", { name: to.name }] : "file.drop");
    zone.hidden = false;
  });
  scope.listen(window, "dragover", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });
  scope.listen(window, "dragleave", event => {
    if (event.relatedTarget === null) zone.hidden = true;
  });
  scope.listen(window, "drop", event => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.hidden = true;
    sendFrom(desk, event.dataTransfer);
  });
  return zone;
}

/** @param {Desk} desk
 * @param {DataTransfer} data */
export function sendFrom(desk, data) {
  const items = [...data.items].filter(item => item.kind === "file");
  const files = items.filter(item => !item.webkitGetAsEntry()?.isDirectory).map(item => item.getAsFile()).filter(file => file !== null);
  if (files.length < items.length) toast(desk.store, "info", "file.folder");
  if (files.length) send(desk, files);
}

/** @param {Desk} desk
 * @param {Iterable<File>} files */
export function send(desk, files) {
  desk.session?.parcels?.send(files);
  if (desk.store.state.call?.panel !== "chat") togglePanel(desk, "chat");
}
