// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.carrier.engineio;

import dev.switchboard.carrier.engineio.EngineIoConnection.Phase;
import dev.switchboard.text.Utf8;

/// What the packets of a client do, whether a POST or a WebSocket brought them. Those that come
/// after the end of the session are dropped. On the session's home loop.
final class PacketReader implements Payload.Sink {
  private final EngineIoConnection session;
  private final Pulse pulse;

  PacketReader(EngineIoConnection session, Pulse pulse) {
    this.session = session;
    this.pulse = pulse;
  }

  @Override
  public boolean packet(char type, Utf8 text) {
    if (session.phase() != Phase.OPEN) {
      return true;
    }
    switch (type) {
      case Packet.MESSAGE -> {
        pulse.sign();
        session.hearer().received(text);
      }
      case Packet.PING -> {
        return pinged(text);
      }
      case Packet.PONG -> {
        if (session.revision() == 3) {
          return false;
        }
        pulse.start();
      }
      case Packet.CLOSE -> session.left();
      case Packet.OPEN, Packet.UPGRADE, Packet.NOOP -> pulse.sign();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean binary(byte[] bytes, int offset, int length) {
    if (session.phase() == Phase.OPEN) {
      pulse.sign();
      session.hearer().receivedBinary(bytes, offset, length);
    }
    return true;
  }

  private boolean pinged(Utf8 text) {
    if (session.revision() == 4) {
      return false;
    }
    pulse.start();
    session.queue(Packet.of(Packet.PONG, text.copy()));
    session.flush();
    return true;
  }
}
