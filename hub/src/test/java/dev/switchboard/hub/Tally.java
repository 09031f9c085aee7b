// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.hub;

import java.util.concurrent.atomic.AtomicLong;

/// A listener that counts.
final class Tally implements HubListener {
  final AtomicLong attached = new AtomicLong();
  final AtomicLong ended = new AtomicLong();
  final AtomicLong opened = new AtomicLong();
  final AtomicLong retired = new AtomicLong();
  final AtomicLong relayed = new AtomicLong();
  final AtomicLong refused = new AtomicLong();

  @Override
  public void peerAttached() {
    attached.incrementAndGet();
  }

  @Override
  public void peerEnded() {
    ended.incrementAndGet();
  }

  @Override
  public void roomOpened() {
    opened.incrementAndGet();
  }

  @Override
  public void roomRetired() {
    retired.incrementAndGet();
  }

  @Override
  public void relayed(int recipients) {
    relayed.addAndGet(recipients);
  }

  @Override
  public void refused(Refusal why) {
    refused.incrementAndGet();
  }
}
