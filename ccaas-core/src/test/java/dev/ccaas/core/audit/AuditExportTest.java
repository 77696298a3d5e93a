// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.internal.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AuditExportTest {
  private static final String FILE = "provision-audit-2025-06-01.jsonl";
  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir private Path temp;

  @Test
  void documentHasTheSourceDocumentsNamesAndNoOthers() throws IOException {
    ProvisioningMetrics metrics = ProvisioningMetrics.create();
    AuditEvent event =
        AuditEvent.builder(AuditEvent.PROVISION_CHANNEL, TestLog.NOON)
            .brandId("b-1")
            .duration(Duration.ofMillis(300))
            .payloadHash(HASH)
            .metricsSnapshot(metrics.record(true, Duration.ofMillis(300)))
            .actor("deployer")
            .putAttribute("step", "CREATE")
            .build();

    assertThat(export(AuditExport.document(), event))
        .isEqualTo(
            "[\n{\"timestamp\":\"2025-06-01T12:00:00.000Z\",\"action\":\"PROVISION_CHANNEL\","
                + "\"brandId\":\"b-1\",\"durationMs\":300,\"success\":true,\"payloadHash\":\""
                + HASH
                + "\",\"metricsSnapshot\":{\"totalAttempts\":1,\"successfulProvisions\":1,"
                + "\"failedProvisions\":0,\"averageLatencyMs\":300.0,"
                + "\"handshakeSuccessRate\":100.0}}\n]\n");
  }

  @Test
  @Tag("S1.step4.11")
  void ocsfIsApiActivity() throws IOException {
    JsonNode event = json(AuditExport.ocsf(), call("POST", "201"));

    assertThat(event.get("class_uid").asInt()).isEqualTo(6003);
    assertThat(event.get("category_uid").asInt()).isEqualTo(6);
    assertThat(event.get("activity_id").asInt()).isEqualTo(1);
    assertThat(event.get("type_uid").asLong()).isEqualTo(600_301);
    assertThat(event.get("time").asLong()).isEqualTo(TestLog.NOON.toEpochMilli());
    assertThat(event.get("duration").asLong()).isEqualTo(300);
    assertThat(event.get("status_id").asInt()).isEqualTo(1);
    assertThat(event.get("severity_id").asInt()).isEqualTo(1);
    assertThat(event.at("/metadata/version").asText()).isEqualTo("1.3.0");
    assertThat(event.at("/metadata/product/vendor_name").asText()).isEqualTo("dev.ccaas");
    assertThat(event.at("/metadata/sequence").asLong()).isEqualTo(2);
    assertThat(event.at("/metadata/uid").asText()).hasSize(64);
    assertThat(event.at("/actor/user/name").asText()).isEqualTo("deployer");
    assertThat(event.at("/api/operation").asText()).isEqualTo("API_CALL");
    assertThat(event.at("/src_endpoint/name").asText()).isEqualTo("node-1");
    assertThat(event.at("/http_request/http_method").asText()).isEqualTo("POST");
    assertThat(event.at("/http_response/code").asInt()).isEqualTo(201);
    assertThat(event.at("/resources/0/uid").asText()).isEqualTo("b-1");
    assertThat(event.at("/unmapped/attributes/status").asText()).isEqualTo("201");
  }

  /** What the schema requires of the class, whatever the event has to say. */
  @ParameterizedTest
  @MethodSource("everyExport")
  void barestEventIsExported(AuditExport export) throws IOException {
    JsonNode event = json(export, AuditEvent.builder("X", TestLog.NOON).build());

    assertThat(event.isObject()).isTrue();
    if (export.toString().startsWith("ocsf")) {
      assertThat(event.at("/actor/app_name").asText()).isEqualTo("ccaas");
      assertThat(event.get("activity_id").asInt()).isEqualTo(99);
      assertThat(event.get("activity_name").asText()).isEqualTo("X");
      assertThat(event.has("resources")).isFalse();
    }
  }

  static Stream<AuditExport> everyExport() {
    return Stream.of(AuditExport.document(), AuditExport.ocsf(), AuditExport.ecs());
  }

  @ParameterizedTest
  @CsvSource({
    "PROVISION_CHANNEL, , 1, creation, configuration",
    "PROVISION_CHANNEL_FAILED, , 1, creation, configuration",
    "COMPENSATE_CHANNEL, , 4, deletion, configuration",
    "TOKEN_REFRESHED, , 99, info, authentication",
    "TOKEN_REFRESH_FAILED, , 99, info, authentication",
    "API_CALL, GET, 2, access, api",
    "API_CALL, HEAD, 2, access, api",
    "API_CALL, POST, 1, creation, api",
    "API_CALL, PUT, 3, change, api",
    "API_CALL, PATCH, 3, change, api",
    "API_CALL, DELETE, 4, deletion, api",
    "API_CALL, OPTIONS, 99, info, api",
    "AUDIT_GAP, , 99, info, configuration"
  })
  void actionHasItsWordInBothSchemas(
      String action, String method, int activity, String type, String category) throws IOException {
    AuditEvent.Builder event = AuditEvent.builder(action, TestLog.NOON);
    if (method != null) {
      event.putAttribute("method", method);
    }

    assertThat(json(AuditExport.ocsf(), event.build()).get("activity_id").asInt())
        .isEqualTo(activity);
    JsonNode ecs = json(AuditExport.ecs(), event.build());
    assertThat(ecs.at("/event/type/0").asText()).isEqualTo(type);
    assertThat(ecs.at("/event/category/0").asText()).isEqualTo(category);
  }

  @Test
  @Tag("S1.step4.11")
  void ecsHasItsNames() throws IOException {
    JsonNode event = json(AuditExport.ecs(), call("DELETE", "404"));

    assertThat(event.get("@timestamp").asText()).isEqualTo("2025-06-01T12:00:00.000Z");
    assertThat(event.at("/ecs/version").asText()).isEqualTo("8.11.0");
    assertThat(event.at("/event/kind").asText()).isEqualTo("event");
    assertThat(event.at("/event/action").asText()).isEqualTo("API_CALL");
    assertThat(event.at("/event/outcome").asText()).isEqualTo("failure");
    assertThat(event.at("/event/duration").asLong()).isEqualTo(300_000_000);
    assertThat(event.at("/event/sequence").asLong()).isEqualTo(2);
    assertThat(event.at("/user/name").asText()).isEqualTo("deployer");
    assertThat(event.at("/service/node/name").asText()).isEqualTo("node-1");
    assertThat(event.at("/http/request/method").asText()).isEqualTo("DELETE");
    assertThat(event.at("/http/response/status_code").asInt()).isEqualTo(404);
    assertThat(event.at("/ccaas/brand_id").asText()).isEqualTo("b-1");
    assertThat(event.at("/ccaas/attributes/method").asText()).isEqualTo("DELETE");
  }

  @Test
  void writesArrayOrLines() throws IOException {
    AuditEvent event = AuditEvent.builder("X", TestLog.NOON).build();

    assertThat(export(AuditExport.document())).isEqualTo("[]\n");
    assertThat(export(AuditExport.document().asLines())).isEmpty();
    assertThat(Json.parse(export(AuditExport.ecs(), event, event, event).getBytes(UTF_8)))
        .hasSize(3);
    String lines = export(AuditExport.ecs().asLines(), event, event);
    assertThat(lines).endsWith("}\n");
    assertThat(lines.lines()).hasSize(2).allMatch(line -> line.startsWith("{\"@timestamp\""));
  }

  @Test
  void saysThatTheOutputFailed() {
    new TestLog("n").file(FILE).record("A").to(temp);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    assertThatThrownBy(
            () -> AuditExport.ocsf().write(AuditLog.open(temp).read(AuditQuery.all()), full))
        .isInstanceOf(AuditException.class)
        .hasMessage(
            "audit records were not exported as ocsf: java.io.IOException: No space left on device");
  }

  private static AuditEvent call(String method, String status) {
    return AuditEvent.builder(AuditEvent.API_CALL, TestLog.NOON)
        .success(status.startsWith("2"))
        .duration(Duration.ofMillis(300))
        .actor("deployer")
        .brandId("b-1")
        .putAttribute("method", method)
        .putAttribute("status", status)
        .build();
  }

  private JsonNode json(AuditExport export, AuditEvent event) throws IOException {
    return Json.parse(export(export.asLines(), event).strip().getBytes(UTF_8));
  }

  private String export(AuditExport export, AuditEvent... events) {
    TestLog log = new TestLog("node-1").file(FILE);
    List.of(events).forEach(log::record);
    log.to(temp);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    long count = export.write(AuditLog.open(temp).read(AuditQuery.all()), output);
    assertThat(count).isEqualTo(events.length);
    return output.toString(UTF_8);
  }
}
