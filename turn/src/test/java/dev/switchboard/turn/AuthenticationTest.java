// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.turn.stun.ErrorCode;
import dev.switchboard.turn.stun.MessageIntegritySha256;
import dev.switchboard.turn.stun.Nonce;
import dev.switchboard.turn.stun.PasswordAlgorithm;
import dev.switchboard.turn.stun.PasswordAlgorithms;
import dev.switchboard.turn.stun.Realm;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.UnknownAttributes;
import dev.switchboard.turn.stun.Username;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TurnTransport.class)
final class AuthenticationTest {
  @Parameter private TurnTransport transport;
  private Lab lab;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.open(transport);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @Test
  void aRequestWithoutCredentialsIsChallenged() throws IOException {
    StunMessage answer = lab.client().ask(StunMethod.ALLOCATE, TestClient.withTransport());
    assertThat(TestClient.code(answer)).isEqualTo(401);
    assertThat(answer.first(Realm.class)).contains(new Realm("switchboard"));
    assertThat(answer.first(PasswordAlgorithms.class)).contains(Authentication.OFFERED);
    assertThat(answer.first(Nonce.class).orElseThrow().value()).startsWith("obMatJos2gAAA");
  }

  @Test
  void bothPasswordAlgorithmsWork() throws IOException {
    lab.client().allocate();
    TestClient strong = lab.client();
    strong.algorithm = PasswordAlgorithm.SHA256;
    strong.allocate();
    TestClient.require(strong.request(StunMethod.REFRESH));
  }

  @Test
  void unknownUsersAndWrongPasswordsGetTheSameAnswer() throws IOException {
    TestClient unknown = lab.client();
    unknown.user = "eve";
    TestClient wrong = lab.client();
    wrong.password = "guess";
    StunMessage one = unknown.request(StunMethod.ALLOCATE, TestClient.withTransport());
    StunMessage other = wrong.request(StunMethod.ALLOCATE, TestClient.withTransport());
    assertThat(TestClient.code(one)).isEqualTo(401);
    assertThat(shape(one)).isEqualTo(shape(other));
  }

  @Test
  void anUnknownUserIsNotAcceptedWithAnEmptyPassword() throws IOException {
    TestClient unknown = lab.client();
    unknown.user = "eve";
    unknown.password = "";
    assertThat(TestClient.code(unknown.request(StunMethod.ALLOCATE, TestClient.withTransport())))
        .isEqualTo(401);
  }

  private static List<String> shape(StunMessage message) {
    return message.attributes().stream()
        .map(each -> each instanceof Nonce nonce ? "nonce " + nonce.value().length() : "" + each)
        .toList();
  }

  @Test
  void aNonceExpiresAndThenAFreshOneIsGiven() throws IOException {
    TestClient client = lab.client();
    client.allocate();
    client.request(StunMethod.REFRESH, new dev.switchboard.turn.stun.Lifetime(3600));
    lab.pass(3500);
    TestClient.require(
        client.request(StunMethod.REFRESH, new dev.switchboard.turn.stun.Lifetime(3600)));
    lab.pass(101);
    StunMessage stale = client.request(StunMethod.REFRESH);
    assertThat(TestClient.code(stale)).isEqualTo(438);
    client.learn(stale);
    TestClient.require(client.request(StunMethod.REFRESH));
  }

  @Test
  void aNonceIsOfNoUseToAnotherAddressNorWhenForged() throws IOException {
    TestClient owner = lab.client();
    owner.allocate();
    TestClient thief = lab.client();
    thief.nonce = owner.nonce;
    thief.realm = owner.realm;
    assertThat(TestClient.code(thief.request(StunMethod.ALLOCATE, TestClient.withTransport())))
        .isEqualTo(438);
    String nonce = owner.nonce;
    owner.nonce = nonce.substring(0, nonce.length() - 1) + (nonce.endsWith("A") ? "B" : "A");
    assertThat(TestClient.code(owner.request(StunMethod.REFRESH))).isEqualTo(438);
  }

  @Test
  void integrityWithoutAUserNameIs400() throws IOException {
    TestClient client = lab.client();
    client.learn(client.ask(StunMethod.ALLOCATE));
    assertThat(code(client, new Realm(client.realm), new Nonce(client.nonce))).isEqualTo(400);
    assertThat(code(client, new Username("lab"), new Nonce(client.nonce))).isEqualTo(400);
    assertThat(code(client, new Username("lab"), new Realm(client.realm))).isEqualTo(400);
  }

  @Test
  void aShortenedListOfAlgorithmsIsRefused() throws IOException {
    TestClient client = lab.client();
    client.learn(client.ask(StunMethod.ALLOCATE));
    List<StunAttribute> usual = client.credentials();
    assertThat(code(client, usual, new PasswordAlgorithms(List.of(1)), new PasswordAlgorithm(1)))
        .isEqualTo(400);
    assertThat(code(client, usual, new PasswordAlgorithm(1))).isEqualTo(400);
    assertThat(code(client, usual, Authentication.OFFERED)).isEqualTo(400);
    assertThat(code(client, usual, Authentication.OFFERED, new PasswordAlgorithm(9)))
        .isEqualTo(400);
  }

  private static int code(TestClient client, StunAttribute... credentials) throws IOException {
    return TestClient.code(client.requestWith(StunMethod.ALLOCATE, List.of(credentials)));
  }

  private static int code(TestClient client, List<StunAttribute> usual, StunAttribute... more)
      throws IOException {
    List<StunAttribute> all = new java.util.ArrayList<>(usual);
    all.addAll(List.of(more));
    return TestClient.code(client.requestWith(StunMethod.ALLOCATE, all));
  }

  @Test
  void aUserNameMayHave763Bytes() throws IOException {
    TestClient client = lab.client();
    client.user = "lab" + "\ud83d\ude00".repeat(190);
    assertThat(client.user.getBytes(StandardCharsets.UTF_8)).hasSize(763);
    client.allocate();
    client.user += "x";
    client.wire.send(client.written(StunMethod.REFRESH));
    TestClient.require(client.ask(StunMethod.BINDING)); // It is the next to be answered.
  }

  @Test
  void anAllocationBelongsToItsUser() throws IOException {
    TestClient client = lab.client();
    client.allocate();
    client.user = "lab2";
    assertThat(TestClient.code(client.request(StunMethod.REFRESH))).isEqualTo(441);
    assertThat(TestClient.code(client.permit(RelayTest.at("127.0.0.1", 9)))).isEqualTo(441);
  }

  @Test
  void everyAnswerToAnAuthenticatedRequestIsSigned() throws IOException {
    TestClient client = lab.client();
    client.learn(client.ask(StunMethod.ALLOCATE));
    for (int algorithm : List.of(PasswordAlgorithm.MD5, PasswordAlgorithm.SHA256)) {
      client.algorithm = algorithm;
      client.request(StunMethod.REFRESH);
      assertThat(client.last.isSignedBy(client.key())).isTrue();
      assertThat(client.last.message().has(MessageIntegritySha256.class))
          .isEqualTo(algorithm == PasswordAlgorithm.SHA256);
      assertThat(TestClient.code(client.last.message())).isEqualTo(437);
    }
  }

  @Test
  void unknownRequiredAttributesAreNamed() throws IOException {
    TestClient client = lab.client();
    client.wire.send(
        HexFormat.of().parseHex("000100082112a442" + "00".repeat(12) + "7f0100007f020000"));
    StunMessage answer = client.read();
    assertThat(answer.first(ErrorCode.class)).map(ErrorCode::code).contains(420);
    assertThat(answer.first(UnknownAttributes.class))
        .contains(new UnknownAttributes(List.of(0x7f01, 0x7f02)));
  }

  @Test
  void restCredentialsExpireAndAreBoundToTheirPeer() {
    Instant now = Instant.ofEpochSecond(1_900_000_000);
    RestCredentials credentials = new RestCredentials("secret", InstantSource.fixed(now));
    RestCredentials.Credential good = credentials.mint("alice", now.plusSeconds(60));
    assertThat(good.username()).isEqualTo("1900000060:alice");
    assertThat(credentials.authenticate(good.username())).contains(good.password());
    assertThat(credentials.authenticate("1900000060:bob"))
        .hasValueSatisfying(other -> assertThat(other).isNotEqualTo(good.password()));
    assertThat(credentials.authenticate("1900000000:alice")).isEmpty();
    for (String none : List.of("", "alice", ":", "-1:alice", "99999999999999999999:alice")) {
      assertThat(credentials.authenticate(none)).as(none).isEmpty();
    }
    assertThat(good.toString()).doesNotContain(good.password());
  }
}
