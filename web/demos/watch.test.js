// SPDX-License-Identifier: Apache-2.0
import { same, test } from "/test/harness.js";
import { watchSocketIo } from "./watch.js";

test("a socket of Socket.IO is heard as its packets stand on the wire", () => {
  /** @type {import("./watch.js").Seen[]} */ const seen = [];
  /** @type {unknown[]} */ const handled = [];
  const socket = {
    emit: (/** @type {unknown[]} */ ...event) => void handled.push(event),
    onevent: (/** @type {unknown} */ packet) => void handled.push(packet),
    on() {},
  };
  watchSocketIo(socket, one => void seen.push(one));
  socket.emit("join", "ann");
  socket.emit("connect");
  socket.onevent({ data: ["peer-joined", "ann"] });
  same(seen, [{ kind: "sent", text: '42["join","ann"]' }, { kind: "heard", text: '42["peer-joined","ann"]' }]);
  same(handled.length, 3);
});
