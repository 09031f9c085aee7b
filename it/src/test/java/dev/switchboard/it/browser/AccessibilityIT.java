// SPDX-License-Identifier: Apache-2.0
package dev.switchboard.it.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What every [Gallery] has looked at can be used without eyes, and with weak ones.
final class AccessibilityIT {

  @RegisterExtension static final Stage stage = Stage.with();

  /// Without this, a gallery that found nothing might not have looked.
  @Test
  void axeFindsWhatIsWrong() {
    assumeTrue(
        Axe.isThere(), "no npm: axe-core was not installed, and no page was looked at with it");
    Person ana = stage.person("Ana");
    ana.comesHome();
    assertThat(Axe.complaints(ana.page())).isEmpty();

    ana.page()
        .evaluate(
            "document.querySelector('main').append(document.createElement('button'),"
                + " Object.assign(new Image(), { src: '/app/logo.svg' }))");
    assertThat(Axe.complaints(ana.page()))
        .anyMatch(one -> one.startsWith("button-name: "))
        .anyMatch(one -> one.startsWith("image-alt: "))
        .hasSize(2);
  }
}
