// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.ApplyResult;
import dev.ccaas.core.plan.ChannelReconciler;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.plan.Journal;
import dev.ccaas.core.provisioning.Brand;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.RecordingAuditSink;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every answer about an integration holds its secret; nothing of ours shows it, whatever becomes of
 * the answer. What is logged meanwhile is searched with all other reports, at the end of the build.
 */
class IntegrationSecretTest {
  private static final String ALL = "/api/v2/conversations/messaging/integrations/open";
  private static final String ONE = ALL + "/{id}";

  @TempDir Path directory;
  private final FakeTime time = FakeTime.create();
  private final FakeGenesys platform = FakeGenesys.create(time);
  private final RecordingAuditSink audit = RecordingAuditSink.create();
  private final Secret first = SecretCanary.secret();
  private final Secret second = SecretCanary.secret();

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.lostAnswer(),
        Fault.cutOffAnswer(),
        Fault.truncatedJson(),
        Fault.garbage(),
        Fault.html(502),
        Fault.status(400),
        Fault.status(403),
        Fault.status(500));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void isShownNowhere(Fault fault) throws IOException {
    GenesysProfile profile =
        GenesysProfile.published(GenesysRegion.ofAwsRegion("eu-central-1"))
            .withApiUri(platform.baseUri())
            .withLoginUri(platform.baseUri());
    Path file = directory.resolve("journal");
    try (Genesys client =
            Genesys.builder(profile, platform.clientCredentials())
                .transport(platform.asTransport())
                .audit(audit)
                .time(time)
                .build();
        Journal journal = Journal.file(file)) {
      ChannelReconciler reconciler =
          ChannelReconciler.builder(client.brands(), client.webhooks())
              .journal(journal)
              .target("fake")
              .audit(audit)
              .time(time)
              .readPatience(Duration.ofSeconds(5))
              .build();

      platform.failNext("POST " + ALL, fault);
      search(reconciler.apply(state(first)));
      search(reconciler.apply(state(first)));
      time.advance(Duration.ofMinutes(2));
      SecretCanary.assertClean(reconciler.plan(state(second)).changes().toString());
      platform.failNext("PATCH " + ONE, fault);
      search(reconciler.apply(state(second)));
      ApplyResult last = reconciler.apply(state(second));
      search(last);

      assertThat(last.isComplete()).isTrue();
      for (Brand brand : client.brands().list()) {
        SecretCanary.assertClean(brand + " " + brand.spec() + brand.attributes());
      }
    }
    SecretCanary.assertClean(Files.readString(file));
    SecretCanary.assertClean(audit.events().toString());
    SecretCanary.assertClean(platform.requests().toString() + platform.integrations());
  }

  private static void search(ApplyResult result) {
    SecretCanary.assertClean(result + result.results().toString());
    result.results().stream()
        .flatMap(one -> one.failure().stream())
        .forEach(SecretCanary::assertClean);
  }

  private static DesiredState state(Secret secret) {
    BrandSpec brand =
        BrandSpec.builder()
            .name("Support")
            .endpointUrl("https://hooks.example.com/in")
            .signatureSecret(secret)
            .channelTypes(List.of("openmessaging"))
            .build();
    return DesiredState.builder("team-a").channel(ChannelSpec.builder(brand).build()).build();
  }
}
