// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When two ids name one brand: they share a part and differ in none. */
class PublishedIdTest {

  @ParameterizedTest
  @CsvSource({
    "c/-/-, c/d/-, c/d/-",
    "c/d/-, c/-/-, c/d/-",
    "c/d/-, -/d/i, c/d/i",
    "-/-/i, c/d/i, c/d/i",
    "c/d/i, c/d/i, c/d/i",
    "c/d/-, c/e/-, two", // two deployments of one configuration
    "c/d/i, c/d/j, two",
    "c/-/-, -/d/-, two", // they share nothing
    "c/-/-, -/-/i, two",
    "c/-/-, C/-/-, two",
  })
  void joinsTwoIdsOfOneBrand(String one, String other, String joined) {
    String found = id(one).join(id(other)).map(PublishedId::toString).orElse("two");

    assertThat(found).isEqualTo(joined);
    assertThat(id(other).join(id(one)).map(PublishedId::toString).orElse("two")).isEqualTo(joined);
  }

  private static PublishedId id(String text) {
    return PublishedId.parse(text).orElseThrow();
  }
}
