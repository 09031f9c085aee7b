// SPDX-License-Identifier: Apache-2.0
/** A file in the chat. */
import { button, h, icon, words } from "../dom.js";
import { OVER } from "../logic/parcel.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../logic/parcel.js").Parcel} Parcel */

/** @type {(desk: Desk, scope: import("../scope.js").Scope, id: string) => HTMLElement} */
export function fileRow(desk, scope, id) {
  const name = h("span", { class: "name clip", dir: "auto" });
  const meta = h("span", { class: "meta num", "data-test": "file-meta" });
  const acts = h("span", { class: "acts" });
  const filled = h("i");
  const progress = h("div", { class: "progress", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": "100" }, filled);
  const picture = h("span", { class: "thumb" });
  // The log around it would read out every step.
  const el = h("div", { class: "file", role: "group", tabindex: "-1", "aria-live": "off", "data-test": "file" }, picture, name, meta, acts, progress);
  let shown = "";
  const draw = (/** @type {Parcel | undefined} */ file) => {
    if (!file) return;
    const { state, size, moved } = file;
    if (!shown) {
      name.textContent = name.title = file.name;
      picture.append(icon(file.type.startsWith("image/") ? "image" : "file"));
      for (const one of [el, progress]) one.setAttribute("aria-label", file.name);
    }
    el.dataset.state = state;
    words(meta, "text", file.words);
    const done = size > 0 ? Math.floor((moved / size) * 100) : 0;
    progress.hidden = OVER.has(state) || state === "offered";
    progress.setAttribute("aria-valuenow", String(done));
    progress.style.setProperty("--v", String(done));
    const now = [state, file.held, file.stored].join();
    if (now !== shown) replaceActs(el, acts, actsOf(desk, id, file));
    shown = now;
  };
  scope.watch(desk.store, s => s.call?.files[id], draw);
  return el;
}

/** Whoever stood on a button that goes stands on the next one, or on the row. @param {HTMLElement} row @param {HTMLElement} box @param {HTMLElement[]} buttons */
function replaceActs(row, box, buttons) {
  const focused = box.contains(document.activeElement);
  box.replaceChildren(...buttons);
  row.toggleAttribute("data-asks", buttons.some(one => !one.classList.contains("btn-icon")));
  if (focused) (buttons[0] ?? row).focus();
}

/** @param {Desk} desk
 * @param {string} id
 * @param {Parcel} file */
function actsOf(desk, id, file) {
  const { own, state, held, stored } = file;
  const act = (/** @type {string} */ name, /** @type {string} */ image, /** @type {import("../i18n.js").Key} */ key, /** @type {() => void} */ run) =>
    button("btn btn-quiet btn-icon btn-sm", image, key, run, { "data-test": `file-${name}` });
  const parcels = () => desk.session?.parcels;
  const cancel = act("cancel", "x", "file.cancel", () => parcels()?.cancel(id));
  if (state === "offered") {
    if (own) return [cancel];
    const named = { file: file.name };
    return [
      button("btn btn-primary btn-sm", null, "file.accept", () => void parcels()?.accept(id), { "data-test": "file-accept", label: ["file.accept.name", named] }),
      button("btn btn-sm", null, "file.decline", () => parcels()?.decline(id), { "data-test": "file-decline", label: ["file.decline.name", named] }),
    ];
  }
  if (state === "done") return own || stored ? [] : [act("save", "download", "file.save", () => parcels()?.save(id))];
  if (OVER.has(state)) return [];
  const hold = held ? act("resume", "play", "file.resume", () => parcels()?.hold(id, false)) : act("pause", "pause", "file.pause", () => parcels()?.hold(id, true));
  return [hold, cancel];
}
