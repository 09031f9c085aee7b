// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import dev.switchboard.turn.stun.ClassicStun;
import dev.switchboard.turn.stun.IpAddress;
import dev.switchboard.turn.stun.Malformed;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.StunWriter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.IoEventLoop;
import java.util.concurrent.ThreadLocalRandom;

/// One event loop's tools: what its allocations need for each packet and must not share. Confined
/// to its loop.
final class Worker {
  private static final int MOST_MESSAGE = 2048;

  private final IoEventLoop loop;
  private final UdpSockets sockets;
  private final Burst burst;
  private final Shared shared;
  private final RequestHandler requests;
  private final Claims claims;
  private final SendIndication indication = new SendIndication();
  private final StunWriter writer = new StunWriter(MOST_MESSAGE);
  private final byte[] scratch = new byte[MOST_MESSAGE];
  private final TrafficCounter traffic = new TrafficCounter();
  private final SharedBucket.Purse overall;
  private final Floodgate floodgate;
  private final OpenSockets open = new OpenSockets();
  private final Arrivals arrivals = new Arrivals();

  Worker(IoEventLoop loop, Shared shared, UdpSockets sockets) {
    this.loop = loop;
    this.sockets = sockets;
    this.burst = new Burst(loop);
    this.shared = shared;
    long now = shared.nanos().getAsLong();
    TurnLimits limits = shared.config().limits();
    this.overall = new SharedBucket.Purse(shared.bandwidth());
    int seed = ThreadLocalRandom.current().nextInt();
    this.floodgate = new Floodgate(limits.challengesPerSecond(), seed, now);
    this.claims = new Claims(shared);
    this.requests = new RequestHandler(this, shared);
  }

  /// A STUN message that carries no payload. Malformed ones are dropped without a word.
  void handle(ByteBuf packet, Client client) {
    int length = packet.readableBytes();
    if (length > MOST_MESSAGE) {
      return;
    }
    packet.getBytes(packet.readerIndex(), scratch, 0, length);
    ReceivedStun received;
    try {
      received = StunReader.read(scratch, length);
    } catch (Malformed _) {
      classic(length, client);
      return;
    }
    Worker home = home(received.message(), client);
    if (home == this) {
      requests.handle(received, client);
    } else {
      new FarClient(client, loop, home).forward(packet);
    }
  }

  /// A Binding of RFC 3489, whose answer is bounded as all unauthenticated ones are.
  private void classic(int length, Client client) {
    if (client instanceof UdpClient
        && ClassicStun.isBinding(scratch, length)
        && mayAnswer(client.address().ip())) {
      client.answer(ClassicStun.answer(scratch, length, client.address(), writer));
    }
  }

  /// Where a message belongs: here, unless it shows the ticket of an allocation on another loop.
  private Worker home(StunMessage message, Client client) {
    if (message.method() != StunMethod.REFRESH || client.allocation() != null) {
      return this;
    }
    Allocation claimed = claims.allocation(message);
    return claimed == null ? this : claimed.worker();
  }

  IoEventLoop loop() {
    return loop;
  }

  long now() {
    return shared.nanos().getAsLong();
  }

  TurnLimits limits() {
    return shared.config().limits();
  }

  TurnHooks hooks() {
    return shared.hooks();
  }

  /// Those of its relays.
  OpenSockets open() {
    return open;
  }

  /// Of packets from other loops.
  Arrivals arrivals() {
    return arrivals;
  }

  UdpSockets sockets() {
    return sockets;
  }

  Burst burst() {
    return burst;
  }

  SendIndication indication() {
    return indication;
  }

  StunWriter writer() {
    return writer;
  }

  TrafficCounter traffic() {
    return traffic;
  }

  SharedBucket.Purse overall() {
    return overall;
  }

  /// Whether an answer may go to an address that has proved nothing.
  boolean mayAnswer(IpAddress client) {
    return floodgate.mayAnswer(client, now());
  }
}
