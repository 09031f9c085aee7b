// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn.stun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The test vectors of RFC 5769, read and where our writer can say the same, written.
final class Rfc5769Test {
  private static final StunKey SHORT_TERM = StunKey.shortTerm("VOkJxbRl1RmTxUk/WvJxBt");
  private static final TransactionId ID = new TransactionId(0xb7e7a701, 0xbc34d686fa87dfaeL);

  private static final String REQUEST =
      """
      000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74
      002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020
      000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf\
      """;

  private static final String IPV4_ANSWER =
      """
      0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220
      002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7
      80280004c07d4c96\
      """;

  private static final String IPV6_ANSWER =
      """
      010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220
      002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d900080014a382954e4be67bf11784c97c
      8292c275bfe3ed4180280004c8fb0b4c\
      """;

  private static final String LONG_TERM_REQUEST =
      """
      000100602112a44278ad3433c6ad72c029da412e00060012e3839ee38388e383aae38383e382afe382b90000
      0015001c662f2f3439396b3935346436 4f4c33346f4c39465354767936347341
      0014000b6578616d706c652e6f72670000080014f67024656dd64a3e02b8e0712e85c9a28ca89666\
      """;

  @Test
  void theSampleRequestIsReadAndItsSignatureHolds() {
    ReceivedStun received = read(REQUEST);
    assertThat(received.message().id()).isEqualTo(ID);
    assertThat(received.message().kind()).isEqualTo(StunClass.REQUEST);
    assertThat(received.message().first(Username.class)).contains(new Username("evtj:h6vY"));
    assertThat(received.unknownRequired()).as("PRIORITY is for ICE agents").containsExactly(0x24);
    assertThat(received.isSignedBy(SHORT_TERM)).isTrue();
    assertThat(received.isSignedBy(StunKey.shortTerm("another"))).isFalse();
  }

  @Test
  void theAnswersShowTheAddressesBehindTheMask() {
    ReceivedStun four = read(IPV4_ANSWER);
    ReceivedStun six = read(IPV6_ANSWER);
    assertThat(four.isSignedBy(SHORT_TERM)).isTrue();
    assertThat(six.isSignedBy(SHORT_TERM)).isTrue();
    assertThat(mapped(four)).isEqualTo(new Endpoint(IpAddress.of("192.0.2.1"), 32853));
    assertThat(mapped(six))
        .isEqualTo(new Endpoint(IpAddress.of("2001:db8:1234:5678:11:2233:4455:6677"), 32853));
  }

  @Test
  void theLongTermRequestIsSignedByUserRealmAndPassword() {
    ReceivedStun received = read(LONG_TERM_REQUEST);
    StunKey key = StunKey.md5("マトリックス", "example.org", "TheMatrIX");
    assertThat(received.isSignedBy(key)).isTrue();
    assertThat(received.message().first(Realm.class)).contains(new Realm("example.org"));
  }

  @Test
  void theLongTermRequestIsWrittenByteForByte() {
    StunWriter writer = new StunWriter(256);
    writer.begin(
        StunClass.REQUEST, StunMethod.BINDING, new TransactionId(0x78ad3433, 0xc6ad72c029da412eL));
    writer.add(
        List.of(
            new Username("マトリックス"),
            new Nonce("f//499k954d6OL34oL9FSTvy64sA"),
            new Realm("example.org")));
    writer.signSha1(StunKey.md5("マトリックス", "example.org", "TheMatrIX"));
    assertThat(HexFormat.of().formatHex(writer.bytes(), 0, writer.length()))
        .isEqualTo(LONG_TERM_REQUEST.replaceAll("\\s", ""));
  }

  @Test
  void aChangedByteBreaksTheFingerprint() {
    byte[] bytes = bytes(REQUEST);
    bytes[27] = 23;
    assertThatThrownBy(() -> StunReader.read(bytes, bytes.length))
        .isInstanceOf(Malformed.class)
        .hasMessage("wrong fingerprint");
  }

  @Test
  void aChangedByteBreaksTheSignature() {
    byte[] bytes = bytes(LONG_TERM_REQUEST);
    bytes[32] = 10;
    StunKey key = StunKey.md5("マトリックス", "example.org", "TheMatrIX");
    assertThat(StunReader.read(bytes, bytes.length).isSignedBy(key)).isFalse();
  }

  private static Endpoint mapped(ReceivedStun received) {
    return received.message().first(XorMappedAddress.class).orElseThrow().endpoint();
  }

  private static ReceivedStun read(String hex) {
    byte[] bytes = bytes(hex);
    return StunReader.read(bytes, bytes.length);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }
}
