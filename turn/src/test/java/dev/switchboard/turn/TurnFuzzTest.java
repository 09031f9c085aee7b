// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.Corpus;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.StunMethod;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The fuzzer's messages through real sockets, and so through the batches and the memory that the
/// server shares with the system. Slower than [ServerFuzzTest], which looks closer at what comes
/// back. `-Dfuzz.rounds=N` asks for more than a build has time for.
final class TurnFuzzTest {
  private static final long ROUNDS = Long.getLong("fuzz.rounds", 20_000);

  private final Random random = new Random(Long.getLong("fuzz.seed", 8656));
  private final List<byte[]> raw = Corpus.requests();
  private final List<Draft> samples =
      raw.stream().filter(packet -> (packet[0] & 0xc0) == 0).map(Draft::of).toList();
  private final ByteBuffer received = ByteBuffer.allocate(4096);

  @Test
  void theServerSurvivesMutationsInEveryState() throws IOException {
    datagrams(ROUNDS / 4);
    Footprint before = Footprint.now();
    datagrams(ROUNDS);
    Footprint.now().assertNoMoreThan(before);
  }

  private void datagrams(long rounds) throws IOException {
    List<Speaker> speakers = new ArrayList<>();
    try (Lab lab = Lab.open(patient());
        DatagramChannel stranger = open(lab.udp())) {
      TestPeer peer = lab.peer();
      TestClient asker = lab.client();
      for (int i = 0; i < 8; i++) {
        speakers.add(new Speaker(open(lab.udp()), i));
      }
      for (long round = 0; round < rounds; round++) {
        one(any(speakers), stranger, peer);
        if (round % 50 == 0) {
          // Else the system would drop what the server has no time for.
          asker.ask(StunMethod.BINDING);
        }
        if (random.nextInt(2000) == 0) {
          lab.pass(random.nextInt(400));
        }
      }
      assertThat(stranger.read(received.clear())).as("answer to noise").isZero();
      assertThat(speakers).anyMatch(speaker -> !speaker.client.relays.isEmpty());
      assertStillServes(lab);
    } finally {
      for (Speaker speaker : speakers) {
        speaker.channel.close();
      }
    }
  }

  private void one(Speaker speaker, DatagramChannel stranger, TestPeer peer) throws IOException {
    switch (random.nextInt(8)) {
      case 0 -> {
        Endpoint relay = speaker.client.relays.isEmpty() ? null : any(speaker.client.relays);
        if (relay != null && !relay.ip().isV6()) {
          peer.send(any(raw), relay);
        }
      }
      case 1 -> {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        stranger.write(ByteBuffer.wrap(noise));
      }
      case 2 -> speaker.say(any(raw));
      default -> speaker.say(speaker.client.say(any(samples), peer.address()));
    }
    speaker.hear();
  }

  /// A client with a socket of its own.
  private final class Speaker {
    final DatagramChannel channel;
    final FuzzClient client;

    Speaker(DatagramChannel channel, int number) throws IOException {
      this.channel = channel;
      Endpoint address = Endpoint.of((InetSocketAddress) channel.getLocalAddress());
      this.client = new FuzzClient(address, "lab" + number % 3, 1 + number % 2, random);
    }

    void say(byte[] message) throws IOException {
      channel.write(ByteBuffer.wrap(message));
    }

    void hear() throws IOException {
      while (channel.read(received.clear()) > 0) {
        boolean old = received.getInt(4) != 0x2112A442; // A Binding of RFC 3489.
        if ((received.get(0) & 0xc0) == 0 && !old) {
          client.hear(received.array(), received.position());
        }
      }
    }
  }

  private static DatagramChannel open(InetSocketAddress server) throws IOException {
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(server.getAddress(), 0)).connect(server);
    channel.configureBlocking(false);
    return channel;
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// One loop, which answers strangers as often as they ask.
  private static TurnConfig patient() {
    TurnLimits usual = TurnLimits.DEFAULT;
    TurnLimits limits =
        new TurnLimits(
            usual.allocations(), usual.perAllocation(), usual.bytesPerSecond(), 1_000_000, 100);
    return Lab.config().withLoops(1).withLimits(limits);
  }

  private static void assertStillServes(Lab lab) throws IOException {
    TestPeer peer = lab.peer();
    TestClient client = lab.client();
    client.allocate();
    TestClient.require(client.bind(0x4000, peer.address()));
    client.sendChannelData(0x4000, new byte[3]);
    assertThat(peer.receive()).hasSize(3);
    TestClient.require(client.request(StunMethod.REFRESH, new Lifetime(0)));
  }

  @Test
  void aStreamOfMutationsEndsAtWorstItsConnection() throws IOException {
    ResourceLeakDetector.Level usual = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    try {
      streams(5);
      Footprint before = Footprint.now();
      streams((int) (ROUNDS / 1000));
      Footprint.now().assertNoMoreThan(before);
    } finally {
      ResourceLeakDetector.setLevel(usual);
    }
  }

  private void streams(int connections) throws IOException {
    try (Lab lab = Lab.open(patient())) {
      for (int connection = 0; connection < connections; connection++) {
        try (Socket socket = new Socket(lab.tcp().getAddress(), lab.tcp().getPort())) {
          stream(socket);
        }
      }
      assertStillServes(lab);
    }
  }

  private void stream(Socket socket) throws IOException {
    TestClient opening = new TestClient(Wire.stream(socket));
    opening.allocate();
    Endpoint here = Endpoint.of((InetSocketAddress) socket.getLocalSocketAddress());
    FuzzClient client = new FuzzClient(here, "lab", 1, random);
    client.know(opening.nonce);
    try {
      for (int i = 0; i < 1000; i++) {
        byte[] message = client.say(any(samples), RelayTest.at("127.0.0.1", 9));
        socket.getOutputStream().write(message);
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
      }
    } catch (IOException _) {
      // Closed by the server: the mutation broke the framing.
    }
  }
}
