// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StunCodecTest {
  private static final StunKey KEY = StunKey.sha256("user", "realm", "password");

  @Test
  void everyAttributeIsReadAsItWasWritten() {
    for (List<StunAttribute> some : List.of(Samples.SOME, Samples.OTHERS)) {
      byte[] bytes = Samples.message(StunClass.SUCCESS, StunMethod.ALLOCATE, some);
      assertThat(read(bytes).message().attributes()).isEqualTo(some);
      assertThat(read(bytes).unknownRequired()).isEmpty();
    }
  }

  @Test
  void everyAttributeThatNamesItselfIsTried() {
    List<Class<?>> tried = new ArrayList<>();
    Samples.ALL.forEach(attribute -> tried.add(attribute.getClass()));
    tried.addAll(List.of(MessageIntegrity.class, MessageIntegritySha256.class, Fingerprint.class));
    assertThat(tried).contains(StunAttribute.class.getPermittedSubclasses());
  }

  @Test
  void everyMethodAndClassSurvivesTheirMixedBits() {
    for (StunMethod method : StunMethod.values()) {
      for (StunClass kind : StunClass.values()) {
        StunMessage message = read(Samples.message(kind, method, List.of())).message();
        assertThat(message.method()).isEqualTo(method);
        assertThat(message.kind()).isEqualTo(kind);
      }
    }
  }

  @Test
  void bothSignaturesAndTheFingerprintStandTogether() {
    StunWriter writer = new StunWriter(512);
    writer.begin(StunClass.REQUEST, StunMethod.REFRESH, new TransactionId(1, 2));
    writer.add(new Lifetime(0)).signSha1(KEY).signSha256(KEY).fingerprint();
    ReceivedStun received = read(Arrays.copyOf(writer.bytes(), writer.length()));
    assertThat(received.isSignedBy(KEY)).isTrue();
    assertThat(received.message().has(MessageIntegritySha256.class)).isTrue();
    assertThat(received.isSignedBy(StunKey.sha256("user", "realm", "guess"))).isFalse();
  }

  @Test
  void whatFollowsTheSignatureIsNotBelieved() {
    StunWriter writer = new StunWriter(512);
    writer.begin(StunClass.REQUEST, StunMethod.REFRESH, new TransactionId(1, 2));
    writer.signSha1(KEY).add(new Lifetime(7)).fingerprint();
    ReceivedStun received = read(Arrays.copyOf(writer.bytes(), writer.length()));
    assertThat(received.message().has(Lifetime.class)).isFalse();
  }

  @Test
  void aUserNameHas763BytesAtMost() {
    Username longest = new Username("x".repeat(763));
    assertThat(read(userName(longest)).message().first(Username.class)).contains(longest);
    byte[] longer = userName(new Username("x".repeat(764)));
    assertThatThrownBy(() -> read(longer)).isInstanceOf(Malformed.class);
  }

  private static byte[] userName(Username name) {
    return Samples.message(StunClass.REQUEST, StunMethod.ALLOCATE, List.of(name));
  }

  @Test
  void theFirstOfTwoCounts() {
    StunMessage message =
        read(Samples.message(
                StunClass.REQUEST, StunMethod.ALLOCATE, List.of(new Lifetime(1), new Lifetime(2))))
            .message();
    assertThat(message.first(Lifetime.class)).contains(new Lifetime(1));
    assertThat(message.all(Lifetime.class)).hasSize(2);
  }

  @Test
  void unknownTypesAreNamedOnlyWhereTheyMustBeUnderstood() {
    ReceivedStun received =
        readHex("0001000c2112a442" + "00".repeat(12) + "7f010000ff01000400000000");
    assertThat(received.unknownRequired()).containsExactly(0x7f01);
    assertThat(received.message().attributes()).isEmpty();
  }

  @Test
  void theUserHashIsThatOfRfc8489() {
    assertThat(StunKey.userHash("マトリックス", "example.org").value().toString())
        .isEqualTo("4a3cf38fef6992bda952c6780417da0f24819415569e60b205c46e41407f1704");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0001",
        "000100002112a442000000000000000000000000ff", // longer than it says
        "000100042112a442000000000000000000000000", // shorter than it says
        "000100002112a443000000000000000000000000", // no cookie
        "400100002112a442000000000000000000000000", // a channel's bits
        "0002000021 12a442000000000000000000000000", // no such method
        "000100042112a442000000000000000000000000000dffff", // an endless attribute
        "000100042112a442000000000000000000000000000d0000", // no lifetime in LIFETIME
        "000100082112a44200000000000000000000000000200001000100 00", // half an address
        "0001000c2112a4420000000000000000000000000020000800030000 00000000", // no such family
        "0001000c2112a4420000000000000000000000000020000800020000 00000000", // IPv6 in 4 bytes
        "000100082112a442000000000000000000000000802800040000 0000", // wrong fingerprint
        "000100082112a4420000000000000000000000000009000400000264", // error 264
      })
  void whatBreaksTheRulesIsMalformed(String hex) {
    assertThatThrownBy(() -> readHex(hex)).isInstanceOf(Malformed.class);
  }

  @Test
  void attributesWithoutEndAreMalformed() {
    assertThatThrownBy(() -> readHex("000103202112a442" + "00".repeat(12) + "ff010000".repeat(200)))
        .isInstanceOf(Malformed.class);
  }

  private static ReceivedStun readHex(String hex) {
    return read(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  private static ReceivedStun read(byte[] bytes) {
    return StunReader.read(bytes, bytes.length);
  }
}
