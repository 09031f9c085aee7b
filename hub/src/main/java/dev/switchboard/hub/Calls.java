// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import dev.switchboard.text.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// The calls that ring in a realm. A monitor, like [Room].
///
/// ```
///   ring ──▶ RINGING ──accept, or the callee rings back──▶ met: both are told, the call is forgotten
///               └─────decline, cancel, 30 s, gone────────▶ ended: the other side is told why
/// ```
///
/// A call is known here only while it rings: what both do after they met is a room's business.
final class Calls {
  private final Limits.Calls limits;

  /// In the order of their deadlines, since all calls ring equally long.
  private final LinkedHashMap<CallId, Call> ringing = new LinkedHashMap<>();

  private final Map<Peer, List<Call>> involved = new HashMap<>();

  Calls(Limits.Calls limits) {
    this.limits = limits;
  }

  /// Rings the callee, or meets it where it is ringing the caller. Returns the refusal, or null.
  synchronized @Nullable Refusal ring(Peer caller, Peer callee, Utf8 data, long request, long now) {
    Call back = between(callee, caller);
    if (back != null) {
      forget(back);
      callee.tell(new Event.CallAccepted(back.id(), data));
      caller.tell(new Event.Met(request, back.id(), back.data()));
      return null;
    }
    Refusal why = whyNot(caller, callee);
    if (why != null) {
      return why;
    }
    Call call = new Call(newId(), caller, callee, data, now + limits.ring().toNanos());
    ringing.put(call.id(), call);
    involved.computeIfAbsent(caller, _ -> new ArrayList<>(1)).add(call);
    involved.computeIfAbsent(callee, _ -> new ArrayList<>(1)).add(call);
    callee.tell(new Event.RingReceived(call.id(), caller.asMember(), data));
    caller.tell(new Event.Rung(request, call.id()));
    return null;
  }

  /// The callee's bell rings: tells the caller. False when there is no such call to this peer.
  synchronized boolean rings(Peer callee, CallId id) {
    Call call = ringing.get(id);
    if (call == null || call.callee() != callee) {
      return false;
    }
    call.caller().tell(new Event.CallRinging(call.id()));
    return true;
  }

  synchronized boolean accept(Peer callee, CallId id, Utf8 data) {
    Call call = ringing.get(id);
    if (call == null || call.callee() != callee) {
      return false;
    }
    forget(call);
    call.caller().tell(new Event.CallAccepted(call.id(), data));
    return true;
  }

  synchronized boolean decline(Peer callee, CallId id, CallEnd reason) {
    Call call = ringing.get(id);
    if (call == null || call.callee() != callee) {
      return false;
    }
    forget(call);
    call.caller().tell(new Event.CallEnded(call.id(), reason));
    return true;
  }

  synchronized boolean cancel(Peer caller, CallId id) {
    Call call = ringing.get(id);
    if (call == null || call.caller() != caller) {
      return false;
    }
    forget(call);
    call.callee().tell(new Event.CallEnded(call.id(), CallEnd.CANCELLED));
    return true;
  }

  /// The peer is gone: so are its calls.
  synchronized void gone(Peer peer) {
    for (Call call : List.copyOf(involved.getOrDefault(peer, List.of()))) {
      forget(call);
      call.other(peer).tell(new Event.CallEnded(call.id(), CallEnd.GONE));
    }
  }

  /// Ends what rang for too long.
  synchronized void expire(long now) {
    for (Call call = first(); call != null && call.deadline() - now <= 0; call = first()) {
      forget(call);
      call.caller().tell(new Event.CallEnded(call.id(), CallEnd.NO_ANSWER));
      call.callee().tell(new Event.CallEnded(call.id(), CallEnd.NO_ANSWER));
    }
  }

  synchronized int count() {
    return ringing.size() + involved.size();
  }

  private @Nullable Refusal whyNot(Peer caller, Peer callee) {
    if (callee.status() == Status.AWAY) {
      return Refusal.AWAY;
    }
    if (callee.status() == Status.BUSY || callee == caller || involved.containsKey(callee)) {
      return Refusal.BUSY;
    }
    return outgoing(caller) >= limits.perPeer() ? Refusal.TOO_MANY_CALLS : null;
  }

  private int outgoing(Peer caller) {
    int sum = 0;
    for (Call call : involved.getOrDefault(caller, List.of())) {
      sum += call.caller() == caller ? 1 : 0;
    }
    return sum;
  }

  private @Nullable Call first() {
    Map.Entry<CallId, Call> first = ringing.firstEntry();
    return first == null ? null : first.getValue();
  }

  private @Nullable Call between(Peer caller, Peer callee) {
    for (Call call : involved.getOrDefault(caller, List.of())) {
      if (call.caller() == caller && call.callee() == callee) {
        return call;
      }
    }
    return null;
  }

  private void forget(Call call) {
    ringing.remove(call.id());
    dropFrom(call.caller(), call);
    dropFrom(call.callee(), call);
  }

  private void dropFrom(Peer peer, Call call) {
    List<Call> calls = involved.get(peer);
    if (calls != null && calls.remove(call) && calls.isEmpty()) {
      involved.remove(peer);
    }
  }

  private static CallId newId() {
    return CallId.of(Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36));
  }
}
