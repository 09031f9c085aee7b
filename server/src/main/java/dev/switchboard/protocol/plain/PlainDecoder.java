// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import dev.switchboard.auth.PeerSecrets;
import dev.switchboard.hub.CallEnd;
import dev.switchboard.hub.Command;
import dev.switchboard.hub.Limits;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Refusal;
import dev.switchboard.hub.RoomName;
import dev.switchboard.hub.Signal;
import dev.switchboard.hub.Status;
import dev.switchboard.json.JsonObject;
import dev.switchboard.text.Utf8;

/// Turns a request frame into the command it means, or throws [Declined]. Has no state: any thread.
final class PlainDecoder {
  private final Fields fields;
  private final ChairDecoder chairs;
  private final PeerSecrets secrets;

  PlainDecoder(Limits limits, PeerSecrets secrets) {
    this.fields = new Fields(limits.sizes());
    this.chairs = new ChairDecoder(fields);
    this.secrets = secrets;
  }

  Fields fields() {
    return fields;
  }

  /// The most frequent types come first.
  Command decode(JsonObject frame, Utf8 type) {
    if (type.is("signal")) {
      return signal(frame);
    } else if (type.is("chat")) {
      return new Command.Chat(fields.room(frame), fields.chatText(frame));
    } else if (type.is("describe")) {
      return new Command.Describe(fields.about(frame));
    } else if (type.is("join")) {
      return chairs.join(frame);
    } else if (type.is("leave")) {
      return new Command.Leave(fields.room(frame));
    } else if (type.is("who")) {
      return new Command.Who(fields.room(frame));
    }
    return person(frame, type);
  }

  private Command person(JsonObject frame, Utf8 type) {
    if (type.is("status")) {
      return new Command.SetStatus(status(frame));
    } else if (type.is("claim")) {
      return claim(frame);
    } else if (type.is("release")) {
      return new Command.Release();
    } else if (type.is("watch")) {
      return new Command.Watch();
    } else if (type.is("unwatch")) {
      return new Command.Unwatch();
    }
    Command chairing = chairs.decode(frame, type);
    return chairing == null ? call(frame, type) : chairing;
  }

  private Command call(JsonObject frame, Utf8 type) {
    if (type.is("ring")) {
      return new Command.Ring(fields.peer(frame, "to"), fields.data(frame));
    } else if (type.is("ringing")) {
      return new Command.Ringing(fields.call(frame));
    } else if (type.is("accept")) {
      return new Command.Accept(fields.call(frame), fields.data(frame));
    } else if (type.is("decline")) {
      return new Command.Decline(fields.call(frame), reason(frame));
    } else if (type.is("cancel")) {
      return new Command.Cancel(fields.call(frame));
    }
    String shown = new RoomName(PeerId.isValid(type) ? type : Utf8.of("?")).shown();
    throw new Declined(Refusal.UNKNOWN_TYPE, "type: " + shown, "a type of switchboard.v1");
  }

  private Command signal(JsonObject frame) {
    Signal signal = signalOf(frame, fields.data(frame));
    boolean one = frame.has("to");
    if (!frame.has("room")) {
      return new Command.Send(fields.peer(frame, "to"), signal);
    }
    return one
        ? new Command.Tell(fields.room(frame), fields.peer(frame, "to"), signal)
        : new Command.Say(fields.room(frame), signal);
  }

  private Signal signalOf(JsonObject frame, Utf8 data) {
    String expected = "\"offer\", \"answer\", \"candidate\", \"hangup\" or \"message\"";
    Utf8 kind = fields.word(frame, "kind", expected);
    if (kind.is("candidate")) {
      return new Signal.Candidate(data);
    } else if (kind.is("offer")) {
      return new Signal.Offer(data);
    } else if (kind.is("answer")) {
      return new Signal.Answer(data);
    } else if (kind.is("message")) {
      return new Signal.Message(data);
    } else if (kind.is("hangup")) {
      return new Signal.Hangup(data);
    }
    throw Fields.bad("kind", frame.raw("kind"), expected);
  }

  private Command claim(JsonObject frame) {
    PeerId handle = fields.peer(frame, "handle");
    Utf8 raw = frame.raw("owner");
    if (raw == null) {
      return new Command.Claim(handle);
    }
    JsonObject owner = new JsonObject();
    if (!owner.read(raw)) {
      throw Fields.bad("owner", raw, "an object with peer and secret");
    }
    PeerId holder = fields.peer(owner, "peer");
    Utf8 secret = fields.word(owner, "secret", "a string");
    return secrets.proves(holder.text(), secret)
        ? new Command.Reclaim(handle, holder)
        : new Command.Claim(handle);
  }

  private Status status(JsonObject frame) {
    String expected = "\"available\", \"in-call\", \"busy\" or \"away\"";
    Utf8 status = fields.word(frame, "status", expected);
    if (status.is("available")) {
      return Status.AVAILABLE;
    } else if (status.is("in-call")) {
      return Status.IN_CALL;
    } else if (status.is("busy")) {
      return Status.BUSY;
    } else if (status.is("away")) {
      return Status.AWAY;
    }
    throw Fields.bad("status", frame.raw("status"), expected);
  }

  private CallEnd reason(JsonObject frame) {
    if (!frame.has("reason")) {
      return CallEnd.DECLINED;
    }
    Utf8 reason = fields.word(frame, "reason", "\"declined\" or \"busy\"");
    if (reason.is("busy")) {
      return CallEnd.BUSY;
    } else if (reason.is("declined")) {
      return CallEnd.DECLINED;
    }
    throw Fields.bad("reason", frame.raw("reason"), "\"declined\" or \"busy\"");
  }
}
