// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.turn;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.switchboard.turn.stun.AdditionalAddressFamily;
import dev.switchboard.turn.stun.Draft;
import dev.switchboard.turn.stun.Endpoint;
import dev.switchboard.turn.stun.EvenPort;
import dev.switchboard.turn.stun.Lifetime;
import dev.switchboard.turn.stun.MessageIntegrity;
import dev.switchboard.turn.stun.MessageIntegritySha256;
import dev.switchboard.turn.stun.Opaque;
import dev.switchboard.turn.stun.PasswordAlgorithm;
import dev.switchboard.turn.stun.ReceivedStun;
import dev.switchboard.turn.stun.RequestedAddressFamily;
import dev.switchboard.turn.stun.RequestedTransport;
import dev.switchboard.turn.stun.StunAttribute;
import dev.switchboard.turn.stun.StunClass;
import dev.switchboard.turn.stun.StunMessage;
import dev.switchboard.turn.stun.StunMethod;
import dev.switchboard.turn.stun.StunReader;
import dev.switchboard.turn.stun.StunWriter;
import dev.switchboard.turn.stun.TransactionId;
import dev.switchboard.turn.stun.XorPeerAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a signature covers, and what is done before it is known to hold: nothing.
final class IntegrityTest {
  private Lab lab;
  private TestClient client;

  @BeforeEach
  void open() throws IOException {
    lab = Lab.open();
    client = lab.client();
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @Test
  void nothingIsBelievedBeforeTheSignatureHolds() throws IOException {
    Endpoint relay = client.allocate();
    client.password = "guess";
    assertThat(code(StunMethod.REFRESH, new Lifetime(0))).isEqualTo(401);
    assertThat(code(StunMethod.CREATE_PERMISSION)).as("not 400").isEqualTo(401);
    assertThat(code(StunMethod.REFRESH, new RequestedAddressFamily(2))).isEqualTo(401);
    TestClient other = lab.client();
    other.password = "guess";
    StunAttribute tcp = new RequestedTransport(99);
    assertThat(TestClient.code(other.request(StunMethod.ALLOCATE, tcp)))
        .as("not 442")
        .isEqualTo(401);
    client.password = "labpass";
    TestClient.require(client.request(StunMethod.REFRESH));
    assertThat(relay.port()).isPositive();
  }

  @Test
  void anUnknownAttributeIsNamedOnlyToWhoSignedItsRequest() throws IOException {
    client.allocate();
    Draft draft = draft(StunMethod.REFRESH).add(0x7f01, new byte[4]);
    assertThat(TestClient.code(ask(draft.copy().write().sign(client.key())))).isEqualTo(420);
    client.password = "guess";
    assertThat(
            TestClient.code(ask(draft.renumber(new java.util.Random()).write().sign(client.key()))))
        .isEqualTo(401);
  }

  @Test
  void attributesBehindTheSignatureAreIgnored() throws IOException {
    client.allocate();
    Draft draft = draft(StunMethod.REFRESH).write().sign(client.key());
    draft.append(0x000d, new byte[4]).append(0x7f01, new byte[4]);
    assertThat(TestClient.code(ask(draft))).isZero();
    TestClient.require(client.request(StunMethod.REFRESH));
  }

  private Draft draft(StunMethod method) {
    StunWriter writer = new StunWriter(512);
    writer.begin(StunClass.REQUEST, method, new TransactionId(5, 6)).add(client.credentials());
    return Draft.of(Arrays.copyOf(writer.bytes(), writer.length()));
  }

  private StunMessage ask(Draft draft) throws IOException {
    client.wire.send(draft.bytes());
    return client.read();
  }

  @Test
  void anAllocationBelongsToItsFiveTuple() throws IOException {
    TestPeer peer = lab.peer();
    client.allocate();
    TestClient.require(client.bind(0x4000, peer.address()));
    TestClient other = lab.client();
    assertThat(TestClient.code(other.request(StunMethod.REFRESH, new Lifetime(0)))).isEqualTo(437);
    other.sendChannelData(0x4000, new byte[3]);
    TestClient.require(other.ask(StunMethod.BINDING));
    client.sendChannelData(0x4000, new byte[5]);
    assertThat(peer.receive()).as("the three of the other were dropped").hasSize(5);
  }

  @Test
  void aNonceIsBoundToAddressAndPortAndToTheServersKey() {
    Nonces nonces = new Nonces(() -> 0, Duration.ofMinutes(1), new SecureRandom(), false);
    Nonces others = new Nonces(() -> 0, Duration.ofMinutes(1), new SecureRandom(), false);
    Endpoint owner = RelayTest.at("192.0.2.1", 1000);
    String nonce = nonces.issue(owner);
    assertThat(nonces.isValid(nonce, owner)).isTrue();
    assertThat(nonces.isValid(nonce, RelayTest.at("192.0.2.1", 1001))).isFalse();
    assertThat(nonces.isValid(nonce, RelayTest.at("192.0.2.2", 1000))).isFalse();
    assertThat(nonces.isValid(nonce, RelayTest.at("::c000:201", 1000))).isFalse();
    assertThat(others.isValid(nonce, owner)).isFalse();
  }

  @Test
  void everyKindOfAnswerToAnAuthenticatedRequestIsSigned() throws IOException {
    for (int algorithm : List.of(PasswordAlgorithm.MD5, PasswordAlgorithm.SHA256)) {
      client = lab.client();
      client.algorithm = algorithm;
      assertSigned(437, StunMethod.REFRESH);
      assertSigned(400, StunMethod.ALLOCATE);
      assertSigned(442, StunMethod.ALLOCATE, new RequestedTransport(99));
      StunAttribute udp = new RequestedTransport(RequestedTransport.UDP);
      assertSigned(440, StunMethod.ALLOCATE, udp, new RequestedAddressFamily(3));
      assertSigned(400, StunMethod.ALLOCATE, udp, new AdditionalAddressFamily(1));
      assertSigned(0, StunMethod.ALLOCATE, udp, new EvenPort(true));
      assertSigned(437, StunMethod.ALLOCATE, udp);
      assertSigned(443, StunMethod.CREATE_PERMISSION, peer("::1"));
      assertSigned(403, StunMethod.CREATE_PERMISSION, peer("10.0.0.1"));
      assertSigned(0, StunMethod.CREATE_PERMISSION, peer("127.0.0.1"));
      assertSigned(400, StunMethod.CHANNEL_BIND, peer("127.0.0.1"));
      assertSigned(0, StunMethod.REFRESH, new Lifetime(0));
    }
  }

  private static XorPeerAddress peer(String address) {
    return new XorPeerAddress(RelayTest.at(address, 9));
  }

  private void assertSigned(int code, StunMethod method, StunAttribute... attributes)
      throws IOException {
    assertThat(code(method, attributes)).isEqualTo(code);
    ReceivedStun last = client.last;
    assertThat(last.isSignedBy(client.key())).as(method + " " + code).isTrue();
    boolean strong = client.algorithm == PasswordAlgorithm.SHA256;
    assertThat(last.message().has(MessageIntegritySha256.class)).isEqualTo(strong);
    assertThat(last.message().has(MessageIntegrity.class)).isEqualTo(!strong);
  }

  /// What the request lists decides, not what it is signed with (RFC 8489 §9.2.4).
  @ParameterizedTest
  @CsvSource({"false,1,false", "false,1,true", "true,1,false", "true,1,true", "true,2,false"})
  void requestsThatNameAnAlgorithmAreAnsweredWithSha256AndOthersWithSha1(
      boolean named, int algorithm, boolean signedWithSha256) throws IOException {
    client.learn(client.ask(StunMethod.ALLOCATE));
    StunWriter writer = new StunWriter(512);
    writer.begin(StunClass.REQUEST, StunMethod.REFRESH, new TransactionId(1, 2));
    writer.add(client.credentials());
    if (named) {
      writer.add(Authentication.OFFERED).add(new PasswordAlgorithm(algorithm));
    }
    client.algorithm = algorithm;
    if (signedWithSha256) {
      writer.signSha256(client.key());
    } else {
      writer.signSha1(client.key());
    }
    client.wire.send(Arrays.copyOf(writer.bytes(), writer.length()));
    StunMessage answer = client.read();
    assertThat(TestClient.code(answer)).isEqualTo(437);
    assertThat(client.last.isSignedBy(client.key())).isTrue();
    assertThat(answer.has(MessageIntegritySha256.class)).isEqualTo(named);
    assertThat(answer.has(MessageIntegrity.class)).isEqualTo(!named);
  }

  @Test
  void aTruncatedSignatureProvesNothing() throws IOException {
    client.algorithm = PasswordAlgorithm.SHA256;
    client.allocate();
    Draft draft = draft(StunMethod.REFRESH);
    for (int size = 16; size < 32; size += 4) {
      Draft truncated = draft.copy().write().signSha256(client.key(), size);
      assertThat(TestClient.code(ask(truncated))).as(size + " bytes").isEqualTo(401);
    }
    assertThat(TestClient.code(ask(draft.write().signSha256(client.key(), 32)))).isZero();
  }

  private int code(StunMethod method, StunAttribute... attributes) throws IOException {
    return TestClient.code(client.request(method, attributes));
  }

  @Test
  void unknownUsersAndWrongPasswordsCostTheSameWork() throws IOException {
    for (int algorithm : List.of(PasswordAlgorithm.MD5, PasswordAlgorithm.SHA256)) {
      Map<String, Integer> unknown = workFor("eve", "labpass", algorithm);
      Map<String, Integer> wrong = workFor("lab", "guess", algorithm);
      assertThat(unknown).isEqualTo(wrong);
      assertThat(unknown.keySet()).anyMatch(work -> work.startsWith("Hmac"));
      assertThat(unknown).containsKey(algorithm == 1 ? "MD5" : "SHA-256");
    }
  }

  private Map<String, Integer> workFor(String user, String password, int algorithm)
      throws IOException {
    TestClient asker = lab.client();
    asker.learn(asker.ask(StunMethod.ALLOCATE));
    asker.user = user;
    asker.password = password;
    asker.algorithm = algorithm;
    StunWriter writer = new StunWriter(512);
    writer.begin(StunClass.REQUEST, StunMethod.ALLOCATE, new TransactionId(1, 2));
    writer.add(List.of(TestClient.withTransport())).add(asker.credentials());
    if (algorithm == PasswordAlgorithm.SHA256) {
      writer.signSha256(asker.key());
    } else {
      writer.signSha1(asker.key());
    }
    byte[] request = Arrays.copyOf(writer.bytes(), writer.length());
    try (CountedCrypto counted = CountedCrypto.begin()) {
      asker.wire.send(request);
      byte[] answer = asker.wire.receive();
      assertThat(TestClient.code(StunReader.read(answer, answer.length).message())).isEqualTo(401);
      return counted.counts();
    }
  }

  @Test
  void signaturesAndNoncesAreComparedInConstantTime() {
    JavaClasses code =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.switchboard.turn");
    for (Class<?> type : List.of(ReceivedStun.class, Nonces.class, Opaque.class, DtlsHello.class)) {
      assertThat(code.get(type).getMethodCallsFromSelf())
          .as(type.getSimpleName())
          .anyMatch(call ->
              call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                  && call.getName().equals("isEqual"));
    }
    noClasses()
        .should()
        .accessTargetWhere(describe("they compare bytes", IntegrityTest::comparesBytes))
        .because("it ends at the first byte that differs, and so tells how far a guess was right")
        .check(code);
  }

  private static boolean comparesBytes(JavaAccess<?> access) {
    boolean comparesAll =
        access.getTargetOwner().isEquivalentTo(Arrays.class)
            || access.getTargetOwner().isEquivalentTo(ByteBufUtil.class);
    boolean holdsBytes =
        access.getTargetOwner().isAssignableTo(ByteBuffer.class)
            || access.getTargetOwner().isAssignableTo(ByteBuf.class);
    return (comparesAll || holdsBytes)
        && Set.of("equals", "deepEquals", "mismatch", "compare", "compareTo", "compareUnsigned")
            .contains(access.getName());
  }
}
