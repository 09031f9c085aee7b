// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.peerjs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.TestServer;
import dev.switchboard.app.Switchboard;
import dev.switchboard.hub.Limits;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.Puppet;
import dev.switchboard.protocol.Wait;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How PeerJS clients come to their ids.
class PeerJsConnectTest {
  private static final Switchboard SERVER = TestServer.start("limits.grace", "0s");
  private static final String INCOMPLETE =
      "{\"type\":\"ERROR\",\"payload\":{\"msg\":\"No id, token, or key supplied to websocket"
          + " server\"}}";
  private static final String WRONG_KEY =
      "{\"type\":\"ERROR\",\"payload\":{\"msg\":\"Invalid key provided\"}}";
  private static final String WRONG_ID =
      "{\"type\":\"ERROR\",\"payload\":{\"msg\":\"Invalid id provided\"}}";
  private static final String WRONG_TOKEN =
      "{\"type\":\"ERROR\",\"payload\":{\"msg\":\"Invalid token provided\"}}";
  private static final String TAKEN =
      "{\"type\":\"ID-TAKEN\",\"payload\":{\"msg\":\"ID is taken\"}}";
  private static final String FULL =
      "{\"type\":\"ERROR\",\"payload\":{\"msg\":\"Server has reached its concurrent user limit\"}}";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?key=peerjs&id=ann",
        "?key=peerjs&token=t",
        "?id=ann&token=t",
        "?key=peerjs&id=&token=t",
        "?key=&id=ann&token=t",
        "?key=peerjs&id=ann&token=",
        "?key=wrong&id=ann",
      })
  void whoLacksAnIdATokenOrAKeyIsTurnedDown(String query) {
    isTurnedDown("/peerjs/peerjs" + query, INCOMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wrong", "peerj", "peerjss", "PEERJS", "%70eerjs%00"})
  void whoHasAnotherKeyIsTurnedDown(String key) {
    isTurnedDown("/peerjs/peerjs?key=" + key + "&id=ann&token=t", WRONG_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-ann",
        "ann-",
        "a--b",
        "a%20%20b",
        "_",
        "a/b",
        "a.b",
        "%C3%A9",
        "a%00b",
        "a%0Ab",
        "%ff",
        "a+",
        "%3Cb%3E",
      })
  void idsThatNoClientWouldTakeAreTurnedDown(String id) {
    isTurnedDown("/peerjs/peerjs?key=peerjs&id=" + id + "&token=t", WRONG_ID);
  }

  @Test
  void idsAndTokensHaveBounds() {
    int most = Limits.DEFAULT.sizes().name();
    String longest = "x".repeat(most);
    Page.dial(SERVER, longest, longest).hears(Page.OPEN).close();
    isTurnedDown("/peerjs/peerjs?key=peerjs&token=t&id=x" + longest, WRONG_ID);
    isTurnedDown("/peerjs/peerjs?key=peerjs&id=ann&token=x" + longest, WRONG_TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A9", "a-b_c", "a b", "6f1d8f5e-9d6b-4c4e-8f0e-1c1b2b3c4d5e"})
  void idsThatClientsTakeAreTaken(String id) {
    String written = id.replace(" ", "%20");
    try (Page page = Page.dial(SERVER, written, "t").hears(Page.OPEN)) {
      page.says("CANDIDATE", id, "1");
      assertThat(page.hear()).contains("\"src\":\"" + id + "\"");
    }
  }

  @Test
  void escapesAreResolvedAndTheLastOfTwoFieldsCounts() {
    try (Page page =
        Page.at(
            SERVER,
            "bo b",
            "/peerjs/peerjs?id=eva&key=%70eerjs&&x&id=bo+%62&token=%F0%9F%98%80%25")) {
      page.hears(Page.OPEN).hearsNothing();
      isTurnedDown("/peerjs/peerjs?key=peerjs&token=other&id=bo%20b", TAKEN);
      Page.at(SERVER, "bo b", "/peerjs/peerjs?key=peerjs&token=%f0%9f%98%80%25&id=bo%20b")
          .hears(Page.OPEN)
          .close();
    }
  }

  @Test
  void anIdStaysWithItsOwnerWhoIsNotDisturbed() {
    try (Page ann = Page.open(SERVER, "owner")) {
      isTurnedDown("/peerjs/peerjs?key=peerjs&id=owner&token=another", TAKEN);
      ann.hearsNothing();
    }
  }

  @Test
  void aNameThatSomebodyElseHasIsTaken() {
    try (Puppet user = Puppet.connect(SERVER.port(), "/tutorial/login", "")) {
      user.say("{\"type\":\"login\",\"name\":\"tutor\"}").hear("true");
      isTurnedDown("/peerjs/peerjs?key=peerjs&id=tutor&token=t", TAKEN);
    }
  }

  @Test
  void theSameTokenTakesOverWithOpen() {
    try (Page bob = Page.open(SERVER, "bob");
        Page first = Page.open(SERVER, "roamer");
        Page second = Page.dial(SERVER, "roamer", "token-of-roamer")) {
      second.hears(Page.OPEN);
      assertThat(first.closeCode()).isEqualTo(CloseReason.REPLACED.code());
      bob.says("OFFER", "roamer", "{}");
      second.hears("OFFER", bob, "{}");
      second.says("ANSWER", "bob", "{}");
      bob.hears("ANSWER", second, "{}");
    }
  }

  @Test
  void manyTakeOversLeaveOneConnectionAndThenNone() {
    try (Page bob = Page.open(SERVER, "patient")) {
      Page[] pages = new Page[8];
      for (int i = 0; i < pages.length; i++) {
        pages[i] = Page.dial(SERVER, "hopper", "t");
      }
      long left = 0;
      bob.says("OFFER", "hopper", "1");
      for (Page page : pages) {
        page.hears(Page.OPEN);
        left++;
      }
      assertThat(left).isEqualTo(pages.length);
      for (Page page : pages) {
        page.close();
      }
      Wait.until("the id is free", () -> opens("hopper"));
      bob.hearsNothing();
    }
  }

  @Test
  void anIdIsFreeAsSoonAsItsSocketCloses() {
    Page.open(SERVER, "short").goodbye();
    Wait.until("the id is free", () -> opens("short"));
    Page cut = Page.open(SERVER, "cut");
    cut.close();
    Wait.until("the id is free", () -> opens("cut"));
  }

  @Test
  void noMoreThanTheLimitMayCome() {
    try (Switchboard server = TestServer.start("limits.peerjs-clients", "2");
        Page ann = Page.open(server, "ann");
        Page bob = Page.open(server, "bob")) {
      assertThat(Page.dial(server, "eva", "t").hears(FULL).closeCode()).isEqualTo(1000);
      Page again = Page.dial(server, "ann", "token-of-ann").hears(Page.OPEN);
      bob.goodbye();
      Wait.until("there is a place", () -> opens(server, "eva"));
      again.hearsNothing();
      assertThat(ann.closeCode()).isEqualTo(CloseReason.REPLACED.code());
    }
  }

  @Test
  void aFullServerSaysSo() {
    try (Switchboard server = TestServer.start("limits.peers", "1");
        Page ann = Page.open(server, "ann")) {
      Page.dial(server, "eva", "t").hears(FULL).closeCode();
      ann.hearsNothing();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/peerjs/peerjs/", "/peerjs/", "/peerjs/other", "/peerjs/peerjs/x", "/peerjs/id"})
  void onlyTheExactAddressWillDo(String path) {
    assertThatThrownBy(() -> Puppet.connect(SERVER.port(), path + "?key=peerjs&id=a&token=t", ""))
        .hasRootCauseMessage("Unexpected HTTP response status code 400");
  }

  @Test
  void theMountItselfIsAnAddressToo() {
    Page.at(SERVER, "p1", "/peerjs?key=peerjs&id=p1&token=t&version=1.5.4")
        .hears(Page.OPEN)
        .hearsNothing()
        .close();
  }

  @Test
  void aPortOfItsOwnHasTheAddressesOfTheOriginal() {
    try (Switchboard server =
        TestServer.start("mounts", ":0=peerjs,/team=peerjs@team", "peerjs.key", "s3cret")) {
      int port = server.ownPorts().getFirst();
      String query = "?key=s3cret&id=ann&token=t";
      try (Puppet ann = Puppet.connect(port, "/peerjs" + query, "");
          Puppet twin = Puppet.connect(server.port(), "/team/peerjs" + query, "")) {
        assertThat(ann.hear()).isEqualTo(Page.OPEN);
        assertThat(twin.hear()).isEqualTo(Page.OPEN);
        assertThatThrownBy(() -> Puppet.connect(port, "/" + query, ""))
            .hasRootCauseMessage("Unexpected HTTP response status code 400");
      }
    }
  }

  private static boolean opens(String id) {
    return opens(SERVER, id);
  }

  private static boolean opens(Switchboard server, String id) {
    try (Page page = Page.dial(server, id, "somebody-new")) {
      return page.hear().equals(Page.OPEN);
    }
  }

  private static void isTurnedDown(String address, String why) {
    Page page = Page.at(SERVER, "", address).hears(why);
    assertThat(page.closeCode()).isEqualTo(1000);
  }
}
