// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimitStatus;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.testing.FakeTime;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CxoneQuotaTest {
  private static final URI BASE = URI.create("https://api-de-na1.niceincontact.com/prefix");
  private static final QuotaKey OUTBOUND = key("POST", "/dfo/3.0/channels/a/outbound");
  private static final QuotaKey INBOUND = key("POST", "/dfo/3.0/channels/a/messages");
  private static final QuotaKey READ = key("GET", "/dfo/3.0/contacts/7");
  private static final QuotaKey CONTACT = key("PUT", "/dfo/3.0/contacts/7/status");
  private static final QuotaKey OTHER = key("PUT", "/dfo/3.0/contacts/8/status");
  private static final QuotaKey CREATE = key("POST", "/dfo/3.0/contacts");

  private final FakeTime time = FakeTime.create();
  private final RateLimiter limiter = CxoneQuota.ofPublished(time);

  private static QuotaKey key(String method, String path) {
    return CxoneQuota.key("me", ApiRequest.builder(method, BASE, path).build());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /dfo/3.0/contacts,                     get contact",
    "GET,    /dfo/3.0/contacts/7,                   get contact",
    "GET,    /dfo/3.0/contacts/7/messages,          get contact",
    "POST,   /dfo/3.0/contacts,                     update contact",
    "PUT,    /dfo/3.0/contacts/7/status,            7/update contact",
    "DELETE, /dfo/3.0/contacts/7/tags/1,            7/update contact",
    "POST,   /dfo/4.1/contacts/7/notes,             7/update contact",
    "PUT,    /dfo/3.0/messages/m/read,              update contact",
    "POST,   /dfo/3.0/messages/m/notes,             update contact",
    "GET,    /dfo/3.0/messages/m,                   /dfo/3.0/messages/m",
    "POST,   /dfo/3.0/channels/a/outbound,          send outbound message",
    "POST,   /dfo/3.0/channels/a/inbound,           store inbound message",
    "POST,   /dfo/3.0/channels/a/messages,          store inbound message",
    "PUT,    /dfo/3.0/channels/a/messages/m/status, update contact",
    "POST,   /dfo/3.0/channels,                     /dfo/3.0/channels",
    "DELETE, /dfo/3.0/channels/outbound,            /dfo/3.0/channels/outbound",
    "PUT,    /dfo/3.0/channels/a/settings,          /dfo/3.0/channels/a/settings",
    "GET,    /dfo/3.0/contactsx,                    /dfo/3.0/contactsx",
    "GET,    /contacts,                             /contacts",
  })
  void aFamilyIsWhatThePageOnThrottlingCounts(String method, String path, String family) {
    assertThat(key(method, path)).hasToString("nice-cxone/me/" + family);
  }

  @Test
  void aContactIsKnownByThePlaceholdersValueAndOtherFamiliesByTheRoute() {
    ApiRequest update =
        ApiRequest.builder("PUT", BASE, "/dfo/3.0/contacts/{contactId}/status")
            .path("contactId", "7")
            .build();
    ApiRequest remove =
        ApiRequest.builder("DELETE", BASE, "/dfo/3.0/channels/{channelId}")
            .path("channelId", "7")
            .build();

    assertThat(CxoneQuota.key("me", update)).isEqualTo(CONTACT);
    assertThat(CxoneQuota.key("me", remove)).hasToString("nice-cxone/me//dfo/3.0/channels");
  }

  @Test
  void theNumbersAreThoseOfThePage() {
    assertThat(admitted(CONTACT)).isEqualTo(250);
    assertThat(admitted(OTHER)).as("each contact has its own").isEqualTo(250);
    assertThat(admitted(OUTBOUND)).isEqualTo(6_000);
    assertThat(admitted(INBOUND)).isEqualTo(360_000);
    assertThat(admitted(READ)).isEqualTo(120_000);
    assertThat(admitted(CREATE)).as("what messages left of the updates").isEqualTo(633_500);
    time.advance(Duration.ofMinutes(1));
    assertThat(admitted(OUTBOUND)).as("the tenant's updates are used up").isZero();
    time.advance(Duration.ofMinutes(59));
    assertThat(admitted(CONTACT)).isEqualTo(250);
  }

  @Test
  void aContactsBucketRefillsBy17AMinute() {
    admitted(CONTACT);
    time.advance(Duration.ofMinutes(1));

    assertThat(admitted(CONTACT)).isBetween(16, 17);
    Decision refusal = limiter.tryAcquire(CONTACT, 1);
    assertThat(refusal.rule()).isEqualTo("250 at once, then 17 per PT1M for update contact");
    assertThat(refusal.retryAfter()).isLessThanOrEqualTo(Duration.ofMillis(3_530));
  }

  @Test
  void whatOneNumberRefusesTakesFromNoOther() {
    admitted(CONTACT);
    for (int i = 0; i < 1_000; i++) {
      assertThat(limiter.tryAcquire(CONTACT, 1).isAllowed()).isFalse();
    }

    assertThat(admitted(CREATE)).isEqualTo(999_750);
  }

  /** Sends as long as the limiter admits, with an answer at once, and returns how often. */
  private int admitted(QuotaKey key) {
    int sent = 0;
    while (limiter.tryAcquire(key, 1).isAllowed()) {
      limiter.observe(key, RateLimitStatus.none());
      sent++;
    }
    return sent;
  }
}
