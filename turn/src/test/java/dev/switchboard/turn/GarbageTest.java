// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Relaying makes no objects: what the loop's thread has taken of the heap after many packets is
/// less than a small object for each.
@ParameterizedClass
@EnumSource(
    value = TurnTransport.class,
    mode = EnumSource.Mode.EXCLUDE,
    names = "NIO") // There each packet is copied, and has an object.
final class GarbageTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int AT_ONCE = 50;
  private static final int BURSTS = 200;

  /// Bytes of an object without fields. The loop makes a few of its own, which the packets of a
  /// burst share.
  private static final double SMALLEST = 8;

  /// At most, until the compiler has done what it can.
  private static final int ROUNDS = 40;

  @Parameter private TurnTransport transport;
  private MultiThreadIoEventLoopGroup group;
  private Lab lab;
  private TestClient client;
  private TestPeer peer;
  private Endpoint relay;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(transport.isAvailable(), () -> "this machine has no " + transport);
    group = new MultiThreadIoEventLoopGroup(1, transport.handlers());
    lab = Lab.open(Lab.config().withLimits(Lab.unmetered()), group);
    peer = lab.peer();
    client = lab.client();
    relay = client.allocate();
  }

  @AfterEach
  void close() throws IOException {
    if (group != null) {
      lab.close();
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  /// What is done for one packet.
  private interface Step {
    void run() throws IOException;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPacketToAPeerMakesNone(boolean channel) throws Exception {
    byte[] packet = channel ? TestClient.channelData(0x4000, new byte[172]) : indication();
    if (channel) {
      TestClient.require(client.bind(0x4000, peer.address()));
    } else {
      TestClient.require(client.permit(peer.address()));
    }
    assertMakesNone(() -> client.wire.send(packet), peer::receive);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPacketToAClientMakesNone(boolean channel) throws Exception {
    if (channel) {
      TestClient.require(client.bind(0x4000, peer.address()));
    } else {
      TestClient.require(client.permit(peer.address()));
    }
    byte[] payload = new byte[172];
    assertMakesNone(() -> peer.send(payload, relay), () -> client.wire.receive());
  }

  private byte[] indication() {
    StunWriter writer = new StunWriter(256);
    writer.begin(StunClass.INDICATION, StunMethod.SEND, new TransactionId(1, 2));
    writer.add(new XorPeerAddress(peer.address())).add(new Data(Opaque.copyOf(new byte[172])));
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private void assertMakesNone(Step goes, Step comes) throws Exception {
    IoEventLoop loop = group.next();
    long thread = loop.submit(() -> Thread.currentThread().threadId()).get();
    double least = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least >= SMALLEST; round++) {
      long before = THREADS.getThreadAllocatedBytes(thread);
      for (int burst = 0; burst < BURSTS; burst++) {
        for (int i = 0; i < AT_ONCE; i++) {
          goes.run();
        }
        for (int i = 0; i < AT_ONCE; i++) {
          comes.run();
        }
      }
      long taken = THREADS.getThreadAllocatedBytes(thread) - before;
      least = Math.min(least, (double) taken / (BURSTS * AT_ONCE));
    }
    assertThat(least).as("bytes for a packet").isLessThan(SMALLEST);
  }
}
