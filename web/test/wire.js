// SPDX-License-Identifier: Apache-2.0

/** @typedef {import("./fake.js").FakeServer} FakeServer */

const { port1, port2 } = new MessageChannel();
/** @type {(() => void)[]} */
const tasks = [];
port1.onmessage = () => tasks.shift()?.();

/** Runs it as a task of its own; faster than setTimeout. @param {() => void} task */
function soon(task) {
  tasks.push(task);
  port2.postMessage(0);
}

/** One connection: two queues. What is on its way when the wire is cut is lost. */
export class Wire {
  dead = false;
  /** @param {FakeSocket} client @param {FakeServer} server */
  constructor(client, server) {
    this.client = client;
    this.server = server;
    /** @type {import("./fake.js").Someone | undefined} */ this.someone = undefined;
  }

  /** @param {string} text */
  toServer(text) {
    this.#carry(() => this.server.receive(this, JSON.parse(text)));
  }

  /** @param {string} text */
  toClient(text) {
    this.#carry(() => this.client.onmessage?.({ data: text }));
  }

  /** @param {number} code @param {string} [reason] after what is on its way */
  close(code, reason = "") {
    soon(() => this.cut(code, reason));
  }

  /** Now. @param {number} [code] @param {string} [reason] what the client sees */
  cut(code = 1006, reason = "") {
    if (this.dead) return;
    this.dead = true;
    this.client.readyState = 3;
    this.server.broken(this);
    soon(() => this.client.onclose?.({ code, reason }));
  }

  /** Neither side hears anything any more. */
  silence() {
    this.dead = true;
  }

  /** @param {() => void} deliver */
  #carry(deliver) {
    soon(() => {
      if (this.dead) return;
      if (this.server.mishap()) this.cut();
      else deliver();
    });
  }
}

/** What connect() takes for a WebSocket. */
export class FakeSocket {
  readyState = 0;
  /** @type {any} */ onopen = null;
  /** @type {any} */ onmessage = null;
  /** @type {any} */ onclose = null;

  /** @param {FakeServer} server */
  constructor(server) {
    this.wire = new Wire(this, server);
    soon(() => {
      if (this.wire.dead) return;
      if (server.down) return this.wire.cut();
      this.readyState = 1;
      server.wires.add(this.wire);
      server.dialled++;
      this.onopen?.({});
    });
  }

  /** @param {string} text */
  send(text) {
    if (this.readyState === 0) throw new Error("InvalidStateError");
    if (this.readyState === 1) this.wire.toServer(text);
  }

  /** @param {number} [code] @param {string} [reason] */
  close(code = 1005, reason = "") {
    if (code !== 1000 && !(code >= 3000 && code < 5000)) throw new Error("InvalidAccessError");
    if (reason.length > 123) throw new Error("SyntaxError");
    if (this.readyState === 1) soon(() => this.wire.dead || this.wire.server.closed(this.wire, code));
    else this.wire.silence();
    this.readyState = 2;
  }
}
