// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/// The one place where peers meet: commands in, events out. One hub is one realm, so that realms
/// cannot see each other.
///
/// Any thread may call, each peer's owner for that peer: the event loop of its connection. Nothing
/// here waits or does I/O; what is said to others goes into their [Outbox]. Somebody calls [#tick]
/// a few times a second; deadlines pass at no other time.
public final class Hub {
  /// For a command whose caller wants no answer when it goes well.
  public static final long NO_REQUEST = -1;

  private final Frame frame;
  private final Directory directory = new Directory();
  private final Rooms rooms;
  private final Board board;
  private final Calls calls;
  private final RoomDesk roomDesk;
  private final ChairDesk chairDesk;
  private final PersonDesk personDesk;
  private final CallDesk callDesk;
  private final Answers answers;
  private final AtomicInteger peers = new AtomicInteger();

  /// In the order of their deadlines, since grace is equally long for all.
  private final ConcurrentLinkedQueue<Grace> graces = new ConcurrentLinkedQueue<>();

  /// With rooms as they are where nobody decides otherwise.
  public Hub(Limits limits, HubListener listener, Time time) {
    this(limits, listener, time, RoomPolicy.DEFAULT, Tickets.freshKey());
  }

  /// `key` is one for HMAC-SHA256, by which those who were in a room are known again after a
  /// restart.
  public Hub(Limits limits, HubListener listener, Time time, RoomPolicy policy, SecretKey key) {
    this.frame = new Frame(limits, listener, time);
    this.answers = new Answers(listener);
    this.rooms = new Rooms(frame, policy, new Tickets(key));
    this.board = new Board(directory, limits.peers().board());
    this.calls = new Calls(limits.calls());
    this.roomDesk = new RoomDesk(frame, rooms, directory, answers);
    this.chairDesk = new ChairDesk(frame, rooms, answers);
    this.personDesk = new PersonDesk(frame, board, answers);
    this.callDesk = new CallDesk(frame, calls, directory, answers);
  }

  public Limits limits() {
    return frame.limits;
  }

  /// Brings in a new peer under this id; `wake` runs, on any thread, when its outbox wants to be
  /// emptied.
  public Attachment attach(PeerId id, Utf8 about, Runnable wake) {
    return attach(id, about, wake, _ -> {});
  }

  /// As above; `prepare` gets the peer before anybody can find it.
  public Attachment attach(PeerId id, Utf8 about, Runnable wake, Consumer<Peer> prepare) {
    if (peers.incrementAndGet() > frame.limits.peers().count()) {
      peers.decrementAndGet();
      return new Attachment.Full();
    }
    Peer peer = new Peer(id.copy(), about, frame.limits.waiting());
    peer.outbox().owner(wake);
    prepare.accept(peer);
    if (directory.take(peer.id(), peer) != peer) {
      peers.decrementAndGet();
      return new Attachment.Taken();
    }
    frame.listener.peerAttached();
    return new Attachment.Attached(peer);
  }

  /// The peer with this id, but nobody by a handle; null when there is none.
  public @Nullable Peer find(PeerId id) {
    Peer peer = directory.find(id);
    return peer != null && peer.id().equals(id) ? peer : null;
  }

  /// Whether anybody goes by this name, id or handle.
  public boolean isHere(PeerId name) {
    return directory.find(name) != null;
  }

  /// How many are in this room.
  public int present(RoomName name) {
    Room room = rooms.find(name);
    return room == null ? 0 : room.count();
  }

  /// The rooms with somebody in them or before their door, the fullest first, and no more than this
  /// many; for the server's owner.
  public List<OpenRoom> open(int most) {
    return rooms.open(most);
  }

  /// The server's owner ends a room for all, as a host could. False when nobody was there.
  public boolean close(RoomName name) {
    return rooms.close(name);
  }

  /// The peer's connection broke. It keeps its names, rooms and calls for the time of grace, and
  /// what others send waits.
  public void suspend(Peer peer) {
    if (!peer.attached()) {
      return;
    }
    peer.outbox().abandon();
    peer.connected(false);
    for (Room room : peer.rooms()) {
      room.disconnected(peer);
    }
    long deadline = frame.time.nanos().getAsLong() + frame.limits.peers().grace().toNanos();
    Grace grace = new Grace(peer, peer.nextSuspension(), deadline);
    // From this step on the rooms are not ours: grace may be over, or the peer be back, at once.
    if (peer.step(Peer.State.ATTACHED, Peer.State.SUSPENDED)) {
      graces.add(grace);
    }
  }

  /// The peer is back on a new connection, whose owner polls its outbox next. False when it came
  /// too late.
  public boolean resume(Peer peer, Runnable wake) {
    if (!peer.step(Peer.State.SUSPENDED, Peer.State.ATTACHED)) {
      return false;
    }
    peer.outbox().owner(wake);
    peer.connected(true);
    for (Room room : peer.rooms()) {
      room.reconnected(peer);
    }
    return true;
  }

  /// The peer is gone: its rooms, calls and watchers hear of it, its names are free.
  public void end(Peer peer) {
    if (peer.step(Peer.State.ATTACHED, Peer.State.ENDED)
        || peer.step(Peer.State.SUSPENDED, Peer.State.ENDED)) {
      bury(peer);
    }
  }

  /// Lets deadlines pass: calls that ring too long, peers whose grace is over, rooms long empty.
  public void tick() {
    long now = frame.time.nanos().getAsLong();
    calls.expire(now);
    rooms.expire(now);
    for (Grace grace = graces.peek(); grace != null; grace = graces.peek()) {
      if (grace.deadline - now > 0 && grace.counts()) {
        return;
      }
      // Where two tick at once, only one takes it away, and none takes the next instead.
      if (graces.remove(grace)
          && grace.counts()
          && grace.peer.step(Peer.State.SUSPENDED, Peer.State.ENDED)) {
        bury(grace.peer);
      }
    }
  }

  /// Does what the peer asks. The answer, a refusal too, comes as an event with this request's
  /// number. A peer that has ended asks in vain: what it would leave behind, nobody would clear.
  public void submit(Peer peer, Command command, long request) {
    if (!peer.ended()) {
      carryOut(peer, command, request);
    }
  }

  /// How much is remembered of anybody: zero when everybody has left and grace has passed.
  int residue() {
    return peers.get()
        + directory.count()
        + rooms.count()
        + board.count()
        + calls.count()
        + graces.size();
  }

  private void carryOut(Peer peer, Command command, long request) {
    switch (command) {
      case Command.Tell tell -> roomDesk.tell(peer, tell, request);
      case Command.Send send -> roomDesk.send(peer, send, request);
      case Command.Say say -> roomDesk.say(peer, say, request);
      case Command.Post post -> roomDesk.post(peer, post, request);
      case Command.Chat chat -> roomDesk.chat(peer, chat, request);
      case Command.Join join -> roomDesk.join(peer, join, request);
      case Command.Leave leave -> roomDesk.leave(peer, leave, request);
      case Command.Who who -> roomDesk.who(peer, who, request);
      case Command.Chairing chairing -> chairDesk.carryOut(peer, chairing, request);
      case Command.Describe describe -> personDesk.describe(peer, describe, request);
      case Command.SetStatus set -> personDesk.setStatus(peer, set, request);
      case Command.Claim it -> personDesk.claim(peer, it.handle(), null, request);
      case Command.Reclaim it -> personDesk.claim(peer, it.handle(), it.holder(), request);
      case Command.Release _ -> personDesk.release(peer, request);
      case Command.Watch _ -> personDesk.watch(peer, request);
      case Command.Unwatch _ -> personDesk.unwatch(peer, request);
      case Command.Ring ring -> callDesk.ring(peer, ring, request);
      case Command.Ringing ringing -> callDesk.ringing(peer, ringing, request);
      case Command.Accept accept -> callDesk.accept(peer, accept, request);
      case Command.Decline decline -> callDesk.decline(peer, decline, request);
      case Command.Cancel cancel -> callDesk.cancel(peer, cancel, request);
    }
  }

  /// Turns down a request that the dialect could not even make a command of; in its place among the
  /// other answers.
  public void refuse(Peer peer, long request, Refusal why, String message) {
    answers.refuse(peer, request, why, message);
  }

  /// Tells a peer what its dialect answers without the hub; in its place among the other answers.
  public void answer(Peer peer, Event.Answer answer) {
    if (answer.request() != NO_REQUEST) {
      peer.tell(answer);
    }
  }

  private void bury(Peer peer) {
    peer.outbox().shut();
    rooms.leaveAll(peer);
    board.release(peer);
    board.unwatch(peer);
    calls.gone(peer);
    directory.free(peer.id(), peer);
    peers.decrementAndGet();
    frame.listener.peerEnded();
  }

  /// What every part of a hub is built within.
  record Frame(Limits limits, HubListener listener, Time time) {}

  private record Grace(Peer peer, long suspension, long deadline) {
    boolean counts() {
      return !peer.ended() && peer.suspension() == suspension;
    }
  }
}
