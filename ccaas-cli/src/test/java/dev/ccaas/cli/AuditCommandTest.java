// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.Secret;
import dev.ccaas.core.audit.AuditEvent;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.audit.JsonLinesAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ccaas audit} on the logs of two nodes, signed, with four events and two. */
class AuditCommandTest {
  private static final KeyPair KEYS = keys();

  @TempDir private Path temp;
  private final Tool tool = new Tool();
  private Path eu;
  private Path us;

  @BeforeEach
  void writeLogs() throws IOException {
    eu = temp.resolve("eu");
    us = temp.resolve("us");
    try (AuditSink sink = log("eu-1", eu)) {
      sink.record(event("PROVISION_CHANNEL", 0).actor("anna").brandId("b-1").build());
      sink.record(event("API_CALL", 20).success(false).putAttribute("status", "503").build());
      sink.record(event("API_CALL", 40).actor("Jürgen €").build());
      sink.record(event("TOKEN_REFRESHED", 86_400).actor("anna").build());
    }
    try (AuditSink sink = log("us-1", us)) {
      sink.record(event("API_CALL", 10).actor("anna").build());
      sink.record(event("API_CALL", 30).actor("bob").build());
    }
  }

  @Test
  void cleanLogsAreSaidToBeSo() throws IOException {
    assertThat(tool.run("audit", "verify", eu.toString(), us.toString())).isEqualTo(ExitCode.OK);
    assertThat(tool.out())
        .contains(eu + ": 4 records in 1 files are right, the last is 5")
        .contains("checkpoints vouch for it up to record 5; their signatures were not looked at")
        .contains(us + ": 2 records");

    Files.delete(us.resolve("audit-checkpoints.jsonl"));
    tool.run("audit", "verify", us.toString());
    assertThat(tool.out()).contains("no checkpoint vouches for it");
  }

  @Test
  void firstWrongLineIsNamedInTextAndJson() throws IOException {
    Path file = edit(us, "bob", "eve");

    assertThat(tool.run("audit", "verify", eu.toString(), us.toString()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains(eu + ": 4 records", file + ":3: HASH_DIFFERS: the line was");

    assertThat(tool.run("audit", "verify", "--format=json", eu.toString(), us.toString()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().at("/exitCode").asInt()).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().at("/logs/0/clean").asBoolean()).isTrue();
    assertThat(tool.json().at("/logs/0/lastCheckpointSeq").asLong()).isEqualTo(5);
    assertThat(tool.json().at("/logs/1/finding/file").asText()).isEqualTo(file.toString());
    assertThat(tool.json().at("/logs/1/finding/line").asLong()).isEqualTo(3);
    assertThat(tool.json().at("/logs/1/finding/reason").asText()).isEqualTo("HASH_DIFFERS");
  }

  @Test
  void rollBackIsSeenByCheckpointsKeptElsewhere() throws IOException {
    Path elsewhere = temp.resolve("elsewhere");
    Files.copy(us.resolve("audit-checkpoints.jsonl"), elsewhere);
    Path file = only(us);
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, 2));
    Files.delete(us.resolve("audit-checkpoints.jsonl"));

    assertThat(tool.run("audit", "verify", us.toString())).isEqualTo(ExitCode.OK);
    assertThat(tool.run("audit", "verify", "--checkpoints=" + elsewhere, us.toString()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains(file + ":3: TRUNCATED");
  }

  @Test
  void signaturesAreCheckedAgainstTheKeysThatAreGiven() throws IOException {
    Path ours = write("ours.pem", pem(KEYS.getPublic()));
    Path others = write("others.pem", pem(keys().getPublic()));

    assertThat(tool.run("audit", "verify", "--public-key=" + ours, eu.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(tool.out()).doesNotContain("signatures");
    assertThat(tool.run("audit", "verify", "--public-key=" + others, eu.toString()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out()).contains("audit-checkpoints.jsonl:1: UNKNOWN_KEY");
    assertThat(
            tool.run(
                "audit", "verify", "--public-key=" + others, "--public-key=" + ours, eu.toString()))
        .isEqualTo(ExitCode.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          audit                                        | Missing required subcommand
          audit verify                                 | DIR
          audit verify EU NONE                         | none: no directory is there
          audit show NONE                              | none: no directory is there
          audit verify EU --checkpoints NONE           | none: no file of checkpoints is there
          audit verify EU --public-key NONE            | none: cannot be read
          audit verify EU --public-key LOG             | not an Ed25519 public key
          audit show EU --from yesterday               | expected: such as 2025-06-01
          audit show EU --until 2025-02-30             | expected: such as 2025-06-01
          audit show EU --outcome maybe                | maybe
          audit export EU                              | --as
          audit export EU --as xml                     | xml
          audit export EU --as ecs --format json       | expected: --output FILE
          """)
  void usageIsTwoAndSaysWhatIsExpected(String command, String message) throws IOException {
    String line =
        command
            .replace("EU", eu.toString())
            .replace("NONE", temp.resolve("none").toString())
            .replace("LOG", only(eu).toString());

    assertThat(tool.run(line.split(" +"))).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains(message);
    assertThat(tool.out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
                                                             | eu-1@2 us-1@2 eu-1@3 us-1@3 eu-1@4 eu-1@5
          --action=API_CALL                                  | us-1@2 eu-1@3 us-1@3 eu-1@4
          --actor=anna                                       | eu-1@2 us-1@2 eu-1@5
          --actor=anna --action=API_CALL                     | us-1@2
          --brand=b-1                                        | eu-1@2
          --outcome=failure                                  | eu-1@3
          --outcome=success --from=2025-06-01T12:00:30Z      | us-1@3 eu-1@4 eu-1@5
          --from=2025-06-02                                  | eu-1@5
          --until=2025-06-02                                 | eu-1@2 us-1@2 eu-1@3 us-1@3 eu-1@4
          --action=NONE                                      |
          """)
  void logsAreMergedByTimeAndFiltered(String filters, String expected) {
    String command = "audit show " + (filters == null ? "" : filters) + " " + eu + " " + us;

    assertThat(tool.run(command.split(" +"))).isEqualTo(ExitCode.OK);
    assertThat(tool.out().lines())
        .extracting(line -> line.replaceAll(".* node=(\\S+) seq=(\\d+).*", "$1@$2"))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
  }

  @Test
  void recordIsOneLineOrItsOwnJson() throws IOException {
    tool.run("audit", "show", "--outcome=failure", eu.toString());
    assertThat(tool.out())
        .isEqualToNormalizingNewlines(
            "2025-06-01T12:00:20Z FAILED API_CALL 300 ms node=eu-1 seq=3 status=503\n");

    assertThat(tool.run("audit", "show", "--format=json", eu.toString())).isEqualTo(ExitCode.OK);
    assertThat(tool.json().at("/records")).hasSize(4);
    assertThat(tool.json().at("/records/2/record"))
        .isEqualTo(new ObjectMapper().readTree(Files.readAllLines(only(eu)).get(3)));
    assertThat(tool.json().at("/records/2/line").asInt()).isEqualTo(4);
    assertThat(tool.json().at("/exitCode").asInt()).isZero();
  }

  @Test
  void brokenLogIsShownUpToTheFirstWrongLine() throws IOException {
    Path file = edit(eu, "Jürgen", "Holger");

    assertThat(tool.run("audit", "show", eu.toString())).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out().lines()).hasSize(2);
    assertThat(tool.err()).contains(file + ":4: HASH_DIFFERS");

    assertThat(tool.run("audit", "show", "--format=json", eu.toString()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().at("/records")).hasSize(2);
    assertThat(tool.json().at("/exitCode").asInt()).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().at("/error/message").asText()).contains(file + ":4: HASH_DIFFERS");
  }

  @ParameterizedTest
  @CsvSource({"document,timestamp", "ocsf,class_uid", "ecs,@timestamp"})
  void exportHasTheNamesThatAreWished(String schema, String member) throws IOException {
    assertThat(tool.run("audit", "export", "--as=" + schema, eu.toString(), us.toString()))
        .isEqualTo(ExitCode.OK);
    assertThat(tool.json()).hasSize(6).allSatisfy(one -> assertThat(one.has(member)).isTrue());

    String array = tool.out();
    Path file = temp.resolve("export");
    tool.run("audit", "export", "--as=" + schema, "-o", file.toString(), eu + "", us + "");
    assertThat(file).hasContent(array);
    assertThat(tool.out()).contains("6 records in " + file);

    tool.run("audit", "export", "--as=" + schema, "--lines", "--actor=Jürgen €", eu.toString());
    assertThat(tool.out().lines()).hasSize(1);
    if (schema.equals("ecs")) {
      assertThat(tool.json().at("/user/name").asText()).isEqualTo("Jürgen €");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void exportOfBrokenLogReplacesNoFile(String format) throws IOException {
    Path broken = edit(eu, "Jürgen", "Holger");
    Path file = write("export", "from yesterday");

    assertThat(
            tool.run(
                "audit", "export", "--as=ecs", "-o" + file, "--format=" + format, eu.toString()))
        .isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.err()).contains(broken + ":4: HASH_DIFFERS");
    assertThat(file).hasContent("from yesterday");
    assertThat(temp.resolve("export.part")).doesNotExist();
    if (format.equals("json")) {
      assertThat(tool.json().at("/error/message").asText()).contains("HASH_DIFFERS");
    }
  }

  @Test
  void exportThatCannotBeWrittenIsInternal() {
    assertThat(tool.run("audit", "export", "--as=ecs", "-o", temp + "/no/such", eu.toString()))
        .isEqualTo(ExitCode.INTERNAL);
    assertThat(tool.err()).contains("not exported", "no/such");
  }

  /** As behind {@code | head}: the wrong line at the log's end is never come to. */
  @Test
  void showEndsWhenNobodyReadsOn() throws Exception {
    Path log = temp.resolve("long");
    try (AuditSink sink = log("long", log)) {
      for (int i = 0; i < 1_200; i++) { // a look is taken after 1,000
        sink.record(event(i < 1_199 ? "API_CALL" : "LAST", i).actor("a".repeat(1_000)).build());
      }
    }
    edit(log, "LAST", "lost");

    Process all = ToolProcess.piped("audit", "show", log.toString());
    all.getInputStream().readAllBytes();
    Process some = ToolProcess.piped("audit", "show", log.toString());
    some.getInputStream().close();

    assertThat(all.waitFor()).isEqualTo(ExitCode.FINDINGS);
    assertThat(some.waitFor()).isEqualTo(ExitCode.OK);
  }

  private static AuditEvent.Builder event(String action, int second) {
    return AuditEvent.builder(action, Instant.parse("2025-06-01T12:00:00Z").plusSeconds(second))
        .duration(Duration.ofMillis(300));
  }

  private static AuditSink log(String node, Path directory) {
    String key = Base64.getEncoder().encodeToString(KEYS.getPrivate().getEncoded());
    return JsonLinesAudit.builder(directory).node(node).checkpointKey(() -> Secret.of(key)).build();
  }

  /** Changes the log of a directory and returns its file. */
  private static Path edit(Path directory, String from, String to) throws IOException {
    Path file = only(directory);
    Path next = file.resolveSibling("next");
    Files.writeString(next, Files.readString(file).replace(from, to));
    return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path only(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("provision-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(temp.resolve(name), text);
  }

  private static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  private static KeyPair keys() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
