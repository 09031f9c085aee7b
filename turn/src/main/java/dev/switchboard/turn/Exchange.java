// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ErrorCode;
import dev.switchboard.turn.stun.Fingerprint;
import dev.switchboard.turn.stun.Nonce;
import dev.switchboard.turn.stun.Realm;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunKey;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.UnknownAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One request and the one answer to it, which is signed and fingerprinted as the request was.
/// Lives as long as the request is handled.
final class Exchange {
  private final Worker worker;
  private final Shared shared;
  private final ReceivedStun received;
  private final Client client;
  private @Nullable StunKey key;

  Exchange(Worker worker, Shared shared, ReceivedStun received, Client client) {
    this.worker = worker;
    this.shared = shared;
    this.received = received;
    this.client = client;
  }

  /// The same, with the answer going elsewhere.
  Exchange by(Client other) {
    return new Exchange(worker, shared, received, other);
  }

  Client client() {
    return client;
  }

  /// The client's allocation; one that has expired but was not yet cleared away is ended.
  @Nullable Allocation liveAllocation() {
    Allocation allocation = client.allocation();
    if (allocation == null || allocation.isAlive(worker.now())) {
      return allocation;
    }
    allocation.end();
    return null;
  }

  /// From now on the answer is signed.
  void signWith(StunKey proven) {
    key = proven;
  }

  void succeed(List<? extends StunAttribute> attributes) {
    answer(StunClass.SUCCESS, attributes);
  }

  void refuse(int code, String reason) {
    refused(code);
    answer(StunClass.ERROR, List.of(new ErrorCode(code, reason)));
  }

  /// "If the request contains one or more unknown comprehension-required attributes, the server
  /// replies with an error response with an error code of 420 (Unknown Attribute) and includes an
  /// UNKNOWN-ATTRIBUTES attribute in the response that lists" them (RFC 8489 §6.3.1).
  void refuseUnknown(List<Integer> types) {
    refused(420);
    answer(
        StunClass.ERROR,
        List.of(new ErrorCode(420, "Unknown Attribute"), new UnknownAttributes(types)));
  }

  /// 400, 401 or 438, to somebody who has proved nothing: no reason, so that the answer stays
  /// small.
  void challenge(int code) {
    refused(code);
    ErrorCode error = new ErrorCode(code, "");
    if (code == 400) {
      answer(StunClass.ERROR, List.of(error));
      return;
    }
    answer(
        StunClass.ERROR,
        List.of(
            error,
            new Realm(shared.config().realm()),
            new Nonce(shared.nonces().issue(client.address())),
            Authentication.OFFERED));
  }

  private void refused(int code) {
    shared
        .hooks()
        .listener(new TurnEvent.Refused(received.message().method(), client.address(), code));
  }

  private void answer(StunClass kind, List<? extends StunAttribute> attributes) {
    StunMessage request = received.message();
    StunWriter writer = worker.writer();
    writer.begin(kind, request.method(), request.id()).add(attributes);
    StunKey proven = key;
    if (proven != null) {
      sign(writer, proven);
    }
    if (request.has(Fingerprint.class)) {
      writer.fingerprint();
    }
    client.answer(writer);
  }

  private void sign(StunWriter writer, StunKey proven) {
    if (received.isSignedWithSha256()) {
      writer.signSha256(proven);
    } else {
      writer.signSha1(proven);
    }
  }
}
