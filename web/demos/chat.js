// SPDX-License-Identifier: Apache-2.0
/** The page of tutorial 004: a chat room, and calls between two. What it says to the server is in clients/chat.js. */
import { button, h, icon, words } from "/app/dom.js";
import { enter } from "./clients/chat.js";
import { field, form, log } from "./fields.js";
import { ice } from "./ice.js";
import { DemoPage, parsed } from "./page.js";
import { Pictures } from "./pictures.js";
import { watchConnections, watchSocketIo } from "./watch.js";
import { said } from "./words.js";

const SCRIPT = "/socket.io/socket.io.js";
/** How long the server may take to tell us of ourselves. */
const PATIENCE = 3000;
const TO_ALL = ["join", "chat-message", "peer-joined", "peer-left"];

const page = new DemoPage({
  name: "chat",
  before: 'io("http://localhost:3000")',
  explain(text, sent) {
    const [event, value] = parsed(text.slice(2)) ?? [];
    const detail = typeof value === "string" ? value : (value?.message ?? value?.targetPeerId);
    const label = detail === undefined ? String(event) : `${event} ${sent && value?.targetPeerId ? "→ " : ""}${detail}`;
    return { label, other: !sent ? event !== "connect" : !TO_ALL.includes(event) || event === "chat-message" };
  },
});
watchConnections(relayed => page.media(relayed));
page.line(`io("${location.origin}")`);

/** @type {ReturnType<typeof enter> | null} */ let client = null;
let me = "";
let joined = false;
let other = "";
/** @type {Set<string>} */ const people = new Set();

const pictures = new Pictures();
const missing = h("div", { class: "banner banner-warn", hidden: true, role: "alert", "data-test": "missing" }, icon("warn"),
  h("div", { class: "grow" }, h("strong", { t: said("room.missing") }), h("span", { t: said("room.missing.body") })));
const name = field("login.name", null, { maxlength: "40", "data-test": "name", autocapitalize: "none" });
const go = button("btn btn-primary", null, said("room.join"), () => {}, { "data-test": "join" });
const out = button("btn btn-sm", null, said("room.leave"), () => client?.close(), { "data-test": "leave" });
const wrong = h("p", { class: "error-text", role: "alert", "data-test": "error" });
const messages = log("room.log", "room.empty");
const message = field("room.message", null, { maxlength: "2000", "data-test": "chat-input" });
const send = button("btn", null, said("send"), () => {}, { "data-test": "chat-send" });
const folk = h("div", { class: "folk", "data-test": "people" });
const nobody = h("p", { class: "dim small", t: said("room.nobody") });
const hangUp = button("btn btn-danger", "leave", said("hangup"), end, { "data-test": "hang-up" });
const inside = h("div", { class: "stack" },
  form(message, send, speak), messages.el,
  h("div", { class: "step" }, h("h3", { t: said("room.people") }), folk, nobody, h("div", { class: "buttons" }, hangUp, out)), pictures.el);
page.stage.append(missing, form(name, go, join), wrong, inside);
show();
fetch(SCRIPT, { method: "HEAD" }).then(answer => tell(answer.ok), () => tell(false));

/** Its absence is the state of the server, not a fault of this page. @param {boolean} there */
function tell(there) {
  missing.hidden = there;
  name.input.disabled = go.disabled = !there;
}

async function join() {
  me = name.input.value.trim();
  if (!me) return name.input.focus();
  words(wrong, "text", () => "");
  page.say("state.connecting", "amber");
  const [configuration] = await Promise.all([ice(), load()]);
  const socket = /** @type {any} */ (globalThis).io({ forceNew: true });
  watchSocketIo(socket, seen => page.seen(seen));
  const mine = enter(socket, () => pictures.open(), configuration, {
    connected() {
      page.say("state.on", "jade");
      mine.join(me);
      // Who holds the name already is not told of us, and neither are we.
      setTimeout(() => !joined && client === mine && refused(), PATIENCE);
    },
    joined(id) {
      if (id === me) {
        joined = true;
        page.say("room.as", "jade", { name: me });
        show();
        if (!inside.contains(document.activeElement)) message.input.focus();
      }
      if (id === me || people.has(id)) return;
      people.add(id);
      messages.add(said("room.came", { name: id }), { aside: true });
      show();
    },
    left(id) {
      people.delete(id);
      messages.add(said("room.went", { name: id }), { aside: true });
      if (id === other) end();
      show();
    },
    said: text => messages.add(text),
    called(from) {
      other = from;
      people.add(from);
      show();
    },
    picture: stream => pictures.other(stream, other),
    changed(state) {
      if (state === "connected") page.say("login.with", "jade", { name: other });
      else if (state === "failed" || state === "closed") end();
      else if (state === "disconnected") page.say("state.broken", "red");
    },
    disconnected() {
      if (socket.active) return page.say("state.lost", "red"); // and comes back by itself
      client = null;
      joined = false;
      other = "";
      people.clear();
      pictures.close();
      page.say("state.off");
      show();
      name.input.focus();
    },
  });
  client = mine;
  show();
}

function refused() {
  client?.close();
  words(wrong, "text", said("login.taken"));
}

/** The server's own client of Socket.IO, which makes a global `io`. */
async function load() {
  if ("io" in globalThis) return;
  const script = h("script", { src: SCRIPT });
  await new Promise((done, fail) => {
    script.addEventListener("load", done);
    script.addEventListener("error", () => fail(new Error(SCRIPT)));
    document.head.append(script);
  });
}

function speak() {
  const text = message.input.value.trim();
  if (text) client?.say(text);
  message.input.value = "";
}

/** @param {string} id */
function ring(id) {
  other = id;
  page.say("login.calling", "amber", { name: id });
  void client?.call(id);
  show();
  hangUp.focus();
}

function end() {
  other = "";
  client?.hangUp();
  pictures.other(null);
  page.say("room.as", "jade", { name: me });
  show();
}

function show() {
  const on = client !== null;
  inside.hidden = !joined;
  if (missing.hidden) name.input.disabled = go.disabled = on;
  hangUp.disabled = other === "";
  nobody.hidden = people.size > 0;
  folk.replaceChildren(...[...people].map(id => {
    const made = button("btn btn-sm", "call", said("room.call", { name: id }), () => ring(id), { "data-id": id });
    made.lastElementChild?.classList.add("clip");
    made.disabled = other !== "";
    return made;
  }));
}
