// SPDX-License-Identifier: Apache-2.0
/** Listens in on the page's own sockets, so that the clients need not know of the ladder. */

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
