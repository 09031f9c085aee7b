// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.PeerId;
import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PartnersTest {
  private static final PeerId ANN = PeerId.of("ann");
  private static final PeerId BOB = PeerId.of("bob");
  private static final PeerId EVA = PeerId.of("eva");

  private final Partners partners = new Partners(2);

  @Test
  void aCallEndsOnceWhoeverBeganIt() {
    partners.begin(ANN);
    partners.calledBy(BOB);

    assertThat(partners.end(EVA)).isFalse();
    assertThat(partners.end(ANN)).isTrue();
    assertThat(partners.end(ANN)).isFalse();
    assertThat(partners.end(BOB)).isTrue();
    assertThat(partners.end(BOB)).isFalse();
  }

  @Test
  void theLastWhoWasCalledOrAnsweredIsThePartner() {
    partners.calledBy(ANN);
    assertThat(partners.partner()).isNull();
    partners.begin(ANN);
    partners.begin(BOB);
    assertThat(partners.partner()).isEqualTo(BOB);
    assertThat(partners.end(ANN)).as("still a caller").isTrue();
    assertThat(partners.partner()).isEqualTo(BOB);
    assertThat(partners.end(BOB)).isTrue();
    assertThat(partners.partner()).isNull();
  }

  @Test
  void bothCountsOfOneCallEndTogether() {
    partners.calledBy(ANN);
    partners.begin(ANN);
    assertThat(partners.end(ANN)).isTrue();
    assertThat(partners.end(ANN)).isFalse();
  }

  @Test
  void ofTooManyCallersTheFirstIsForgotten() {
    partners.calledBy(ANN);
    partners.calledBy(BOB);
    partners.calledBy(BOB);
    partners.calledBy(EVA);
    assertThat(partners.end(ANN)).isFalse();
    assertThat(partners.end(BOB)).isTrue();
    assertThat(partners.end(EVA)).isTrue();
  }

  @Test
  void aPartnerIsKeptInMemoryOfItsOwn() {
    byte[] message = "ann".getBytes(StandardCharsets.UTF_8);
    partners.begin(new PeerId(Utf8.view(message, 0, 3)));
    message[0] = 'x';
    assertThat(partners.partner()).isEqualTo(ANN);
  }
}
