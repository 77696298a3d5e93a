// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublishedIdTest {
  @Test
  void isVersion5OfTheRfc() {
    UUID dns = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    // RFC 9562 appendix A.4
    assertThat(PublishedId.version5(dns, "www.example.com"))
        .hasToString("2ed6657d-e927-568b-95e1-2665a8aea6a2");
  }

  @Test
  void sameTenantAndNameGiveTheSameId() {
    assertThat(PublishedId.of("t-1", "Support")).isEqualTo(PublishedId.of("t-1", "Support"));
    assertThat(UUID.fromString(PublishedId.of("t-1", "Support")).version()).isEqualTo(5);
  }

  @Test
  void anotherTenantOrNameGivesAnotherId() {
    assertThat(PublishedId.of("t-1", "Support"))
        .isNotEqualTo(PublishedId.of("t-2", "Support"))
        .isNotEqualTo(PublishedId.of("t-1", "support"));
    assertThat(PublishedId.of("t-1", "2x")).isNotEqualTo(PublishedId.of("t-12", "x"));
  }
}
