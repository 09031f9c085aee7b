// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.ChannelNumber;
import dev.switchboard.turn.stun.Data;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Good packets of every kind, changed in small ways, from the client and from a peer, against a
/// server with an allocation. `-Dfuzz.rounds` asks for more than a build has time for.
final class TurnFuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 20_000);

  private final Random random = new Random(8656);

  @Test
  void theServerSurvivesMutationsInEveryState() throws IOException {
    try (Lab lab = Lab.open(patient())) {
      TestPeer peer = lab.peer();
      TestClient client = lab.client();
      Endpoint relay = client.allocate();
      TestClient.require(client.bind(0x4000, peer.address()));
      TestClient asker = lab.client();
      List<byte[]> corpus = corpus(client, peer.address());
      for (int round = 0; round < ROUNDS; round++) {
        byte[] packet = mutated(corpus.get(random.nextInt(corpus.size())));
        if (round % 4 == 0) {
          peer.send(packet, relay);
        } else {
          client.wire.send(packet);
        }
        if (round % 50 == 0) {
          // Else the system would drop what the server has no time for.
          asker.ask(StunMethod.BINDING);
        }
      }
      assertStillServes(lab);
    }
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
    try (Lab lab = Lab.open(patient())) {
      for (int connection = 0; connection < 20; connection++) {
        TestClient client = lab.client(Streams.tcp(lab.tcp()));
        client.allocate();
        List<byte[]> corpus = corpus(client, RelayTest.at("127.0.0.1", 9));
        try {
          for (int i = 0; i < 50; i++) {
            client.wire.send(mutated(corpus.get(random.nextInt(corpus.size()))));
          }
        } catch (IOException _) {
          // Closed by the server: the mutation broke the framing.
        }
        client.close();
      }
      assertStillServes(lab);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no longer serving", e);
    }
  }

  private static List<byte[]> corpus(TestClient client, Endpoint peer) {
    List<byte[]> corpus = new ArrayList<>();
    XorPeerAddress to = new XorPeerAddress(peer);
    corpus.add(request(client, StunMethod.ALLOCATE, TestClient.withTransport()));
    corpus.add(request(client, StunMethod.REFRESH, new Lifetime(900)));
    corpus.add(request(client, StunMethod.CREATE_PERMISSION, to, to));
    corpus.add(request(client, StunMethod.CHANNEL_BIND, new ChannelNumber(0x4001), to));
    corpus.add(request(client, StunMethod.BINDING));
    corpus.add(TestClient.channelData(0x4000, new byte[33]));
    StunWriter send = new StunWriter(512);
    send.begin(StunClass.INDICATION, StunMethod.SEND, new TransactionId(3, 4));
    send.add(to).add(new Data(Opaque.copyOf(new byte[21])));
    corpus.add(Arrays.copyOf(send.bytes(), send.length()));
    return corpus;
  }

  private static byte[] request(TestClient client, StunMethod method, StunAttribute... attributes) {
    StunWriter writer = new StunWriter(1024);
    writer.begin(StunClass.REQUEST, method, new TransactionId(1, method.type(StunClass.REQUEST)));
    writer.add(List.of(attributes)).add(client.credentials()).signSha1(client.key());
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private byte[] mutated(byte[] packet) {
    byte[] changed = packet.clone();
    for (int i = random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> changed[at] = (byte) random.nextInt();
        case 2 -> changed[at] = (byte) 0xff;
        default -> changed = Arrays.copyOf(changed, Math.max(1, at));
      }
    }
    return changed;
  }
}
