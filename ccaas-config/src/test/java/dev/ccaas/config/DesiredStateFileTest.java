// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.Secret;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.plan.DesiredState;
import dev.ccaas.core.provisioning.BrandSettings;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.WebhookSpec;
import dev.ccaas.testing.SecretCanary;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesiredStateFileTest {
  private static final String YAML =
      """
      owner: team-a
      channels:
        - brand:
            name: Shop chat
            description: Für Läden
            endpointUrl: wss://wss.example.com/messages
            allowedOrigins: [https://app.example.com]
            channelTypes: [webchat]
            settings:
              maxConcurrentSessions: 8000
              rateLimitThreshold: 3000
              healthCheckInterval: 30
              tlsCertificateChain:
                - |
                  line one
                  line two
            signatureSecret: {file: secret.txt}
          webhook:
            name: Sync
            uri: https://lb.example.com/sync
            eventTypes: [webchat.brand.created]
            type: rest
            enabled: false
            retryCount: 5
            retryInterval: 90
        - brand: {name: "no"}
      """;

  private static final String JSON =
      """
      {"owner": "team-a", "channels": [
        {"brand": {"name": "Shop chat", "description": "F\\u00fcr L\\u00e4den",
           "endpointUrl": "wss://wss.example.com/messages",
           "allowedOrigins": ["https://app.example.com"], "channelTypes": ["webchat"],
           "settings": {"maxConcurrentSessions": 8000, "rateLimitThreshold": 3000,
             "healthCheckInterval": 30, "tlsCertificateChain": ["line one\\nline two\\n"]},
           "signatureSecret": {"file": "secret.txt"}},
         "webhook": {"name": "Sync", "uri": "https://lb.example.com/sync",
           "eventTypes": ["webchat.brand.created"], "type": "rest", "enabled": false,
           "retryCount": 5, "retryInterval": 90}},
        {"brand": {"name": "no"}}]}
      """;

  @TempDir private Path directory;

  @Test
  void readsEveryFieldOfYamlAndOfJson() throws Exception {
    Secret secret = SecretCanary.secret();
    Files.writeString(directory.resolve("secret.txt"), secret.reveal() + "\n");

    assertThat(StateFile.read(directory, "a.yaml", YAML)).isEqualTo(state(secret));
    assertThat(StateFile.read(directory, "a.yml", YAML)).isEqualTo(state(secret));
    assertThat(StateFile.read(directory, "A.JSON", JSON)).isEqualTo(state(secret));
  }

  private static DesiredState state(Secret secret) {
    BrandSettings settings =
        BrandSettings.builder()
            .maxConcurrentSessions(8000)
            .rateLimitThreshold(3000)
            .healthCheckInterval(Duration.ofSeconds(30))
            .tlsCertificateChain(List.of("line one\nline two\n"))
            .build();
    BrandSpec brand =
        BrandSpec.builder()
            .name("Shop chat")
            .description("Für Läden")
            .endpointUrl("wss://wss.example.com/messages")
            .allowedOrigins(List.of("https://app.example.com"))
            .channelTypes(List.of("webchat"))
            .settings(settings)
            .signatureSecret(secret)
            .build();
    WebhookSpec webhook =
        WebhookSpec.builder("Sync", URI.create("https://lb.example.com/sync"))
            .eventTypes(List.of("webchat.brand.created"))
            .enabled(false)
            .retryCount(5)
            .retryInterval(Duration.ofSeconds(90))
            .build();
    return DesiredState.builder("team-a")
        .channel(ChannelSpec.builder(brand).webhook(webhook).build())
        .channel(ChannelSpec.builder(BrandSpec.builder().name("no").build()).build())
        .build();
  }

  @Test
  void whatIsLeftOutHasDefaultsOfTheWish() {
    DesiredState state =
        StateFile.read(
            directory,
            "a.yaml",
            "owner: a\nchannels: [{brand: {name: b}, webhook: {name: w, uri: 'https://x.example'}}]");

    assertThat(state.channels().get(0).webhook())
        .contains(WebhookSpec.builder("w", URI.create("https://x.example")).build());
  }

  @Test
  void takesNoChannelsAtAll() {
    assertThat(StateFile.read(directory, "a.yaml", "owner: a\nchannels: []\n").channels())
        .isEmpty();
  }

  @Test
  void wordsThatYamlOnceTookForTruthAreNames() {
    String text = "owner: a\nchannels: [%s]";
    String channels = "{brand: {name: no}}, {brand: {name: off}}, {brand: {name: y}}";

    assertThat(StateFile.read(directory, "a.yaml", text.formatted(channels)).channels())
        .extracting(channel -> channel.brand().name().orElseThrow())
        .containsExactly("no", "off", "y");
  }

  @Test
  void readsSecretOfEnvironmentOnceForAllWhoNameIt() {
    Secret secret = SecretCanary.secret();
    int[] asked = new int[1];
    Path file =
        StateFile.write(
            directory,
            "a.yaml",
            """
            owner: a
            channels:
              - brand: {name: b, signatureSecret: {env: SHOP}}
              - brand: {name: c, signatureSecret: {env: SHOP}}
            """
                .getBytes(UTF_8));

    DesiredState state =
        DesiredStateFile.read(
            file,
            name -> {
              asked[0]++;
              assertThat(name).isEqualTo("SHOP");
              return () -> secret;
            });

    assertThat(state.channels())
        .allMatch(channel -> channel.brand().signatureSecret().orElseThrow().equals(secret));
    assertThat(asked[0]).isEqualTo(1);
  }

  @Test
  void messageListsTwentyFindingsAndCountsTheRest() {
    String channels = "  - {}\n".repeat(23);

    assertThatThrownBy(
            () -> StateFile.read(directory, "a.yaml", "owner: a\nchannels:\n" + channels))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a.yaml:3:5: channels[0].brand: missing (expected: an object")
        .hasMessageContaining("a.yaml:22:5: channels[19]")
        .hasMessageNotContaining("channels[20]")
        .hasMessageEndingWith("and 3 more");
  }
}
