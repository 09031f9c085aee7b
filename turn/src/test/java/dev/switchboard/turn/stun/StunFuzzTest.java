// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Changes good messages in small ways and reads them: each is a message or [Malformed], and
/// nothing else. `-Dfuzz.rounds` asks for more than a build has time for.
final class StunFuzzTest {
  private static final long ROUNDS = Long.getLong("fuzz.rounds", 200_000);
  private static final StunKey KEY = StunKey.md5("user", "realm", "password");

  private final Random random = new Random(8489);
  private final byte[] packet = new byte[4096];
  private int length;
  private int read;

  @Test
  void everyMutationIsReadOrMalformed() {
    List<byte[]> corpus = corpus();
    for (long round = 0; round < ROUNDS; round++) {
      load(corpus.get(random.nextInt(corpus.size())));
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        mutate();
      }
      readBoth();
    }
    assertThat(read).as("mutations that still are messages").isPositive();
  }

  /// What says the same once it was read and written again is read as the same.
  @Test
  void whateverIsReadCanBeWrittenAndReadAgain() {
    List<Draft> drafts = corpus().stream().filter(StunFuzzTest::isStun).map(Draft::of).toList();
    for (long round = 0; round < ROUNDS / 4; round++) {
      Draft draft = drafts.get(random.nextInt(drafts.size())).copy();
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        draft.mutate(random);
      }
      byte[] bytes = draft.write().bytes();
      StunMessage message;
      try {
        message = StunReader.read(bytes, bytes.length).message();
      } catch (Malformed _) {
        continue;
      }
      // Bytes that are no UTF-8 become a sign that takes more room.
      if (!message.toString().contains("\ufffd")) {
        assertSurvives(message);
        read++;
      }
    }
    assertThat(read).as("mutations that still are messages").isPositive();
  }

  private static boolean isStun(byte[] packet) {
    return (packet[0] & 0xc0) == 0;
  }

  private static void assertSurvives(StunMessage message) {
    StunWriter writer = new StunWriter(64 << 10);
    writer.begin(message.kind(), message.method(), message.id());
    List<StunAttribute> plain =
        message.attributes().stream()
            .filter(each -> !(each instanceof Fingerprint))
            .filter(each -> !(each instanceof MessageIntegrity))
            .filter(each -> !(each instanceof MessageIntegritySha256))
            .toList();
    writer.add(plain);
    StunMessage again = StunReader.read(writer.bytes(), writer.length()).message();
    assertThat(again.attributes()).isEqualTo(plain);
  }

  @Test
  void randomBytesAreHardlyEverAMessage() {
    for (long round = 0; round < ROUNDS; round++) {
      length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        packet[i] = (byte) random.nextInt();
      }
      readBoth();
    }
    assertThat(read).isZero();
  }

  private static List<byte[]> corpus() {
    List<byte[]> corpus = new ArrayList<>(Corpus.requests());
    corpus.addAll(Corpus.answers());
    corpus.addAll(written());
    return corpus;
  }

  private static List<byte[]> written() {
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
