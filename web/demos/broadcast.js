// SPDX-License-Identifier: Apache-2.0
/** The page of tutorial 000: three buttons and a log. What it says to the server is in clients/broadcast.js. */
import { button, h } from "/app/dom.js";
import { connect } from "./clients/broadcast.js";
import { lobbyField, log, passFocus } from "./fields.js";
import { DemoPage, parsed, socketUrl } from "./page.js";
import { watchSockets } from "./watch.js";
import { said } from "./words.js";

const page = new DemoPage({
  name: "broadcast",
  before: 'new WebSocket("ws://127.0.0.1:1337/")',
  explain: (text, sent) => ({ label: sent ? text : String(parsed(text)?.text ?? text), other: true }),
});
watchSockets(seen => page.seen(seen));

let url = "";
/** @type {ReturnType<typeof connect> | null} */ let client = null;

const lobby = lobbyField("lobby", "lobby.hint", name => {
  url = socketUrl("broadcast", name);
  page.line(`new WebSocket("${url}")`);
});
const spoken = log("hello.log", "hello.empty");

const buttons = {
  connect: button("btn btn-primary", null, said("connect"), dial, { "data-test": "connect" }),
  hello: h("button", { type: "button", class: "btn", "data-test": "hello", lang: "en", on: { click: greet } }, "Hello!"),
  disconnect: button("btn", null, said("disconnect"), () => client?.disconnect(), { "data-test": "disconnect" }),
};
page.stage.append(h("div", { class: "buttons" }, buttons.connect, buttons.hello, buttons.disconnect), lobby.el, spoken.el);
show(false);

function dial() {
  let ever = false;
  page.say("state.connecting", "amber");
  buttons.connect.disabled = true;
  client = connect(url, {
    connected() {
      ever = true;
      page.say("state.on", "jade");
      show(true);
    },
    said: (id, text) => spoken.add(said("hello.says", { id: String(id), text: String(text) })),
    disconnected() {
      page.say(ever ? "state.off" : "state.refused", ever ? "" : "red");
      show(false);
    },
  });
}

function greet() {
  client?.hello();
  spoken.add(said("hello.sent", { text: "Hello!" }), { own: true });
}

/** @param {boolean} on */
function show(on) {
  buttons.connect.disabled = lobby.input.disabled = on;
  buttons.hello.disabled = buttons.disconnect.disabled = !on;
  passFocus(on ? buttons.hello : buttons.connect);
}
