// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.hub.Attachment;
import dev.switchboard.hub.Event;
import dev.switchboard.hub.Hub;
import dev.switchboard.hub.HubListener;
import dev.switchboard.hub.Limits;
import dev.switchboard.hub.PeerId;
import dev.switchboard.hub.Signal;
import dev.switchboard.hub.Time;
import dev.switchboard.net.CloseReason;
import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuestTest {
  private static final Utf8 ABOUT = Utf8.of("{}");

  private final FakeConnection connection = new FakeConnection();
  private final List<Event> told = new ArrayList<>();
  private final Link link = new Link(connection, new Tally(), _ -> new Listening());
  private final Hub hub = hub(3);

  @Test
  void itsNumberIsNewAndFree() {
    Guest first = requireNonNull(Guest.enter(hub, link, "kind"));
    String id = first.id().toString();
    assertThat(id).matches("kind/\\d+");
    long next = Long.parseLong(id.substring("kind/".length())) + 1;
    take("kind/" + next);
    Guest second = requireNonNull(Guest.enter(hub, link, "kind"));
    assertThat(second.id()).hasToString("kind/" + (next + 1));
  }

  @Test
  void itsNumberIsThatOfItsFrames() {
    assertThat(NumberedFrames.said(PeerId.of("a/b/42"), Utf8.of("\"\n")))
        .hasToString("{\"client\":42,\"text\":\"\\\"\\n\"}");
  }

  @Test
  void aNameThatIsTakenIsNotGiven() {
    take("ann");
    assertThat(Guest.enter(hub, link, PeerId.of("ann"), ABOUT)).isNull();
    assertThat(connection.closedWith()).isNull();
    assertThat(Guest.enter(hub, link, PeerId.of("bob"), ABOUT)).isNotNull();
  }

  @Test
  void whereNoMorePeersMayBeTheConnectionIsClosed() {
    take("a");
    take("b");
    take("c");
    assertThat(Guest.enter(hub, link, "kind")).isNull();
    assertThat(connection.closedWith()).isEqualTo(CloseReason.TRY_LATER);
  }

  @Test
  void itHearsWhatIsSentToItUntilItEnds() {
    Guest ann = requireNonNull(Guest.enter(hub, link, PeerId.of("ann"), ABOUT));
    connection.listener(link);
    Signal signal = new Signal.Message(Utf8.of("1"));
    ann.send(ann.id(), signal);
    connection.run();
    assertThat(told).contains(new Event.Received(ann.id(), Utf8.EMPTY, signal));
    ann.end();
    assertThat(hub.isHere(PeerId.of("ann"))).isFalse();
  }

  private void take(String id) {
    assertThat(hub.attach(PeerId.of(id), ABOUT, () -> {})).isInstanceOf(Attachment.Attached.class);
  }

  private static Hub hub(int peers) {
    Limits all = Limits.DEFAULT;
    Limits.Peers few = new Limits.Peers(peers, all.peers().board(), all.peers().grace());
    Limits limits =
        new Limits(
            all.sizes(), all.rooms(), few, all.waiting(), all.history(), all.calls(), all.pace());
    return new Hub(limits, HubListener.NONE, Time.SYSTEM);
  }

  private final class Listening implements Dialect {
    @Override
    public void received(Utf8 message) {}

    @Override
    public void deliver(Event event) {
      told.add(event);
    }

    @Override
    public void overflowed() {}

    @Override
    public void closed(boolean goodbye) {}
  }
}
