// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.carrier.Poller;
import dev.switchboard.carrier.TestSite;
import dev.switchboard.protocol.Wait;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/// Polls that are sure to have arrived.
final class Parked {
  private Parked() {}

  static CompletableFuture<HttpResponse<String>> poll(TestSite site, Poller poller) {
    CompletableFuture<HttpResponse<String>> poll = poller.ask();
    EngineIoConnection session = Objects.requireNonNull(site.engine().find(poller.sid()));
    Wait.until(
        "the poll waits",
        () -> {
          CompletableFuture<Boolean> parked = new CompletableFuture<>();
          session.run(() -> parked.complete(session.requests().isParked()));
          return Poller.join(parked);
        });
    return poll;
  }
}
