// SPDX-License-Identifier: Apache-2.0
/** Listens in on the page's own sockets and connections, so that the clients need not know of the ladder. */
import { pathOf } from "/app/logic/path.js";

/** How often, in ms, a connection is asked which way it takes: it may find a better one. */
const LOOK_EVERY = 1_000;

/**
 * @typedef {{ kind: "opened" } | { kind: "closed", code: number, ever: boolean } | { kind: "sent" | "heard", text: string }} Seen
 */

/** From now on, every WebSocket that this page makes tells what it does. It tells before its owner hears of it.
 * @param {(seen: Seen) => void} tell */
export function watchSockets(tell) {
  const Plain = globalThis.WebSocket;
  globalThis.WebSocket = class WebSocket extends Plain {
    /** @param {string | URL} url
     * @param {string | string[]} [protocols] */
    constructor(url, protocols) {
      super(url, protocols);
      let ever = false;
      this.addEventListener("open", () => {
        ever = true;
        tell({ kind: "opened" });
      });
      this.addEventListener("message", event => tell({ kind: "heard", text: String(event.data) }));
      this.addEventListener("close", event => tell({ kind: "closed", code: event.code, ever }));
    }

    /** @param {string | ArrayBufferLike | Blob | ArrayBufferView<ArrayBuffer>} data */
    send(data) {
      super.send(data);
      tell({ kind: "sent", text: String(data) });
    }
  };
}

/** The same for a socket of Socket.IO, of any version; the text is that of its packets.
 * @param {any} socket
 * @param {(seen: Seen) => void} tell */
export function watchSocketIo(socket, tell) {
  const own = new Set(["connect", "connect_error", "disconnect", "error", "reconnect"]);
  const text = (/** @type {unknown[]} */ event) => `42${JSON.stringify(event)}`;
  const emit = socket.emit;
  socket.emit = (/** @type {unknown[]} */ ...event) => {
    const result = emit.apply(socket, event);
    if (!own.has(String(event[0]))) tell({ kind: "sent", text: text(event) });
    return result;
  };
  const hear = socket.onevent;
  socket.onevent = (/** @type {{ data: unknown[] }} */ packet) => {
    tell({ kind: "heard", text: text(packet.data) });
    hear.call(socket, packet);
  };
  let ever = false;
  socket.on("connect", () => {
    ever = true;
    tell({ kind: "opened" });
  });
  socket.on("disconnect", () => tell({ kind: "closed", code: 1000, ever }));
}

/** From now on, every RTCPeerConnection that this page makes tells which way it takes: each time that it is connected, and when it
 * changes its way.
 * @param {(relayed: boolean) => void} tell */
export function watchConnections(tell) {
  const Plain = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class RTCPeerConnection extends Plain {
    /** @param {RTCConfiguration} [configuration] */
    constructor(configuration) {
      super(configuration);
      /** @type {boolean | null} */ let told = null;
      const look = async () => {
        const path = this.connectionState === "connected" ? pathOf(await this.getStats()) : null;
        if (!path || path.relayed === told || this.connectionState !== "connected") return;
        told = path.relayed;
        tell(told);
      };
      const timer = setInterval(() => (this.connectionState === "closed" ? clearInterval(timer) : void look()), LOOK_EVERY);
      this.addEventListener("connectionstatechange", () => {
        told = null;
        void look();
      });
    }
  };
}
