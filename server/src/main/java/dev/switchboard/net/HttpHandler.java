// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.net;

/// Answers requests. Called on event loops: must not wait.
interface HttpHandler {
  HttpAnswer handle(HttpAsk ask);
}
