// SPDX-License-Identifier: Apache-2.0
/** The page of tutorial 003: sign in, call by name, hang up. What it says to the server is in clients/login.js. */
import { button, h, words } from "/app/dom.js";
import { signIn } from "./clients/login.js";
import { field, form } from "./fields.js";
import { ice } from "./ice.js";
import { DemoPage, parsed, socketUrl } from "./page.js";
import { Pictures } from "./pictures.js";
import { watchConnections, watchSockets } from "./watch.js";
import { said } from "./words.js";

const url = socketUrl("login");
const page = new DemoPage({
  name: "login",
  before: 'new WebSocket("ws://localhost:9090")',
  explain(text, sent) {
    const frame = parsed(text) ?? {};
    const to = frame.name ? ` ${sent && frame.type !== "login" ? "→ " : ""}${frame.name}` : "";
    const result = typeof frame.success === "boolean" ? `: ${frame.success}` : "";
    return { label: frame.type ? `${frame.type}${to}${result}` : text, other: !["login", "error", undefined].includes(frame.type) };
  },
});
const configuration = await ice();
watchSockets(seen => page.seen(seen));
watchConnections(relayed => page.media(relayed));
page.line(`new WebSocket("${url}")`);

/** @type {ReturnType<typeof signIn> | null} */ let client = null;
let me = "";
let other = "";
let signedIn = false;

const pictures = new Pictures();
const name = field("login.name", null, { maxlength: "40", "data-test": "name", autocapitalize: "none" });
const wrong = h("p", { class: "error-text", role: "alert", "data-test": "error" });
const enter = button("btn btn-primary", null, said("login.in"), () => {}, { "data-test": "sign-in" });
const out = button("btn btn-sm", null, said("login.out"), () => client?.close(), { "data-test": "sign-out" });
const whom = field("login.other", null, { maxlength: "40", "data-test": "other-name", autocapitalize: "none" });
const call = button("btn btn-primary", "call", said("login.call"), () => {}, { "data-test": "call" });
const hangUp = button("btn btn-danger", "leave", said("hangup"), end, { "data-test": "hang-up" });

const door = form(name, enter, begin);
const desk = h("div", { class: "stack" }, form(whom, call, ring), h("div", { class: "buttons" }, hangUp, out));
page.stage.append(door, wrong, pictures.el, desk);
show();

function begin() {
  me = name.input.value.trim();
  if (!me) return name.input.focus();
  client?.close();
  words(wrong, "text", () => "");
  page.say("state.connecting", "amber");
  let ever = false;
  const mine = signIn(url, me, () => pictures.open(), configuration, {
    login(success) {
      ever = signedIn = success;
      if (success) {
        page.say("login.as", "jade", { name: me });
        show();
        whom.input.focus();
      } else {
        words(wrong, "text", said("login.taken"));
        ever = true;
        mine.close();
        name.input.focus();
        name.input.select();
      }
    },
    called(from) {
      other = from;
      show();
    },
    picture: stream => pictures.other(stream, other),
    connected() {
      page.say("login.with", "jade", { name: other });
    },
    left() {
      other = "";
      pictures.other(null);
      page.say("login.left");
      show();
    },
    disconnected() {
      if (client !== mine) return;
      client = null;
      signedIn = false;
      other = "";
      pictures.close();
      page.say(ever ? "state.off" : "state.refused", ever ? "" : "red");
      show();
      if (document.activeElement === document.body) name.input.focus();
    },
  });
  client = mine;
}

function ring() {
  other = whom.input.value.trim();
  if (!other) return whom.input.focus();
  page.say("login.calling", "amber", { name: other });
  void client?.call(other);
  show();
  hangUp.focus();
}

function end() {
  client?.hangUp();
  other = "";
  pictures.other(null);
  page.say("login.as", "jade", { name: me });
  show();
  whom.input.focus();
}

function show() {
  name.input.disabled = enter.disabled = signedIn;
  desk.hidden = !signedIn;
  whom.input.disabled = call.disabled = other !== "";
  hangUp.disabled = other === "";
}
