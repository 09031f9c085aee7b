// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;

/// Two clients of one dialect who talk in a place of their own, and must hear each other in order,
/// and nothing else, whatever happens around them.
public final class Couple {
  private final Tongue tongue;
  private final String pair;
  private final Puppet ana;
  private final Puppet bob;
  private int said;

  public Couple(Hall hall, Tongue tongue, String pair) {
    this.tongue = tongue;
    this.pair = pair;
    this.ana = enter(hall, "ana");
    this.bob = enter(hall, "bob");
    if (tongue == Tongue.BROADCAST || tongue == Tongue.AUTO) {
      ana.hear("connected");
    } else if (tongue == Tongue.CODES) {
      ana.hear("SDP");
    }
  }

  public void areUndisturbed() {
    said++;
    exchange(ana, "bob", bob);
    exchange(bob, "ana", ana);
  }

  private void exchange(Puppet from, String name, Puppet to) {
    from.say(tongue.frame(pair, pair + name, said));
    assertThat(to.hear()).contains(tongue.heard(said));
  }

  private Puppet enter(Hall hall, String name) {
    Puppet puppet = hall.enter(tongue.mount() + "/" + pair);
    String hello = tongue.hello(pair, pair + name);
    if (!hello.isEmpty()) {
      puppet.say(hello).settle();
    }
    if (tongue == Tongue.LOGIN) {
      puppet.hear("true");
    }
    return puppet;
  }
}
