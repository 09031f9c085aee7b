// SPDX-License-Identifier: Apache-2.0
/** The page of tutorial 002: presence, data, and a data channel. What it says to the server is in clients/channels.js. */
import { button, h, words } from "/app/dom.js";
import { connect } from "./clients/channels.js";
import { field, form, lobbyField, log, passFocus } from "./fields.js";
import { ice } from "./ice.js";
import { DemoPage, parsed, socketUrl } from "./page.js";
import { watchConnections, watchSockets } from "./watch.js";
import { said } from "./words.js";

const url = socketUrl("channels");
const page = new DemoPage({
  name: "channels",
  before: 'new WebSocket("wss://localhost:9449/")',
  explain(text, sent) {
    const frame = parsed(text) ?? {};
    if (sent && frame.checkPresence) return { label: "checkPresence", other: false };
    if (sent && frame.open) return { label: "open", other: false };
    if ("isChannelPresent" in Object(frame)) return { label: `isChannelPresent: ${frame.isChannelPresent}`, other: false };
    const data = sent ? frame.data : frame;
    const kind = ["offer", "answer", "candidate", "leave"].find(name => data?.[name]);
    return { label: kind ?? String(data?.message ?? text), other: true };
  },
});
const configuration = await ice();
watchSockets(seen => page.seen(seen));
watchConnections(now => {
  relayed = now;
  if (talking) tellWay();
});
page.line(`new WebSocket("${url}")`);

/** Our name among the data: the server tells nobody who is who. */
const me = `page-${crypto.getRandomValues(new Uint16Array(1))[0]}`;
let channel = "";
/** @type {ReturnType<typeof connect> | null} */ let client = null;
let inside = false;
let talking = false;
/** How the data channel goes; undefined until a connection told. @type {boolean | undefined} */ let relayed;

const room = lobbyField("channel", "channel.hint", name => (channel = name || "room1"), "room1");
const check = button("btn", null, said("channel.check"), () => reach(() => client?.checkPresence()), { "data-test": "check" });
const open = button("btn btn-primary", null, said("channel.open"), () => reach(enter), { "data-test": "open" });
const leave = button("btn", null, said("channel.leave"), () => client?.close(), { "data-test": "leave" });

const data = field("channel.data", null, { "data-test": "data-input" });
const sendData = button("btn", null, said("send"), () => {}, { "data-test": "data-send" });
const call = button("btn", null, said("channel.call"), dial, { "data-test": "call" });
const between = h("p", { class: "small dim", role: "status", t: said("channel.none"), "data-test": "line-state" });
const chat = field("channel.chat", null, { "data-test": "chat-input" });
const sendChat = button("btn", null, said("send"), () => {}, { "data-test": "chat-send" });
const messages = log("channel.log", "channel.empty");

page.stage.append(
  h("p", { class: "small dim", t: said("channel.me", { name: me }) }), room.el, h("div", { class: "buttons" }, check, open, leave),
  h("div", { class: "step" }, h("h3", { t: said("channel.step2") }), form(data, sendData, () => speak(data.input, "server"))),
  h("div", { class: "step" }, h("h3", { t: said("channel.step3") }), h("div", { class: "row wrap" }, call, between), form(chat, sendChat, () => speak(chat.input, "direct"))),
  messages.el);
addEventListener("pagehide", () => client?.close());
show();

/** Runs once we are connected: one socket serves until it is closed. @param {() => void} run */
function reach(run) {
  if (client) return run();
  let ever = false;
  page.say("state.connecting", "amber");
  client = connect(url, channel, me, configuration, {
    connected() {
      ever = true;
      page.say("state.on", "jade");
      show();
      run();
    },
    presence: there => page.say(there ? "channel.present" : "channel.absent", "jade", { channel }),
    data: (from, message) => messages.add(message, { note: note(from, "channel.server") }),
    chat(from, message) {
      messages.add(message, { note: note(from, way()) });
      page.ladder.add({ route: "direct", label: message, text: message, back: true });
    },
    joined(on) {
      talking = on;
      if (!on) words(between, "text", said("channel.none"));
      else if (relayed !== undefined) tellWay();
      show(on);
    },
    disconnected() {
      client = null;
      inside = talking = false;
      page.say(ever ? "state.off" : "state.refused", ever ? "" : "red");
      words(between, "text", said("channel.none"));
      show();
    },
  });
  room.input.disabled = true;
}

function enter() {
  client?.open();
  inside = true;
  page.say("channel.in", "jade", { channel });
  show();
}

function dial() {
  words(between, "text", said("channel.calling"));
  void client?.call();
}

/** @param {HTMLInputElement} input
 * @param {"server" | "direct"} by */
function speak(input, by) {
  const message = input.value;
  if (!message.trim()) return;
  if (by === "server") client?.say(message);
  else {
    client?.chat(message);
    page.ladder.add({ route: "direct", label: message, text: message });
  }
  messages.add(message, { own: true, note: said(by === "server" ? "channel.server" : way()) });
  input.value = "";
}

const way = () => (relayed ? "channel.relayed" : "channel.direct");

/** The data channel is open, and we know how it goes. */
function tellWay() {
  words(between, "text", said(relayed ? "state.relayed" : "state.direct"));
  page.ladder.add({ route: "direct", label: said(relayed ? "ladder.channel.relayed" : "ladder.channel") });
}

/** @param {string} from
 * @param {"channel.server" | "channel.direct" | "channel.relayed"} way */
const note = (from, way) => () => `${from} · ${said(way)()}`;

/** @param {boolean} [joined] the data channel is open */
function show(joined = false) {
  room.input.disabled = client !== null;
  open.disabled = inside;
  leave.disabled = client === null;
  data.input.disabled = sendData.disabled = !inside;
  call.disabled = !inside || joined;
  chat.input.disabled = sendChat.disabled = !joined;
  passFocus(joined ? chat.input : inside ? data.input : open);
}
