// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static java.util.stream.Collectors.toCollection;
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
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import java.lang.reflect.Method;
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
 * Every field that the published profile can express: applied, the plan is empty; changed by hand,
 * the plan shows that field; applied again, the plan is empty. The gateway's are the same for every
 * vendor, and in {@code GatewayDriftTest}.
 */
class DriftTableTest {
  private static final Secret SECRET = SecretCanary.secret();
  private static final Secret OTHER = SecretCanary.secret();

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
    WEB,
    OPEN,
    BOTH;

    BrandSpec brand() {
      BrandSpec.Builder brand = BrandSpec.builder().name("Support");
      return switch (this) {
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
    return Stream.of(web(), open(), both()).flatMap(List::stream);
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
    try (Genesys client = client(profile())) {
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
      time.advance(Duration.ofMinutes(2));
      assertThat(client.brands().list()).isEmpty();
    }
  }

  private GenesysProfile profile() {
    return GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
        .withApiUri(platform.baseUri())
        .withLoginUri(platform.baseUri());
  }

  private Genesys client(GenesysProfile profile) {
    return Genesys.builder(profile, platform.clientCredentials())
        .transport(platform.asTransport())
        .time(time)
        .build();
  }

  private static DesiredState state(Wish wish) {
    return DesiredState.builder("team-a")
        .channel(ChannelSpec.builder(wish.brand()).build())
        .build();
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

  /** A field that the neutral types get is a row here, or the profile says that it has none. */
  @Test
  void everyFieldHasARowOrIsRefused() {
    Set<String> brandFields = new TreeSet<>(setters(BrandSpec.Builder.class));
    brandFields.addAll(setters(BrandSettings.Builder.class));
    brandFields.remove("settings");
    Set<String> covered = rows().map(Row::field).collect(toCollection(TreeSet::new));
    BrandSpec all =
        Wish.BOTH.brand().toBuilder()
            .owner("team-a")
            .settings(
                BrandSettings.builder()
                    .maxConcurrentSessions(500)
                    .rateLimitThreshold(40)
                    .tlsCertificateChain(List.of("leaf", "root"))
                    .healthCheckInterval(Duration.ofSeconds(60))
                    .build())
            .build();
    try (Genesys client = client(profile().lenient())) {
      for (String warning : client.brands().render(all).warnings()) {
        covered.add(warning.split(":", 2)[0].replace("settings.", ""));
      }
    }

    assertThat(covered).isEqualTo(brandFields);
  }

  private static Set<String> setters(Class<?> builder) {
    return Arrays.stream(builder.getMethods())
        .filter(method -> method.getReturnType() == builder)
        .map(Method::getName)
        .collect(toSet());
  }
}
