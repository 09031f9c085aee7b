// SPDX-License-Identifier: Apache-2.0
/** What hosts do, as the views ask for it: with a question where it cannot be undone, and a word where the server says no. */
import { openDialog, titledDialog } from "../dialog.js";
import { button, h } from "../dom.js";
import { toast } from "../notices.js";

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../../client/chair.js").Chair} Chair */

/** Asks the server; says so where it refuses.
 * @param {Desk} desk
 * @param {(chair: Chair) => Promise<unknown>} act */
export async function chair(desk, act) {
  const { session } = desk;
  if (!session?.chair) return;
  try {
    await act(session.chair);
  } catch (e) {
    const code = /** @type {any} */ (e)?.code;
    if (code === "room-full") toast(desk.store, "warn", "wait.full");
    else if (code !== "not-in-room") toast(desk.store, "warn", "host.refused"); // they left in the same moment
  }
}

/** @param {Desk} desk */
export function admitAll(desk) {
  for (const { id } of desk.store.state.call?.order.waiting ?? []) void chair(desk, c => c.admit(id));
}

/** @param {Desk} desk @param {string} id @param {string} name */
export function askRemove(desk, id, name) {
  const ban = h("input", { type: "checkbox", role: "switch", "data-test": "ban" });
  ask("ask-remove", ["people.remove.ask", { name }], "people.remove", () => void chair(desk, c => c.remove(id, { ban: ban.checked })),
    h("label", { class: "switch" }, h("span", {}, h("b", { t: "people.ban" }), h("small", { t: "people.ban.hint" })), ban));
}

/** @param {Desk} desk */
export function askEnd(desk) {
  const n = (desk.store.state.call?.people.length ?? 0) + 1;
  ask("ask-end", n > 1 ? ["ctl.end.ask", { n }] : "ctl.end.ask.alone", "ctl.end", () => void chair(desk, c => c.end()));
}

/** @param {Desk} desk @param {string} id @param {string} name */
export function askHandOver(desk, id, name) {
  ask("ask-handover", ["people.handover.ask", { name }], "people.handover", () => void chair(desk, c => c.appoint(id, "owner")));
}

/** Sets the room's password, another one, or none. @param {Desk} desk */
export function askPassword(desk) {
  const has = desk.store.state.call?.order.rules?.password === true;
  const word = h("input", { class: "input", id: "new-password", type: "text", autocomplete: "off", spellcheck: "false", maxlength: "64", required: true, "data-test": "new-password" });
  const set = async (/** @type {string} */ password) => {
    dialog.close();
    await chair(desk, async c => {
      await c.rule({ password });
      toast(desk.store, "lock", password ? "people.password.set" : "people.password.gone");
    });
  };
  const dialog = openDialog(titledDialog("ask-password", "people.password", false,
    h("form", { class: "body stack", id: "password-form", on: { submit: e => {
      e.preventDefault();
      void set(word.value);
    } } }, h("div", { class: "field" }, h("label", { for: "new-password", t: "people.password.new" }), word, h("p", { class: "hint", t: "people.password.hint" }))),
    h("footer", {}, has && button("btn", null, "people.password.remove", () => void set(""), { "data-test": "password-remove" }),
      h("button", { class: "btn btn-primary", type: "submit", form: "password-form", t: "people.password.save", "data-test": "password-save" }))));
}

/** Asks before something that cannot be undone. @param {string} name
 * @param {import("../dom.js").Words} question
 * @param {import("../i18n.js").Key} yes
 * @param {() => void} run
 * @param {...Node} body */
export function ask(name, question, yes, run, ...body) {
  const dialog = openDialog(h("dialog", { class: "dialog", "aria-labelledby": "question", role: "alertdialog", "data-test": name },
    h("header", {}, h("h2", { id: "question", tabindex: "-1", autofocus: true, dir: "auto", t: question })),
    h("div", { class: "body stack" }, ...body),
    h("footer", {}, button("btn", null, "cancel", () => dialog.close(), { "data-test": "no" }),
      button("btn btn-danger", null, yes, () => {
        dialog.close();
        run();
      }, { "data-test": "yes" }))));
}
