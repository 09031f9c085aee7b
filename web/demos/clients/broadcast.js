// SPDX-License-Identifier: Apache-2.0
/**
 * Tutorial 000: say hello to everybody else.
 *
 *   to the server    Hello!                                  any text
 *   from the server  {"client":42,"text":"Hello!"}           what number 42 said
 *                    {"client":42,"text":"I am now connected"}
 *                    {"client":42,"text":"I disconnected"}
 *
 * Nobody is told their own number, and nobody hears themselves.
 *
 * @typedef {object} Heard
 * @property {() => void} connected
 * @property {(client: number, text: string) => void} said
 * @property {() => void} disconnected
 */

/** @param {string} url
 * @param {Heard} heard */
export function connect(url, heard) {
  const socket = new WebSocket(url);

  socket.onopen = () => heard.connected();

  socket.onmessage = message => {
    const { client, text } = JSON.parse(message.data);
    heard.said(client, text);
  };

  socket.onclose = () => heard.disconnected();

  return {
    hello: () => socket.send("Hello!"),
    disconnect: () => socket.close(),
  };
}
