// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Platform;
import dev.ccaas.core.catalog.ApiSpec;
import dev.ccaas.core.catalog.SpecId;
import org.junit.jupiter.api.Test;

class FakeSpecCatalogTest {
  private final SpecId one = SpecId.builder(Platform.NICE_CXONE, "one").build();
  private final SpecId two = SpecId.builder(Platform.NICE_CXONE, "two").build();
  private final FakeSpecCatalog catalog =
      FakeSpecCatalog.create().put(ApiSpec.of(one, new byte[1])).put(ApiSpec.of(two, new byte[2]));

  @Test
  void changesWhileItIsInUse() {
    assertThat(catalog.list()).containsExactly(one, two);

    catalog.put(ApiSpec.of(one, new byte[3]));
    catalog.remove(two);

    assertThat(catalog.list()).containsExactly(one);
    assertThat(catalog.find(one)).map(ApiSpec::length).contains(3);
    assertThat(catalog.find(two)).isEmpty();
  }

  @Test
  void failsAsToldThenAnswersAgain() {
    IllegalStateException first = new IllegalStateException("first");
    IllegalStateException second = new IllegalStateException("second");
    catalog.failNext(first);
    catalog.failNext(second);

    assertThatThrownBy(catalog::list).isSameAs(first);
    assertThatThrownBy(() -> catalog.find(one)).isSameAs(second);

    assertThat(catalog.find(one)).isPresent();
  }
}
