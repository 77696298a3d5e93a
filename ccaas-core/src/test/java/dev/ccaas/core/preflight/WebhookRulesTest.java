// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.http.EgressGuard;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookRulesTest {
  private static final URI CALLBACK = URI.create("https://lb.example.com/api/sync");

  private final List<String> asked = new ArrayList<>();
  private final Preflight preflight =
      Preflight.builder().egress(EgressGuard.builder().resolver(this::resolve).build()).build();

  private List<InetAddress> resolve(String host) throws IOException {
    asked.add(host);
    return switch (host) {
      case "inside.example.com" -> List.of(InetAddress.getByName("10.0.0.1"));
      case "nowhere.example.com" -> List.of();
      default -> List.of(InetAddress.getByName("192.0.43.8"));
    };
  }

  @Test
  void documentsWebhookKeepsTheRules() {
    assertThat(preflight.check(WebhookSpec.loadBalancerSync(CALLBACK))).isEmpty();
    assertThat(asked).containsExactly("lb.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "http://lb.example.com/, form",
    "wss://lb.example.com/, form",
    "ftp://lb.example.com/, form",
    "/api/sync, form",
    "mailto:a@b.c, form",
    "https://lb.example.com/#part, form",
    "https://user:pw@lb.example.com/, form",
    "https://inside.example.com/, egress",
    "https://127.0.0.1/, egress",
    "https://[::1]/, egress",
    "https://169.254.169.254/latest/meta-data/, egress",
    "https://nowhere.example.com/, dns",
    "https://lb.example.com:8443/, form"
  })
  void refusesAddressThatThePlatformMustNotCall(URI uri, String code) {
    List<Violation> found = preflight.check(WebhookSpec.loadBalancerSync(uri));

    assertThat(found)
        .isNotEmpty()
        .allMatch(violation -> violation.field().equals("webhook.uri"))
        .extracting(Violation::code)
        .containsOnly(code);
    assertThat(found.toString()).doesNotContain("pw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\nb"})
  void refusesNameThatNobodyCanRead(String name) {
    assertThat(preflight.check(WebhookSpec.builder(name, CALLBACK).eventTypes(types(1)).build()))
        .singleElement()
        .hasToString(
            "form at webhook.name: webhook.name: '"
                + name.replace('\n', ' ')
                + "' (expected: 1 to 256 characters, none a control). Change it");
  }

  @Test
  void limitsAreTakenInclusively() {
    assertThat(fields(spec -> spec.eventTypes(types(50)).retryCount(0).retryInterval(zero())))
        .isEmpty();
    assertThat(fields(spec -> spec.eventTypes(types(51)))).containsExactly("webhook.eventFilters");
    assertThat(fields(spec -> spec.eventTypes(List.of()))).containsExactly("webhook.eventFilters");
    assertThat(fields(spec -> spec.retryCount(-1)))
        .containsExactly("webhook.deliveryPolicy.retryCount");
    assertThat(fields(spec -> spec.retryInterval(Duration.ofMillis(1500))))
        .containsExactly("webhook.deliveryPolicy.retryInterval");
    assertThat(fields(spec -> spec.retryInterval(Duration.ofSeconds(-1))))
        .containsExactly("webhook.deliveryPolicy.retryInterval");
    assertThat(fields(spec -> spec.type("re st"))).containsExactly("webhook.type");
    assertThat(fields(spec -> spec.type("x".repeat(128)))).isEmpty();
    assertThat(fields(spec -> spec.type("x".repeat(129)))).containsExactly("webhook.type");
    assertThat(fields(spec -> spec.eventTypes(List.of("ok", "not ok", ""))))
        .containsExactly("webhook.eventFilters", "webhook.eventFilters");
    assertThat(name(256)).isEmpty();
    assertThat(name(257)).hasSize(1);
  }

  @Test
  void reportsEverythingAtOnce() {
    WebhookSpec wrong =
        WebhookSpec.builder("", URI.create("http://127.0.0.1/"))
            .type("")
            .retryCount(-1)
            .retryInterval(Duration.ofMillis(1))
            .build();

    assertThat(preflight.check(wrong))
        .extracting(Violation::field)
        .containsExactly(
            "webhook.name",
            "webhook.uri",
            "webhook.uri",
            "webhook.eventFilters",
            "webhook.type",
            "webhook.deliveryPolicy.retryCount",
            "webhook.deliveryPolicy.retryInterval");
  }

  private List<String> fields(UnaryOperator<WebhookSpec.Builder> change) {
    WebhookSpec.Builder spec = WebhookSpec.builder("name", CALLBACK).eventTypes(types(1));
    return preflight.check(change.apply(spec).build()).stream().map(Violation::field).toList();
  }

  private List<Violation> name(int length) {
    return preflight.check(
        WebhookSpec.builder("n".repeat(length), CALLBACK).eventTypes(types(1)).build());
  }

  private static List<String> types(int count) {
    return Collections.nCopies(count, "webchat.brand.created");
  }

  private static Duration zero() {
    return Duration.ZERO;
  }
}
