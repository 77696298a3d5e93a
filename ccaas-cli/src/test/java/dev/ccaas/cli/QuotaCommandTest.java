// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.ratelimit.QuotaLimiter;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.testing.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ccaas quota} on a policy whose plans together ask for one a minute too many. */
class QuotaCommandTest {
  private static final String FINDING =
      "genesys-cloud, 94 per 1m: the plans together can ask for 95 per 1m, discovery may have 94";

  @TempDir private Path directory;
  private final Tool tool = new Tool();
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            directory.resolve("quotas.yaml"),
            """
            default:
              rules: [{window: 8, per: 1s}, {window: 45, per: 1m}]
            plans:
              - group: sandbox-developers
                rules: [{window: 50, per: 1m}]
            budgets:
              - platform: genesys-cloud
                rules: [{window: 94, per: 1m}]
            """);
  }

  @Test
  void checkTellsThatPlansTogetherExceedABudget() {
    assertThat(run("quota check FILE")).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out().lines())
        .containsExactly(
            file + ": " + FINDING,
            "A limiter keeps budgets all the same: it refuses who comes last. To mend it,",
            "lower a plan, its members or a cost, or raise a budget if the platform admits",
            "more; end a shadow once its numbers are right.");

    assertThat(run("quota check --format=json FILE")).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().fieldNames())
        .toIterable()
        .containsExactly("command", "exitCode", "file", "plans", "budgets", "findings");
    assertThat(tool.json().at("/findings/0").asText()).isEqualTo(FINDING);
    assertThat(tool.json().path("findings")).hasSize(1);
  }

  @Test
  void checkOfAPolicyInOrderSaysWhatItRead() throws IOException {
    Files.writeString(file, Files.readString(file).replace("94", "95"));

    assertThat(run("quota check FILE")).isEqualTo(ExitCode.OK);
    assertThat(tool.out().strip())
        .isEqualTo(
            file
                + ": nothing questionable; plans and budgets:"
                + " [default, sandbox-developers, genesys-cloud]");
    assertThat(run("quota check --format=json FILE")).isEqualTo(ExitCode.OK);
    assertThat(tool.json().path("plans").asInt()).isEqualTo(2);
    assertThat(tool.json().path("findings")).isEmpty();
  }

  /** A file comes from a colleague, too: no name of it makes a line, or steers the terminal. */
  @Test
  void checkShowsEachFindingOnALineOfItsOwn() throws IOException {
    String costs = "costs: {\"a\\e[31m\\nquotas.yaml: nothing questionable\": 99}\n";
    Files.writeString(file, Files.readString(file) + costs);

    assertThat(run("quota check FILE")).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.out().lines().map(line -> line.replaceAll(" costs.*", "")))
        .contains(file + ": a\uFFFD[31m\uFFFDquotas.yaml: nothing questionable")
        .noneMatch(line -> line.startsWith("quotas.yaml"));
    assertThat(tool.out()).doesNotContain("\u001b");
  }

  /** The first line of a description is all that the list of commands shows. */
  @Test
  void helpListsTheCommandsInWholeSentences() {
    assertThat(run("quota --help")).isEqualTo(ExitCode.OK);
    assertThat(tool.out().replaceAll("\\s+", " "))
        .contains("check Reads a policy and tells what is questionable about it. export")
        .contains("export Writes a policy as the configuration of a gateway. report")
        .contains("report Prints from audit logs who was refused, and which quota would do. Exit");
    for (String command : List.of("check", "export", "report")) {
      assertThat(run("quota " + command + " --help")).isEqualTo(ExitCode.OK);
      assertThat(tool.out().lines()) // a line too long is broken in its last word
          .noneMatch(line -> line.matches("[a-z]+"));
    }
  }

  @Test
  void helpShowsAPolicyThatIsTaken() throws IOException {
    assertThat(run("quota --help")).isEqualTo(ExitCode.OK);
    String help = tool.out();
    Files.writeString(file, help.substring(help.indexOf("  default:")));

    assertThat(run("quota check FILE --format json")).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().path("plans").asInt()).isEqualTo(4);
    assertThat(tool.json().path("findings"))
        .extracting(JsonNode::asText)
        .contains(
            "plan sandbox-developers: in shadow it refuses nobody, so it can exceed any budget");
    assertThat(run("quota check --help")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).doesNotContain("integration-architects");
  }

  @ParameterizedTest
  @CsvSource({"check,", "export, --gateway=kong --upstream=http://a", "report, --policy"})
  void fileWithFaultsIsUsageWithLineAndColumn(String command, String options) throws IOException {
    Files.writeString(file, "default:\n  rules: [{window: 0, per: 1s}]\n");
    String logs = command.equals("report") ? directory + " " : "";
    String line = "quota " + command + " " + logs + (options == null ? "" : options) + " FILE";

    assertThat(run(line)).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err())
        .contains("quotas.yaml:2:20: default.rules[0].window: 0, a number (expected: a whole")
        .doesNotContain("\tat ");
    assertThat(run(line + " --format=json")).isEqualTo(ExitCode.USAGE);
    assertThat(tool.json().at("/error/findings/0/column").asInt()).isEqualTo(20);
  }

  @Test
  void exportPrintsTheConfigurationAndOnStandardErrorItsLosses() {
    String options = " --platform genesys-cloud --consumer ann=sandbox-developers --consumer bob=";
    String line = "quota export FILE --upstream http://127.0.0.1:9000 --gateway kong" + options;

    assertThat(run(line)).isEqualTo(ExitCode.OK);
    assertThat(tool.out())
        .contains("_format_version: \"3.0\"")
        .containsSubsequence("username: \"ann\"", "minute: 50", "username: \"bob\"", "minute: 45");
    assertThat(tool.err().lines())
        .startsWith("Not expressed:")
        .contains("  50 per 1m: Kong counts by the calendar, up to 100 in one period");
    assertThat(run(line + " --quiet")).isEqualTo(ExitCode.OK);
    assertThat(tool.err()).isEmpty();

    assertThat(run(line + " --format json")).isEqualTo(ExitCode.OK);
    assertThat(tool.json().fieldNames())
        .toIterable()
        .containsExactly("command", "exitCode", "gateway", "text", "losses");
    assertThat(tool.json().path("text").asText()).contains("_format_version");
    assertThat(tool.json().at("/losses/0").asText()).contains("each node admits the whole quota");
  }

  @Test
  void exportIsOfOneEnvironmentIfAsked() throws IOException {
    String qa = "    environment: qa\n    rules: [{window: 7, per: 1m}]\n";
    String plan = "  - group: sandbox-developers\n";
    Files.writeString(file, Files.readString(file).replace("budgets:", plan + qa + "budgets:"));
    String line = "quota export FILE --upstream http://a --gateway nginx";

    assertThat(run(line)).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("rate=50r/m").doesNotContain("rate=7r/m");
    assertThat(tool.err()).contains("plans of one environment: left out");
    assertThat(run(line + " --environment qa")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("rate=7r/m").doesNotContain("rate=50r/m");
    assertThat(tool.err()).doesNotContain("environment");
  }

  @Test
  void exportWritesAFileWholeAndPrintsItsLosses() throws IOException {
    Path target = Files.writeString(directory.resolve("nginx.conf"), "old");
    String line = "quota export FILE --upstream http://a --gateway NGINX -o " + target;

    assertThat(run(line)).isEqualTo(ExitCode.OK);
    assertThat(target)
        .content()
        .startsWith("# NOT EXPRESSED")
        .endsWith("}\n")
        .doesNotContain("old");
    assertThat(tool.out())
        .startsWith("NGINX configuration in " + target)
        .contains("Not expressed:");
    assertThat(tool.err()).isEmpty();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactlyInAnyOrder(file, target);
    }
    assertThat(run(line + " --format=json")).isEqualTo(ExitCode.OK);
    assertThat(tool.json().path("file").asText()).isEqualTo(target.toString());
    assertThat(tool.json().has("text")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quota                                                                | Missing required subcommand
          quota check                                                          | Missing required parameter: 'FILE'
          quota check no-such.yaml                                             | no-such.yaml: cannot be read, NoSuchFileException (expected: a file
          quota export FILE --upstream http://a                                | Missing required option: '--gateway=kong|aws|azure|nginx|haproxy'
          quota export FILE --upstream http://a --gateway traefik              | expected one of [KONG, AWS, AZURE, NGINX, HAPROXY]
          quota export FILE --gateway kong                                     | Missing required option: '--upstream=URL'
          quota export FILE --gateway kong --upstream http://me:word@host      | upstream: *** (expected: http or https with a host, no user, path, query or fragment)
          quota export FILE --gateway kong --upstream http://me:wo^word@host   | Invalid value for option '--upstream': no URL (expected: such as https://api.example.com)
          quota export FILE --gateway kong --upstream api.example.com          | upstream: api.example.com (expected: http or https with a host
          quota export FILE --gateway kong --upstream http://a/api             | no user, path, query
          quota export FILE --gateway nginx --upstream http://a --port 0       | port: 0 (expected: 1 to 65535)
          quota export FILE --gateway kong --upstream http://a --consumer ann  | ann
          quota export FILE --gateway kong --upstream http://a --consumer a=sandbx | --consumer a=sandbx: no plan of that group in FILE (expected: one of [sandbox-developers], or a= for the default plan)
          quota export FILE --gateway kong --upstream http://a --consumer a= --consumer b= --consumer a=sandbox-developers | --consumer: a name is given twice (expected: each with one group)
          quota export FILE --gateway kong --upstream http://a --consumer a/b= | consumer: "a/b" (expected: 1 to 80 letters
          quota export FILE --gateway kong --upstream http://a --platform gen  | --platform gen: no budget in FILE is for it (expected: one of [genesys-cloud], or no --platform)
          quota export FILE --gateway kong --upstream http://a --environment qa  | --environment qa: no plan in FILE is for it alone (expected: one of [], or no --environment for the general plans)
          quota export FILE --gateway kong --upstream http://a -o no/such/dir  | --output no/such/dir: cannot be written, NoSuchFileException (expected: a file in a directory
          quota report                                                         | Missing required parameter: 'DIR'
          quota report no-such-directory                                       | no-such-directory: no directory is there
          """)
  void usageIsTwoAndSaysWhatIsExpected(String command, String message) {
    assertThat(run(command)).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err())
        .contains(message.replace("FILE", message.startsWith("--") ? file.toString() : "FILE"))
        .doesNotContain("word");
    assertThat(tool.out()).isEmpty();
  }

  @Test
  void reportAddsUpTheLogsOfManyNodes() {
    refuse("eu", "ann", 20);
    refuse("us", "ann", 20);
    refuse("us", "bob", 30);

    assertThat(run("quota report DIR/eu DIR/us")).isEqualTo(ExitCode.OK);
    assertThat(tool.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "consumer environment rule refused quota p95 suggest",
            "ann qa default: 8 per 1s 26 8 20 22",
            "bob qa default: 8 per 1s 23 8 30 33");

    assertThat(run("quota report --format=json DIR/eu DIR/us")).isEqualTo(ExitCode.OK);
    assertThat(tool.json().at("/refusals/0").fieldNames())
        .toIterable()
        .containsExactly(
            "consumer",
            "group",
            "environment",
            "rule",
            "refused",
            "first",
            "last",
            "quota",
            "period",
            "p95",
            "suggested");
    assertThat(tool.json().path("refusals")).hasSize(2);
  }

  @Test
  void reportSuggestsNoMoreThanBudgetsLeave() throws IOException {
    refuse("eu", "ann", 80);
    Files.writeString(file, Files.readString(file).replace("94, per: 1m", "60, per: 1s"));

    run("quota report DIR/eu --format=json");
    assertThat(tool.json().at("/refusals/0/suggested").asInt()).isEqualTo(88);
    run("quota report DIR/eu --format=json --policy FILE");
    assertThat(tool.json().at("/refusals/0/suggested").asInt()).isEqualTo(60);
  }

  @Test
  void reportSaysThatNobodyWasRefusedAndShowsNoControlCharacter() {
    refuse("eu", "evil\u001b[2J", 20);

    assertThat(run("quota report DIR/eu --actor somebody-else")).isEqualTo(ExitCode.OK);
    assertThat(tool.out().strip()).isEqualTo("Nobody was refused, as far as these records tell.");
    assertThat(run("quota report DIR/eu")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).contains("evil").doesNotContain("\u001b");
  }

  @Test
  void reportEndsAtAWrongLineAndNamesIt() throws IOException {
    refuse("eu", "ann", 20);
    Path log;
    try (Stream<Path> files = Files.list(directory.resolve("eu"))) {
      log = files.filter(name -> name.toString().matches(".*audit-[0-9].*jsonl")).toList().get(0);
    }
    Files.writeString(log, Files.readString(log).replace("ann", "eve"));

    assertThat(run("quota report DIR/eu")).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.err()).contains(log + ":");
    assertThat(tool.out()).isEmpty();
    assertThat(run("quota report DIR/eu --format=json")).isEqualTo(ExitCode.FINDINGS);
    assertThat(tool.json().at("/error/type").asText()).isEqualTo("AuditException");
  }

  /**
   * Asks so often in one second, and once more than is allowed in the next minute, to record it.
   */
  private void refuse(String node, String consumer, int times) {
    FakeTime time = FakeTime.create();
    try (AuditSink audit = AuditSink.jsonLines(directory.resolve(node))) {
      QuotaLimiter limiter =
          QuotaLimiter.builder(QuotaPolicy.sourceDocument()).time(time).audit(audit).build();
      QuotaSubject subject = QuotaSubject.builder(consumer).environment("qa").build();
      for (int asked : List.of(times, 9)) {
        for (int i = 0; i < asked; i++) {
          limiter.tryAcquire(subject, 1);
        }
        time.advance(Duration.ofMinutes(1));
      }
    }
  }

  private int run(String line) {
    String words = line.replace("FILE", file.toString()).replace("DIR", directory.toString());
    return tool.run(words.strip().split(" +"));
  }
}
