// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Changes good messages in small ways and reads them: each is a message or [Malformed], and
/// nothing else. `-Dfuzz.rounds` asks for more than a build has time for.
final class StunFuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 200_000);
  private static final StunKey KEY = StunKey.md5("user", "realm", "password");

  private final Random random = new Random(8489);
  private final byte[] packet = new byte[4096];
  private int length;
  private int read;

  @Test
  void everyMutationIsReadOrMalformed() {
    List<byte[]> corpus = corpus();
    for (int round = 0; round < ROUNDS; round++) {
      load(corpus.get(random.nextInt(corpus.size())));
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        mutate();
      }
      readBoth();
    }
    assertThat(read).as("mutations that still are messages").isPositive();
  }

  @Test
  void randomBytesAreHardlyEverAMessage() {
    for (int round = 0; round < ROUNDS; round++) {
      length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        packet[i] = (byte) random.nextInt();
      }
      readBoth();
    }
    assertThat(read).isZero();
  }

  private static List<byte[]> corpus() {
    StunWriter writer = new StunWriter(2048);
    writer.begin(StunClass.REQUEST, StunMethod.ALLOCATE, new TransactionId(1, 2));
    writer.add(new Username("user")).add(new Realm("realm")).add(new Nonce("nonce"));
    writer.signSha1(KEY).signSha256(KEY).fingerprint();
    return List.of(
        Samples.message(StunClass.SUCCESS, StunMethod.ALLOCATE, Samples.SOME),
        Samples.message(StunClass.REQUEST, StunMethod.BINDING, Samples.OTHERS),
        Samples.message(StunClass.REQUEST, StunMethod.BINDING, List.of()),
        Samples.message(StunClass.INDICATION, StunMethod.SEND, Samples.ALL.subList(10, 28)),
        Arrays.copyOf(writer.bytes(), writer.length()));
  }

  private void load(byte[] message) {
    System.arraycopy(message, 0, packet, 0, message.length);
    length = message.length;
  }

  private void mutate() {
    if (length < 24) {
      length += 4;
    }
    int at = random.nextInt(length);
    switch (random.nextInt(5)) {
      case 0 -> packet[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> packet[at] = (byte) random.nextInt();
      case 2 -> packet[at & ~3] = (byte) 0xff;
      case 3 -> cut(at);
      default -> {
        packet[(at & ~3) | 2] = 0;
        packet[(at & ~3) | 3] = (byte) random.nextInt(40);
      }
    }
  }

  /// Shortens to whole words and says so in the header, so that what follows is looked at.
  private void cut(int at) {
    length = Math.max(20, at & ~3);
    packet[2] = (byte) ((length - 20) >> 8);
    packet[3] = (byte) (length - 20);
  }

  private void readBoth() {
    try {
      ReceivedStun received = StunReader.read(packet, length);
      received.isSignedBy(KEY);
      assertThat(received.message().attributes()).hasSizeLessThanOrEqualTo(32);
      read++;
    } catch (Malformed _) {
      // As it should.
    }
  }
}
