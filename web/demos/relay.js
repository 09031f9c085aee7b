// SPDX-License-Identifier: Apache-2.0
/** The page of tutorial 001: Start, one's own picture, the other's. What it says to the server is in clients/relay.js. */
import { button, h, words } from "/app/dom.js";
import { start } from "./clients/relay.js";
import { field, lobbyField, passFocus } from "./fields.js";
import { ice } from "./ice.js";
import { DemoPage, parsed, socketUrl } from "./page.js";
import { Pictures } from "./pictures.js";
import { watchConnections, watchSockets } from "./watch.js";
import { said } from "./words.js";

const page = new DemoPage({
  name: "relay",
  before: 'new WebSocket("ws://127.0.0.1:1337/")',
  explain(text) {
    const { message_type, content } = parsed(text) ?? {};
    const label = message_type === "SDP" ? content?.type : message_type === "CANDIDATE" ? "candidate" : text;
    return { label: String(label), other: true };
  },
});
const configuration = await ice();
watchSockets(seen => page.seen(seen));
watchConnections(relayed => {
  page.say(relayed ? "state.relayed" : "state.direct", "jade");
  page.media(relayed);
});

let url = "";
/** @type {ReturnType<typeof start> | null} */ let client = null;
/** Counts the starts, so that a camera which comes late is not taken for a later one's. */
let round = 0;

const pictures = new Pictures();
const lobby = lobbyField("lobby", "lobby.hint", name => {
  url = socketUrl("relay", name);
  page.line(`new WebSocket("${url}")`);
});
const code = field("code", "code.hint", { maxlength: "64", "data-test": "code" });
const short = h("p", { class: "error-text", role: "alert" });

const go = button("btn btn-primary", null, said("start"), begin, { "data-test": "start" });
const stop = button("btn", null, said("stop"), end, { "data-test": "stop" });
page.stage.append(pictures.el, h("div", { class: "buttons" }, go, stop), h("div", { class: "two-fields" }, lobby.el, code.el), short);
show(false);

async function begin() {
  const secret = code.input.value.trim();
  const bad = secret !== "" && secret.length <= 8;
  words(short, "text", bad ? said("code.short") : () => "");
  code.input.setAttribute("aria-invalid", String(bad));
  if (bad) return code.input.focus();

  const mine = ++round;
  show(true);
  page.say("state.connecting", "amber");
  const stream = await pictures.open();
  if (mine !== round) return;

  let ever = false;
  client = start(url, secret, stream, configuration, {
    waiting() {
      ever = true;
      page.say("state.waiting", "amber");
    },
    picture: other => pictures.other(other),
    changed(state) {
      if (state === "disconnected" || state === "failed") page.say("state.broken", "red");
    },
    disconnected() {
      if (mine !== round) return;
      end();
      page.say(ever ? "state.lost" : "state.refused", "red");
    },
  });
}

function end() {
  round++;
  client?.stop();
  client = null;
  pictures.close();
  page.say("state.off");
  show(false);
}

/** @param {boolean} on */
function show(on) {
  go.disabled = lobby.input.disabled = code.input.disabled = on;
  stop.disabled = !on;
  passFocus(on ? stop : go);
}
