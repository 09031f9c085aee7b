// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.socketio;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Decides who may enter a namespace, before anybody hears of the socket. Asked on the client's
/// loop, so it must not wait, but may decide later; asked again when a broken connection recovers.
public interface Gatekeeper {
  CompletionStage<Verdict> admit(Socket socket);

  static CompletionStage<Verdict> now(Verdict verdict) {
    return CompletableFuture.completedFuture(verdict);
  }
}
