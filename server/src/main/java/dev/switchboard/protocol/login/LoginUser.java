// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import dev.switchboard.hub.CallEnd;
import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Signal;
import dev.switchboard.json.JsonObject;
import dev.switchboard.net.Connection;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.Partners;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// A user of tutorial 003 who has logged in. The user name is its id, so everybody in the realm can
/// call it by that, whatever they speak, and it calls everybody by id or handle. On its
/// connection's loop.
final class LoginUser {
  private static final Utf8 DIRECT = Utf8.of("{\"direct\":true}");
  private static final Signal HANGUP = new Signal.Hangup(Utf8.of("null"));

  private final Hub hub;
  private final Guest guest;
  private final Connection connection;
  private final Partners partners;

  LoginUser(Hub hub, Guest guest, Connection connection) {
    this.hub = hub;
    this.guest = guest;
    this.connection = connection;
    this.partners = new Partners(hub.limits().calls().perPeer());
  }

  /// A frame of a call. An absent user is met with silence, as by the tutorial's own server.
  void says(JsonObject frame, Utf8 type) {
    PeerId other = other(frame);
    if (type.is("leave")) {
      leave(other != null ? other : partners.partner());
    } else if (other != null && type.is("candidate")) {
      Utf8 content = frame.raw("candidate");
      if (content != null) {
        guest.send(other, new Signal.Candidate(content.copy()));
      }
    } else if (other != null) {
      negotiate(other, frame, type);
    }
  }

  private static @Nullable PeerId other(JsonObject frame) {
    Utf8 name = frame.string("name");
    return name != null && PeerId.isValid(name) ? new PeerId(name) : null;
  }

  private void negotiate(PeerId to, JsonObject frame, Utf8 type) {
    boolean offers = type.is("offer");
    Utf8 content = frame.raw(offers ? "offer" : "answer");
    // Whoever takes an absent user's name later has no part in this.
    if (content != null && hub.isHere(to)) {
      partners.begin(to);
      Utf8 own = content.copy();
      guest.send(to, offers ? new Signal.Offer(own) : new Signal.Answer(own));
    }
  }

  /// Only a call that there is can be ended, so nobody ends a stranger's.
  private void leave(@Nullable PeerId other) {
    if (other != null && partners.end(other)) {
      guest.send(other, HANGUP);
    }
  }

  void hears(Event.Received it) {
    Utf8 name = it.handle().isEmpty() ? it.from().text() : it.handle();
    switch (it.signal()) {
      case Signal.Candidate candidate -> LoginFrames.candidate(candidate.text(), connection);
      case Signal.Answer answer -> LoginFrames.answer(answer.text(), connection);
      case Signal.Offer offer -> {
        partners.calledBy(new PeerId(name));
        LoginFrames.offer(offer.text(), name, connection);
      }
      case Signal.Hangup _ -> {
        // The page may know the caller by either name.
        if (partners.end(new PeerId(name)) || partners.end(it.from())) {
          LoginFrames.leave(connection);
        }
      }
      case Signal.Message _ -> {
        // This tutorial has no words for it.
      }
    }
  }

  /// The tutorial's page answers whatever offer comes, so its bell is answered at once, and the
  /// caller told to send one. Who is in a call is busy.
  void isRung(Event.RingReceived ring) {
    PeerId partner = partners.partner();
    boolean busy = partner != null && hub.isHere(partner);
    guest.submit(
        busy
            ? new Command.Decline(ring.call(), CallEnd.BUSY)
            : new Command.Accept(ring.call(), DIRECT));
  }

  /// The connection is gone: the partner hears of it, and the name is free.
  void goes() {
    leave(partners.partner());
    guest.end();
  }
}
