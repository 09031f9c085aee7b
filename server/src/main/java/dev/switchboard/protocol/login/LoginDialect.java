// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import dev.switchboard.hub.Command;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.PeerId;
import dev.switchboard.json.JsonObject;
import dev.switchboard.json.JsonWriter;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Dialect;
import dev.switchboard.protocol.Guest;
import dev.switchboard.protocol.Link;
import dev.switchboard.protocol.Scratch;
import dev.switchboard.protocol.Throttle;
import dev.switchboard.text.Utf8;
import org.jspecify.annotations.Nullable;

/// One connection of tutorial 003: nobody until it logs in, a [LoginUser] from then on. On its
/// connection's loop.
final class LoginDialect implements Dialect {
  private static final Utf8 NOT_LOGGED_IN = Utf8.of("Not logged in");

  private final Hub hub;
  private final Link link;
  private final Throttle throttle;
  private @Nullable LoginUser user;

  LoginDialect(Hub hub, Link link) {
    this.hub = hub;
    this.link = link;
    this.throttle = new Throttle(link.connection(), hub.limits().pace());
  }

  @Override
  public void received(Utf8 message) {
    throttle.count();
    JsonObject frame = Scratch.ofThisThread().frame();
    boolean object = frame.read(message);
    Utf8 type = object ? frame.string("type") : null;
    LoginUser named = user;
    if (type == null) {
      LoginFrames.unknown(object ? frame.raw("type") : null, frame, link.connection());
    } else if (type.is("login")) {
      login(frame);
    } else if (!LoginFrames.isCallFrame(type)) {
      LoginFrames.unknown(type, frame, link.connection());
    } else if (named == null) {
      LoginFrames.error(NOT_LOGGED_IN, link.connection());
    } else {
      named.says(frame, type);
    }
  }

  @Override
  public void deliver(Event event) {
    LoginUser named = user;
    if (named == null) {
      return;
    }
    switch (event) {
      case Event.Received it -> named.hears(it);
      case Event.RingReceived it -> named.isRung(it);
      case Event.Answer _,
          Event.Broadcast _,
          Event.Admitted _,
          Event.Dismissed _,
          Event.HandleLost _,
          Event.CallRinging _,
          Event.CallAccepted _,
          Event.CallEnded _ -> {
        // This tutorial has no words for it.
      }
    }
  }

  @Override
  public void overflowed() {
    link.close(CloseReason.POLICY, "too slow");
  }

  @Override
  public void closed(boolean goodbye) {
    LoginUser named = user;
    if (named != null) {
      named.goes();
    }
  }

  /// A second login on one connection is refused: its first name would stay with a user whom nobody
  /// reaches by it.
  private void login(JsonObject frame) {
    Utf8 name = frame.string("name");
    if (user == null && name != null && PeerId.isValid(name) && name.length() <= mostName()) {
      enter(new PeerId(name));
    } else {
      LoginFrames.login(false, link.connection());
    }
  }

  private void enter(PeerId name) {
    JsonWriter about = Scratch.ofThisThread().head().clear().beginObject();
    Utf8 shown = about.string("name", name.text()).endObject().copy();
    Guest guest = Guest.enter(hub, link, name, shown);
    LoginFrames.login(guest != null, link.connection());
    if (guest != null) {
      user = new LoginUser(hub, guest, link.connection());
      // Lists it among the people who are online.
      guest.submit(new Command.Claim(guest.id()));
    }
  }

  private int mostName() {
    return hub.limits().sizes().name();
  }
}
