// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {
  @ParameterizedTest
  @CsvSource({
    "id=a,a",
    "x=1&id=a&y=2,a",
    "id=a&id=b,b",
    "id=a%20b,a b",
    "id=a+b,a b",
    "id=%61%62,ab",
    "id=%,%",
    "id=%6,%6",
    "id=%zz,%zz",
    "id=%6g%61,%6ga",
    "id=a=b,a=b",
    "&&id=a&,a",
  })
  void aFieldIsReadAsBrowsersReadIt(String query, String value) {
    assertThat(new Query(query).field("id")).hasToString(value);
  }

  @ParameterizedTest
  @CsvSource({"''", "id", "id=", "ID=a", "xid=a", "id=a&id=", "%69d=a"})
  void whatIsNotThereIsEmpty(String query) {
    assertThat(new Query(query).field("id").isEmpty()).isTrue();
  }

  @Test
  void idsAreThoseThatClientsAccept() {
    for (String id : new String[] {"a", "0", "a b", "a-b_c d", "Zz9"}) {
      assertThat(Credentials.isId(new Query("id=" + id).field("id"))).as(id).isTrue();
    }
    for (String id : new String[] {"", "-", "a-", " a", "a--b", "a.b", "é", "a\u0000"}) {
      assertThat(Credentials.isId(new Query("id=" + id).field("id"))).as(id).isFalse();
    }
  }
}
