// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.SecretCanary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program in this process, on a clock that waits for nothing. */
class QuickstartTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path directory;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  @Tag("S1.flow.8")
  void tellsTheWholeStory() {
    assertThat(run(Map.of())).isZero();

    assertThat(timeline())
        .containsExactly(
            "0.000 s   preflight          failed",
            "0.000 s   audit              done",
            "0.000 s   preflight          done",
            "0.000 s   create brand       (the fake will answer the next call with 429)",
            "0.000 s   create brand       POST /oauth/token -> 200",
            "0.000 s   create brand       POST /api/v2/webchat/brands -> 429, come back in 1 s",
            "1.xxx s   create brand       POST /api/v2/webchat/brands -> 201",
            "1.xxx s   create brand       done: Brand[<id>, Enterprise Web Messaging Endpoint,"
                + " active, UNKNOWN]",
            "1.xxx s   check health       (the fake lets every token expire)",
            "1.xxx s   check health       GET /api/v2/webchat/brands/<id> -> 401",
            "1.xxx s   check health       POST /oauth/token -> 200",
            "1.xxx s   check health       GET /api/v2/webchat/brands/<id> -> 200",
            "1.xxx s   check health       done: HEALTHY (active), checked 2025-06-01T12:00:01Z",
            "1.xxx s   register webhook   POST /api/v2/webhooks/webhooks -> 201",
            "1.xxx s   register webhook   done: Webhook[<id>, enabled true]",
            "1.xxx s   audit              done");
    SecretCanary.assertClean(output());
  }

  @Test
  void listsEveryMistakeOfRefusedPayload() {
    run(Map.of());

    assertThat(output())
        .contains(
            "5 mistakes:",
            "- name is missing",
            "- endpointUrl: ftp",
            "- settings.maxConcurrentSessions: 12000",
            "- settings.rateLimitThreshold: 6000",
            "- settings.tlsCertificateChain[0]");
  }

  @Test
  void showsDesiredStatePlannedAppliedAndDriftByTheField() {
    run(Map.of());

    assertThat(output())
        .containsSubsequence(
            "  plan     + CREATE brand Shop chat",
            "  plan     Plan: 1 CREATE",
            "  apply    Result: 1 DONE",
            "  plan     Plan: 1 UNCHANGED",
            "  plan     ~ UPDATE brand Shop chat (id ",
            "allowedOrigins: [https://elsewhere.example.net] -> [https://shop.example.com]",
            "  apply    Result: 1 DONE",
            "  destroy  Result: 1 DONE");
  }

  @Test
  void printsResultAsTheDocumentDoes() {
    run(Map.of());

    assertThat(normalized())
        .contains(
            """
            Provisioning complete: {
              "success" : true,
              "brandId" : "<id>",
              "health" : {
                "isHealthy" : true,
                "lastChecked" : "2025-06-01T12:00:01Z"
              },
              "latencyMs" : 1xxx
            }
            """);
  }

  @Test
  @Tag("S1.flow.6")
  void leavesAuditTrailAndSaysWhere() throws IOException {
    run(Map.of());

    Path log;
    try (Stream<Path> files = Files.list(directory)) {
      log = files.filter(file -> file.toString().endsWith(".jsonl")).findFirst().orElseThrow();
    }
    List<String> actions = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      actions.add(JSON.readTree(line).path("action").asText("(header)"));
    }
    assertThat(actions)
        .containsExactly(
            "(header)",
            "PROVISION_CHANNEL_FAILED",
            "TOKEN_REFRESHED",
            "API_CALL",
            "TOKEN_REFRESHED",
            "API_CALL",
            "API_CALL",
            "PROVISION_CHANNEL");
    assertThat(output())
        .contains("Audit trail: " + log + ", 8 lines, the last one: {")
        .contains("\"action\" : \"PROVISION_CHANNEL\"");
    SecretCanary.assertClean(Files.readString(log, UTF_8));
  }

  @Test
  void showsWhatEachProfileMakesOfOneChannel() {
    run(Map.of());

    assertThat(output().substring(output().indexOf("One channel file")).lines().skip(2))
        .hasSize(1 + 8 * 4)
        .contains(
            "get in            Genesys gateway    POST /oauth/token",
            "                  Genesys published  POST /oauth/token",
            "                  CXone gateway      nothing: a fixed key goes with each request",
            "                  CXone published    POST /authentication/v1/token/access-key,"
                + " GET /.well-known/cxone-configuration",
            "create brand      Genesys gateway    POST /api/v2/webchat/brands",
            "                  CXone gateway      POST /brands",
            "                  CXone published    GET /dfo/3.0/channels, POST /dfo/3.0/channels",
            "list brands       Genesys gateway    not offered; nothing is sent",
            "register webhook  Genesys gateway    POST /api/v2/webhooks/webhooks",
            "                  Genesys published  not offered; nothing is sent",
            "                  CXone published    not offered; nothing is sent");
  }

  @ParameterizedTest
  @CsvSource({
    "CCAAS_GENESYS_BASE_URI,      https://gateway.test, CCAAS_GENESYS_CLIENT_SECRET is not set",
    "CCAAS_GENESYS_CLIENT_SECRET, abc,                  CCAAS_GENESYS_BASE_URI is not set",
    "CCAAS_GENESYS_CLIENT_ID,     abc,                  CCAAS_GENESYS_CLIENT_SECRET is not set"
  })
  void saysWhichVariableIsMissing(String name, String value, String message) {
    assertThat(run(Map.of(name, value))).isEqualTo(1);

    assertThat(output())
        .contains("Quickstart failed. " + message)
        .contains("or none of them to talk to the fake")
        .doesNotContain("\tat ");
  }

  @Test
  void saysWhyAuditTrailCannotBeWritten() throws IOException {
    directory = Files.createFile(directory.resolve("file"));

    assertThat(run(Map.of())).isEqualTo(1);
    assertThat(output()).contains("Quickstart failed. ", directory.toString());
  }

  private int run(Map<String, String> environment) {
    PrintStream out = new PrintStream(printed, true, UTF_8);
    return new Quickstart(FakeTime.create(), directory, out).run(environment);
  }

  private String output() {
    return printed.toString(UTF_8);
  }

  /** Without what differs from run to run: ids, and how much longer than told a retry waits. */
  private String normalized() {
    return output()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
        .replaceAll("\\b1\\.\\d{3} s", "1.xxx s")
        .replaceAll("\\b1\\d{3}\\b", "1xxx")
        .replaceAll("(T12:00:01)\\.\\d+Z", "$1Z");
  }

  private List<String> timeline() {
    return normalized()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[0-9.x]+ s .*"))
        .toList();
  }
}
