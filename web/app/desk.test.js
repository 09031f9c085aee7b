// SPDX-License-Identifier: Apache-2.0
import { connect } from "../client/switchboard.js";
import { FakeServer } from "../test/fake.js";
import { describe, same, test, until } from "../test/harness.js";
import { Desk } from "./desk.js";
import { loadAllWords } from "./i18n.js";
import { DEFAULTS } from "./prefs.js";
import { initialState } from "./state.js";
import { Store } from "./store.js";

/** The desk of somebody who opens no devices; the address is given back.
 * @param {(desk: Desk, server: FakeServer) => Promise<void>} body */
async function atTheDesk(body) {
  await loadAllWords();
  const address = location.href;
  const server = new FakeServer();
  const line = connect({ url: "ws://fake", WebSocket: server.WebSocket, storage: null });
  const desk = new Desk(new Store(initialState(DEFAULTS, "en")), line);
  desk.media.open = async () => {};
  await line.ready;
  try {
    await body(desk, server);
  } finally {
    desk.route();
    line.close();
    history.replaceState(null, "", address);
  }
}

describe("whoever goes elsewhere meanwhile", () => {
  test("does not join, though the parts of a call came late", () => atTheDesk(async (desk, server) => {
    desk.visit("street-fair");
    const joining = desk.join("street-fair");
    desk.home();
    await joining;
    same([desk.store.state.page.kind, desk.store.state.call], ["home", null]);
    same(server.log.filter(({ type }) => type === "join"), []);
  }));

  test("leaves the room that let them in", () => atTheDesk(async (desk, server) => {
    desk.visit("street-fair");
    const { join } = desk.line;
    desk.line.join = async (...how) => {
      const room = await join.apply(desk.line, how);
      desk.visit("garden");
      return room;
    };
    await desk.join("street-fair");
    same([desk.store.state.page, desk.store.state.call], [{ kind: "prejoin", room: "garden" }, null]);
    await until(() => server.log.some(({ type }) => type === "leave"), "a goodbye");
  }));
});

describe("a call without a room", () => {
  test("that cannot begin is told of", () => atTheDesk(async desk => {
    desk.line.direct = () => Promise.reject(new Error("none"));
    await desk.meet({ to: "eve", name: "Eve" }, false);
    same([desk.store.state.page.kind, desk.store.state.toast?.words], ["home", "call.failed"]);
  }));
});
