// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.protocol.Hall;
import dev.switchboard.protocol.Puppet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GreetingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text | Hello world",
        "json | {\"type\":\"message\",\"message\":\"Hello world\"}",
      })
  void aGreetingComesFirstWhereItIsWanted(String greeting, String said) {
    try (Hall hall = Users.hall("login-greeting", greeting)) {
      Puppet ann = hall.enter();
      assertThat(ann.hear()).isEqualTo(said);
      assertThat(Users.login(ann, "ann")).isEqualTo(Users.IN);
      assertThat(hall.enter("/tutorial/login/below?x=1").hear()).isEqualTo(said);
    }
  }

  @Test
  void nobodyIsGreetedByDefault() {
    try (Hall hall = Users.hall()) {
      assertThat(Users.login(hall.enter(), "ann")).isEqualTo(Users.IN);
    }
  }
}
