// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Clients of RFC 3489, in bytes: they know no cookie and no XOR.
final class ClassicStunTest {
  private static final int ASKED = 300;
  private static final byte[] ID = new byte[16];

  static {
    Arrays.fill(ID, (byte) 0x5a);
  }

  @Test
  void aBindingWithoutCookieIsAnsweredInTheOldForm() throws IOException {
    try (Lab lab = Lab.open()) {
      Wire wire = lab.client().wire;
      wire.send(request(0));
      ByteBuffer answer = ByteBuffer.wrap(wire.receive());
      assertThat(answer.getShort()).isEqualTo((short) 0x0101);
      assertThat(answer.getShort()).isEqualTo((short) 12);
      assertThat(Arrays.copyOfRange(answer.array(), 4, 20)).isEqualTo(ID);
      answer.position(20);
      assertThat(answer.getShort()).as("MAPPED-ADDRESS").isEqualTo((short) 1);
      assertThat(answer.getInt()).as("8 bytes, IPv4").isEqualTo(0x0008_0001);
      assertThat(answer.getShort() & 0xffff).isEqualTo(wire.local().getPort());
      assertThat(answer.getInt()).isEqualTo(0x7f000001);
    }
  }

  @Test
  void whatItAsksBeyondThatIsUnknown() throws IOException {
    try (Lab lab = Lab.open()) {
      Wire wire = lab.client().wire;
      wire.send(request(8));
      ByteBuffer answer = ByteBuffer.wrap(wire.receive());
      assertThat(answer.getShort()).isEqualTo((short) 0x0111);
      assertThat(answer.getInt(24)).as("420").isEqualTo(0x0414);
      assertThat(answer.getShort(32)).as("CHANGE-REQUEST").isEqualTo((short) 3);
    }
  }

  @Test
  void whatNeedNotBeUnderstoodIsPassedOver() throws IOException {
    try (Lab lab = Lab.open()) {
      Wire wire = lab.client().wire;
      for (int length : new int[] {4, 1, 0, 0xffff}) {
        byte[] request = request(8);
        ByteBuffer.wrap(request).putShort(20, (short) 0x8022).putShort(22, (short) length);
        wire.send(request);
        ByteBuffer answer = ByteBuffer.wrap(wire.receive());
        boolean another = length == 0;
        assertThat(answer.getShort()).isEqualTo((short) (another ? 0x0111 : 0x0101));
      }
    }
  }

  @Test
  void strangersGetOnlySoManyAnswers() throws IOException {
    TurnLimits usual = TurnLimits.DEFAULT;
    TurnLimits none =
        new TurnLimits(usual.allocations(), usual.perAllocation(), usual.bytesPerSecond(), 1, 100);
    try (Lab lab = Lab.open(Lab.config().withLimits(none))) {
      Wire wire = lab.client().wire;
      for (int i = 0; i < ASKED; i++) {
        wire.send(request(0));
      }
      int answers = 0;
      try {
        for (; answers < ASKED; answers++) {
          assertThat(wire.receive()).hasSize(32);
        }
      } catch (SocketTimeoutException _) {
        // No more come.
      }
      assertThat(answers).isBetween(1, ASKED / 2);
    }
  }

  /// A Binding, with a CHANGE-REQUEST where there is room for one.
  private static byte[] request(int more) {
    ByteBuffer packet = ByteBuffer.allocate(20 + more);
    packet.putShort((short) 1).putShort((short) more).put(ID);
    if (more > 0) {
      packet.putShort((short) 3).putShort((short) 4).putInt(6);
    }
    return packet.array();
  }
}
