// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.ChangeResult;
import dev.ccaas.core.plan.ChannelPlan;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.PlannedChange;
import dev.ccaas.core.plan.PlannedChange.Action;
import dev.ccaas.core.plan.PlannedChange.FieldChange;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import java.lang.reflect.Method;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every field that a profile can express: applied, the plan is empty; changed by hand, the plan
 * shows that field; applied again, the plan is empty.
 */
class DriftTableTest {
  private static final Secret SECRET = SecretCanary.secret();
  private static final Secret OTHER = SecretCanary.secret();
  private static final URI CALLBACK = URI.create("https://lb.example.com/sync");

  /** What somebody did by hand, and what the plan then says. */
  private record Row(Wish wish, String field, String edit, List<String> changes) {
    static Row of(Wish wish, String field, String edit, String... changes) {
      return new Row(wish, field, edit, List.of(changes));
    }

    @Override
    public String toString() {
      return wish + " " + field;
    }
  }

  /** The kinds of wish, each with all that its profile can express. */
  private enum Wish {
    GATEWAY_BRAND,
    GATEWAY_WEBHOOK,
    WEB,
    OPEN,
    BOTH;

    boolean isGateway() {
      return this == GATEWAY_BRAND || this == GATEWAY_WEBHOOK;
    }

    GenesysProfile profile(FakeGenesys platform) {
      return isGateway()
          ? GenesysProfile.gateway(platform.baseUri())
              .withExtensions(Capability.GET, Capability.LIST, Capability.UPDATE, Capability.DELETE)
          : GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
              .withApiUri(platform.baseUri())
              .withLoginUri(platform.baseUri());
    }

    BrandSpec brand() {
      BrandSpec.Builder brand = BrandSpec.builder().name("Support");
      return switch (this) {
        case GATEWAY_BRAND, GATEWAY_WEBHOOK ->
            brand
                .description("chat")
                .endpointUrl("https://chat.example.com/in")
                .allowedOrigins(List.of("https://a.example.com", "https://b.example.com"))
                .channelTypes(List.of("webchat"))
                .settings(
                    BrandSettings.builder()
                        .maxConcurrentSessions(500)
                        .rateLimitThreshold(40)
                        .tlsCertificateChain(List.of("leaf", "root"))
                        .healthCheckInterval(Duration.ofSeconds(60))
                        .build())
                .build();
        case WEB ->
            brand
                .description("chat")
                .allowedOrigins(List.of("https://a.example.com", "https://b.example.com"))
                .channelTypes(List.of("webmessaging"))
                .build();
        case OPEN ->
            brand
                .endpointUrl("https://hooks.example.com/in")
                .signatureSecret(SECRET)
                .channelTypes(List.of("openmessaging"))
                .build();
        case BOTH ->
            brand
                .description("chat")
                .allowedOrigins(List.of("*"))
                .endpointUrl("https://hooks.example.com/in")
                .signatureSecret(SECRET)
                .channelTypes(List.of("webmessaging", "openmessaging"))
                .build();
      };
    }
  }

  static Stream<Row> rows() {
    return Stream.of(gatewayBrand(), gatewayWebhook(), web(), open(), both()).flatMap(List::stream);
  }

  private static List<Row> gatewayBrand() {
    Wish brand = Wish.GATEWAY_BRAND;
    return List.of(
        Row.of(brand, "name", "{'name': 'Other'}", "name: Other -> Support"),
        Row.of(
            brand,
            "description",
            "{'description': 'talk [ccaas owner=team-a]'}",
            "description: talk -> chat"),
        Row.of(
            brand,
            "owner",
            "{'description': 'chat [ccaas owner=team-b]'}",
            "owner: team-b -> team-a"),
        Row.of(
            brand,
            "endpointUrl",
            "{'endpointUrl': 'https://x.example.com'}",
            "endpointUrl: https://x.example.com -> https://chat.example.com/in"),
        Row.of(
            brand,
            "allowedOrigins",
            "{'allowedOrigins': ['https://a.example.com']}",
            "allowedOrigins: [https://a.example.com]"
                + " -> [https://a.example.com, https://b.example.com]"),
        Row.of(
            brand,
            "channelTypes",
            "{'channelTypes': ['webchat', 'sms']}",
            "channelTypes: [sms, webchat] -> [webchat]"),
        Row.of(
            brand,
            "maxConcurrentSessions",
            "{'settings': {'maxConcurrentSessions': 7}}",
            "settings.maxConcurrentSessions: 7 -> 500"),
        Row.of(
            brand,
            "rateLimitThreshold",
            "{'settings': {'rateLimitThreshold': null}}",
            "settings.rateLimitThreshold: (nothing) -> 40"),
        Row.of(
            brand,
            "tlsCertificateChain",
            "{'settings': {'tlsCertificateChain': ['leaf']}}",
            "settings.tlsCertificateChain: 1 texts, SHA-256"
                + " 9f91161f43433e49a6de6db680d79f60159f2e4ac9172621a12846428158440b"
                + " -> 2 texts, SHA-256"
                + " 1868e8880a2c160f2b8b2f9f4e801376d292c4220e54f55d14aedcc61919f785"),
        Row.of(
            brand,
            "healthCheckInterval",
            "{'settings': {'healthCheckInterval': 90}}",
            "settings.healthCheckInterval: PT1M30S -> PT1M"));
  }

  private static List<Row> gatewayWebhook() {
    Wish webhook = Wish.GATEWAY_WEBHOOK;
    return List.of(
        Row.of(webhook, "name", "{'name': 'Other'}", "name: Other -> Sync"),
        Row.of(
            webhook,
            "uri",
            "{'uri': 'https://x.example.com'}",
            "uri: https://x.example.com -> https://lb.example.com/sync"),
        Row.of(
            webhook,
            "eventTypes",
            "{'eventFilters': [{'eventType': 'b'}]}",
            "eventTypes: [b] -> [a, b]"),
        Row.of(webhook, "type", "{'type': 'soap'}", "type: soap -> rest"),
        Row.of(webhook, "enabled", "{'enabled': false}", "enabled: false -> true"),
        Row.of(
            webhook, "retryCount", "{'deliveryPolicy': {'retryCount': 1}}", "retryCount: 1 -> 5"),
        Row.of(
            webhook,
            "retryInterval",
            "{'deliveryPolicy': {'retryInterval': 5}}",
            "retryInterval: PT5S -> PT30S"));
  }

  private static List<Row> web() {
    return List.of(
        Row.of(Wish.WEB, "name", "{'name': 'Other'}", "name: Other -> Support"),
        Row.of(
            Wish.WEB,
            "description",
            "{'description': 'talk [ccaas owner=team-a]'}",
            "description: talk -> chat"),
        Row.of(
            Wish.WEB,
            "owner",
            "{'description': 'chat [ccaas owner=team-b]'}",
            "owner: team-b -> team-a"),
        Row.of(
            Wish.WEB,
            "allowedOrigins",
            "{'allowedDomains': ['x.example.com']}",
            "allowedOrigins: [https://x.example.com]"
                + " -> [https://a.example.com, https://b.example.com]"),
        Row.of(
            Wish.WEB,
            "allowedOrigins",
            "{'allowedDomains': [], 'allowAllDomains': true}",
            "allowedOrigins: [*] -> [https://a.example.com, https://b.example.com]"));
  }

  private static List<Row> open() {
    return List.of(
        Row.of(Wish.OPEN, "name", "{'name': 'Other'}", "name: Other -> Support"),
        Row.of(
            Wish.OPEN,
            "endpointUrl",
            "{'outboundNotificationWebhookUrl': 'https://x.example.com'}",
            "endpointUrl: https://x.example.com -> https://hooks.example.com/in"),
        Row.of(
            Wish.OPEN,
            "signatureSecret",
            "{'outboundNotificationWebhookSignatureSecretToken': '" + OTHER.reveal() + "'}",
            "signatureSecret: *** -> ***"),
        Row.of(
            Wish.OPEN,
            "owner",
            "{'webhookHeaders': {'Ccaas-Owner': 'team-b'}}",
            "owner: team-b -> team-a"));
  }

  /** A kind of channel is there with the part that carries it, and that part's fields. */
  private static List<Row> both() {
    return List.of(
        Row.of(
            Wish.BOTH,
            "channelTypes",
            "remove the integration",
            "endpointUrl: (nothing) -> https://hooks.example.com/in",
            "channelTypes: [webmessaging] -> [openmessaging, webmessaging]"));
  }

  private final FakeTime time = FakeTime.create();
  private final FakeGenesys platform = FakeGenesys.create(time);

  @ParameterizedTest
  @MethodSource("rows")
  void driftShowsAsTheFieldAndIsMended(Row row) {
    try (Genesys client =
        Genesys.builder(row.wish().profile(platform), platform.clientCredentials())
            .transport(platform.asTransport())
            .time(time)
            .build()) {
      ChannelReconciler reconciler =
          ChannelReconciler.builder(client.brands(), client.webhooks()).time(time).build();
      DesiredState state = state(row.wish());
      assertThat(reconciler.apply(state).isComplete()).isTrue();
      assertThat(changes(reconciler.plan(state))).isEmpty();
      time.advance(Duration.ofMinutes(2)); // what we wrote lately is waited for

      edit(row, client);
      ChannelPlan drifted = reconciler.plan(state);

      assertThat(changes(drifted)).containsExactlyElementsOf(row.changes());
      assertThat(drifted.toString() + drifted.changes()).doesNotContain(SECRET.reveal());
      assertThat(reconciler.apply(drifted).results())
          .filteredOn(result -> result.change().action() == Action.UPDATE)
          .extracting(ChangeResult::outcome)
          .containsExactly(ChangeResult.Outcome.DONE);
      assertThat(changes(reconciler.plan(state))).isEmpty();
      assertThat(reconciler.destroy(state).isComplete()).isTrue();
      assertThat(platform.brands()).isEmpty();
      assertThat(platform.webhooks()).isEmpty();
      time.advance(Duration.ofMinutes(2));
      assertThat(client.brands().list()).isEmpty();
    }
  }

  private static DesiredState state(Wish wish) {
    ChannelSpec.Builder channel = ChannelSpec.builder(wish.brand());
    if (wish == Wish.GATEWAY_WEBHOOK) {
      channel.webhook(
          WebhookSpec.builder("Sync", CALLBACK)
              .eventTypes(List.of("a", "b"))
              .type("rest")
              .enabled(true)
              .retryCount(5)
              .retryInterval(Duration.ofSeconds(30))
              .build());
    }
    return DesiredState.builder("team-a").channel(channel.build()).build();
  }

  private static List<String> changes(ChannelPlan plan) {
    return plan.changes().stream()
        .map(PlannedChange::fields)
        .flatMap(List::stream)
        .map(FieldChange::toString)
        .toList();
  }

  private void edit(Row row, Genesys client) {
    String patch = row.edit().replace('\'', '"');
    switch (row.wish()) {
      case GATEWAY_BRAND -> platform.editBrand(only(platform.brands()), patch);
      case GATEWAY_WEBHOOK -> platform.editWebhook(only(platform.webhooks()), patch);
      case WEB -> {
        if (row.field().equals("allowedOrigins")) {
          platform.editDeployment(only(platform.deployments()), patch);
        } else {
          platform.editConfiguration(only(platform.configurations()), patch);
          platform.editDeployment(only(platform.deployments()), patch);
        }
      }
      case OPEN -> platform.editIntegration(only(platform.integrations()), patch);
      case BOTH -> {
        client.brands().delete("-/-/" + only(platform.integrations()));
        time.advance(Duration.ofMinutes(2));
      }
    }
  }

  private static String only(Map<String, String> all) {
    assertThat(all).hasSize(1);
    return all.keySet().iterator().next();
  }

  /** A field that the neutral types get is a row here, or a profile says that it has none. */
  @Test
  void everyFieldHasARowOrIsRefused() {
    Set<String> brandFields = new TreeSet<>(setters(BrandSpec.Builder.class));
    brandFields.addAll(setters(BrandSettings.Builder.class));
    brandFields.remove("settings");
    Set<String> webhookFields = new TreeSet<>(setters(WebhookSpec.Builder.class));
    webhookFields.addAll(Set.of("name", "uri"));

    assertThat(covered(Wish.GATEWAY_BRAND)).isEqualTo(brandFields);
    assertThat(covered(Wish.WEB, Wish.OPEN, Wish.BOTH)).isEqualTo(brandFields);
    assertThat(fields(Wish.GATEWAY_WEBHOOK)).isEqualTo(webhookFields);
  }

  /** The fields with a row, and those that the profile says it leaves out. */
  private Set<String> covered(Wish... wishes) {
    Set<String> covered = new TreeSet<>();
    BrandSpec.Builder all = Wish.GATEWAY_BRAND.brand().toBuilder().signatureSecret(SECRET);
    if (!wishes[0].isGateway()) {
      all.channelTypes(List.of("webmessaging", "openmessaging"));
    }
    try (Genesys client =
        Genesys.builder(wishes[0].profile(platform).lenient(), platform.clientCredentials())
            .transport(platform.asTransport())
            .time(time)
            .build()) {
      for (String warning : client.brands().render(all.owner("team-a").build()).warnings()) {
        covered.add(warning.split(":", 2)[0].replace("settings.", ""));
      }
    }
    Arrays.stream(wishes).map(this::fields).forEach(covered::addAll);
    return covered;
  }

  private Set<String> fields(Wish wish) {
    return rows().filter(row -> row.wish() == wish).map(Row::field).collect(toSet());
  }

  private static Set<String> setters(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getReturnType() == builder)
        .map(Method::getName)
        .collect(toSet());
  }
}
