// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.HubListener;
import dev.switchboard.net.CloseReason;
import dev.switchboard.protocol.FakeConnection;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What can happen between two steps of an entrance, made to happen.
class EntranceTest {
  private static final String ID = "0123456789ab";
  private static final String SECRET = Desk.SECRETS.secretOf(Utf8.of(ID));

  private final List<Runnable> meanwhile = new ArrayList<>();
  private final Desk desk =
      Desk.open(
          new HubListener() {
            @Override
            public void peerAttached() {
              List<Runnable> now = List.copyOf(meanwhile);
              meanwhile.clear();
              now.forEach(Runnable::run);
            }

            @Override
            public void roomRetired() {
              peerAttached();
            }
          });

  @Test
  void whoComesBackWhileItsPeerIsBeingBuriedKeepsItsId() {
    FakeConnection first = desk.connect().say(Hellos.back(ID, SECRET, 0));
    first.say("{\"seq\":1,\"type\":\"join\",\"room\":\"r\"}").run();
    first.lose(1006);
    FakeConnection second = desk.connect();
    meanwhile.add(() -> second.say(Hellos.back(ID, SECRET, 0)));
    desk.hub().tick();

    Map<?, ?> welcome = Desk.welcome(second);
    assertThat(welcome.get("peer")).isEqualTo(ID);
    assertThat(welcome.get("resumed")).isEqualTo(false);
  }

  @Test
  void ofTwoWhoComeBackInTheSameMomentTheLaterResumes() {
    FakeConnection first = desk.connect();
    FakeConnection second = desk.connect();
    meanwhile.add(() -> second.say(Hellos.back(ID, SECRET, 0)));
    first.say(Hellos.back(ID, SECRET, 0));
    second.run();
    first.run();

    Map<?, ?> welcome = Desk.welcome(second);
    assertThat(welcome.get("peer")).isEqualTo(ID);
    assertThat(welcome.get("resumed")).isEqualTo(true);
    assertThat(first.closedWith()).isEqualTo(CloseReason.REPLACED);
  }

  @Test
  void whoseIdBecameAHandleMeanwhileGetsAnother() {
    desk.connect().say(Hellos.PLAIN).say("{\"type\":\"claim\",\"handle\":\"" + ID + "\"}").run();

    Map<?, ?> welcome = Desk.welcome(desk.connect().say(Hellos.back(ID, SECRET, 0)));
    assertThat(welcome.get("peer")).isNotEqualTo(ID);
  }

  @Test
  void whoIsGoneBeforeTheSessionIsFreeTakesNothing() {
    FakeConnection first = desk.connect().say(Hellos.back(ID, SECRET, 0)).run();
    FakeConnection second = desk.connect().say(Hellos.back(ID, SECRET, 0));
    second.lose(1006);
    first.run();
    second.run();

    assertThat(first.closedWith()).isEqualTo(CloseReason.REPLACED);
    FakeConnection third = desk.connect().say(Hellos.back(ID, SECRET, 0));
    assertThat(Desk.welcome(third).get("resumed")).isEqualTo(true);
  }

  @Test
  void whoSpeaksBeforeTheWelcomeIsClosedAndTakesNothing() {
    FakeConnection first = desk.connect().say(Hellos.back(ID, SECRET, 0)).run();
    FakeConnection second = desk.connect().say(Hellos.back(ID, SECRET, 0));
    second.say("{\"seq\":1,\"type\":\"who\",\"room\":\"r\"}");
    assertThat(second.closedWith()).isEqualTo(CloseReason.MALFORMED);
    first.run();
    second.run();
    second.lose(1006);

    FakeConnection third = desk.connect().say(Hellos.back(ID, SECRET, 0));
    assertThat(Desk.welcome(third).get("resumed")).isEqualTo(true);
  }
}
