// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.text.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class PeerSecretsTest {
  private static final Utf8 ANA = Utf8.of("ana");

  private final PeerSecrets secrets = secrets("key");

  @Test
  void aSecretProvesItsPeerAndNoOther() {
    Utf8 secret = Utf8.of(secrets.secretOf(ANA));

    assertThat(secrets.proves(ANA, secret)).isTrue();
    assertThat(secrets.proves(Utf8.of("bob"), secret)).isFalse();
    assertThat(secrets.proves(Utf8.of("Ana"), secret)).isFalse();
    assertThat(secrets.proves(Utf8.of("ana "), secret)).isFalse();
  }

  @Test
  void whatIsNotQuiteTheSecretProvesNothing() {
    String secret = secrets.secretOf(ANA);

    for (String wrong :
        new String[] {
          "", secret + "=", secret + "A", secret.substring(1), secret.replace("a", "b") + "x"
        }) {
      assertThat(secrets.proves(ANA, Utf8.of(wrong))).isFalse();
    }
    for (int i = 0; i < secret.length(); i++) {
      char other = secret.charAt(i) == 'A' ? 'B' : 'A';
      String wrong = secret.substring(0, i) + other + secret.substring(i + 1);
      assertThat(secrets.proves(ANA, Utf8.of(wrong))).isFalse();
    }
  }

  @Test
  void theSameKeyMeansTheSameSecretAndAnotherAnother() {
    assertThat(secrets("key").secretOf(ANA)).isEqualTo(secrets.secretOf(ANA));
    assertThat(secrets("another").secretOf(ANA)).isNotEqualTo(secrets.secretOf(ANA));
  }

  @Test
  void aSecretIsTheFirst144BitsOfAnHmac() throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String whole =
        Base64.getUrlEncoder()
            .encodeToString(mac.doFinal("switchboard peer ana".getBytes(StandardCharsets.UTF_8)));

    assertThat(secrets.secretOf(ANA)).hasSize(24).isEqualTo(whole.substring(0, 24));
  }

  @Test
  void aSliceOfAMessageIsAsGoodAsACopy() {
    byte[] message = ("xx ana " + secrets.secretOf(ANA) + " yy").getBytes(StandardCharsets.UTF_8);

    assertThat(secrets.proves(Utf8.view(message, 3, 3), Utf8.view(message, 7, 24))).isTrue();
  }

  private static PeerSecrets secrets(String key) {
    return new PeerSecrets(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
  }
}
