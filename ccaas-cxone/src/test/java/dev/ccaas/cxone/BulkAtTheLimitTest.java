// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.TurnTime;
import dev.ccaas.testing.platform.CxoneHost;
import dev.ccaas.testing.platform.FakeCxone;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * As fast as the platform's rules let a client go, in virtual time: it is never refused, and uses
 * what the rules leave it.
 *
 * <p>A window of n admits the first n at once, so so many more last at least that many periods; the
 * share of the rule is that time's share of the time that it took. A permit is back a period after
 * the answer, so the time that requests travel is lost in every period: 100 milliseconds are a
 * tenth of the second of the gateway's rule, and nothing of note in a minute.
 */
class BulkAtTheLimitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final TurnTime time = TurnTime.create();
  private final FakeCxone platform = FakeCxone.create(time);
  private final AtomicInteger webhooks = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  private ApiResponse count(ApiRequest request) {
    ApiResponse answer = platform.asTransport().send(request);
    webhooks.addAndGet(request.route().startsWith("/webhooks") ? 1 : 0);
    refused.addAndGet(answer.status() == 429 ? 1 : 0);
    return answer;
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0.999", "8, 10, 0.989", "8, 100, 0.9"})
  void gatewaysWebhooksAreMadeAtTheRuleOf5ASecond(int inFlight, long latencyMillis, double share)
      throws Exception {
    DesiredState.Builder state = DesiredState.builder("team-a");
    for (int i = 0; i < 1_000; i++) {
      URI callback = URI.create("https://lb.example.com/sync");
      state.channel(
          ChannelSpec.builder(brand("Channel " + i))
              .webhook(WebhookSpec.builder("Sync " + i, callback).eventTypes(List.of("a")).build())
              .build());
    }
    platform.recordRequests(false);
    platform.latency(Duration.ofMillis(latencyMillis));
    try (Cxone cxone =
        Cxone.builder(
                CxoneProfile.gateway(platform.baseUri()),
                CxoneCredentials.apiKey("X-API-Key", platform.apiKey()))
            .time(time)
            .transport(this::count)
            .build()) {
      ChannelReconciler reconciler =
          ChannelReconciler.builder(cxone.brands(), cxone.webhooks())
              .time(time)
              .maxInFlight(inFlight)
              .build();

      Instant start = time.instant();
      Instant[] end = {start};

      ApplyResult result =
          time.run(
              () -> {
                ApplyResult applied = reconciler.apply(reconciler.plan(state.build()));
                end[0] = time.instant();
                return applied;
              });

      assertThat(result.isComplete()).as(result.toString()).isTrue();
      assertThat(platform.webhooks()).hasSize(1_000);
      Duration least = Duration.ofSeconds((webhooks.get() + 4) / 5 - 1);
      assertUsed(
          "webhooks, " + inFlight + " in flight", least, Duration.between(start, end[0]), share);
    }
  }

  @Test
  void messagesGoOutAtTheRuleOf6000AMinute() throws Exception {
    try (Cxone cxone = published()) {
      Duration took = inParallel(16, 30_016, i -> sendMessage(cxone.api(), i));

      assertUsed("messages", MINUTE.multipliedBy(5), took, 0.99);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "8, 20"})
  void oneContactIsChangedAtTheRuleOf17AMinute(int inFlight, long latencyMillis) throws Exception {
    try (Cxone cxone = published()) {
      platform.latency(Duration.ofMillis(latencyMillis));

      Duration took = inParallel(inFlight, 1_000, i -> close(cxone.api(), "2001"));

      Duration least = MINUTE.multipliedBy(750).dividedBy(17);
      assertUsed("one contact, " + inFlight + " in flight", least, took, 0.99);
    }
  }

  /** Both draw from the tenant's updates; who waits for the contact holds no message up. */
  @Test
  void changesOfAContactAndMessagesGoAtTheirOwnRules() throws Exception {
    try (Cxone cxone = published()) {
      Instant[] messagesEnd = {Instant.MIN};

      Duration took =
          inParallel(
              16,
              16,
              thread -> {
                for (int i = 0; thread < 8 && i < 1_500; i++) {
                  sendMessage(cxone.api(), 1_500 * thread + i);
                  messagesEnd[0] = time.instant();
                }
                for (int i = 0; thread >= 8 && i < 50; i++) {
                  close(cxone.api(), "2001");
                }
              });

      assertUsed("changes", MINUTE.multipliedBy(8 * 50 - 250).dividedBy(17), took, 0.99);
      Duration messages = took.minus(Duration.between(messagesEnd[0], time.instant()));
      assertUsed("messages beside them", MINUTE, messages, 0.7); // and the second 6,000 themselves
    }
  }

  private static BrandSpec brand(String name) {
    return BrandSpec.builder()
        .name(name)
        .description("chat")
        .endpointUrl("https://chat.example.com/in")
        .allowedOrigins(List.of("https://shop.example.com"))
        .channelTypes(List.of("webchat"))
        .settings(BrandSettings.builder().maxConcurrentSessions(500).build())
        .build();
  }

  /** A client with a channel and a contact, 2001, whose bucket is full again. */
  private Cxone published() throws Exception {
    platform.recordRequests(false);
    CxoneProfile profile =
        CxoneProfile.published()
            .withLoginUri(platform.uri(CxoneHost.USER_HUB))
            .withApiUri(platform.uri(CxoneHost.DIGITAL))
            .withTenant(platform.tenantId())
            .withChannelIntegration(platform.channelIntegrationId());
    Cxone cxone =
        Cxone.builder(profile, CxoneCredentials.accessKey(platform.accessKey()))
            .time(time)
            .transport(this::count)
            .build();
    cxone
        .brands()
        .create(BrandSpec.builder().name("Shop").channelTypes(List.of("webchat")).build());
    sendMessage(cxone.api(), -1); // draws from the contact's bucket, which only its answer names
    time.run(
        () -> {
          time.sleep(MINUTE);
          return null;
        });
    platform.latency(Duration.ofMillis(20));
    return cxone;
  }

  private void sendMessage(ApiClient api, int thread) {
    String body =
        "{\"thread\": {\"idOnExternalPlatform\": \"t%d\"}, \"messageContent\": {}}"
            .formatted(thread);
    send(
        api.request("POST", "/dfo/3.0/channels/{channelId}/outbound")
            .path("channelId", platform.channels().keySet().iterator().next()),
        api,
        body);
  }

  private static void close(ApiClient api, String contact) {
    send(
        api.request("PUT", "/dfo/3.0/contacts/{contactId}/status").path("contactId", contact),
        api,
        "{\"status\": \"closed\"}");
  }

  private static void send(ApiRequest.Builder request, ApiClient api, String body) {
    api.send(
        request
            .putHeader("Accept", "application/json")
            .body(body.getBytes(UTF_8), "application/json")
            .deadline(Duration.ofHours(1))
            .build());
  }

  /** Does that work so many times, in threads that share it, and returns how long it took. */
  private Duration inParallel(int threads, int times, IntConsumer work) throws Exception {
    return time.run(
        () -> {
          Instant start = time.instant();
          AtomicInteger next = new AtomicInteger();
          Instant[] last = {start}; // no lock: in this time one thread runs at once
          Runnable share =
              () -> {
                for (int n = next.getAndIncrement(); n < times; n = next.getAndIncrement()) {
                  work.accept(n);
                  last[0] = time.instant();
                }
              };
          List<Thread> others = new ArrayList<>();
          for (int i = 1; i < threads; i++) {
            Thread one = new Thread(share);
            one.start();
            while (one.getState() != Thread.State.WAITING // for its turn, which is ours
                && one.getState() != Thread.State.TERMINATED) {
              Thread.onSpinWait();
            }
            others.add(one);
          }
          share.run();
          for (Thread one : others) {
            one.join();
          }
          assertThat(next).as("nobody failed").hasValue(times + threads);
          return Duration.between(start, last[0]);
        });
  }

  private void assertUsed(String what, Duration least, Duration took, double share) {
    double used = (double) least.toNanos() / took.toNanos();
    System.out.printf("%s: %s, %.4f of the rule, %d refused%n", what, took, used, refused.get());
    assertThat(refused).hasValue(0);
    assertThat(used).isBetween(share, 1.0);
  }
}
