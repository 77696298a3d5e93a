// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ccaas.core.plan.Journal;
import dev.ccaas.testing.SecretCanary;
import dev.ccaas.testing.platform.FakeGenesys;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a failure is to the shell: usage 2, credentials 101, platform 102, journal 103 and 104. */
class ExitCodeTest {
  @TempDir private Path directory;
  private FakeTarget target;
  private final Tool tool = new Tool();

  @BeforeEach
  void start() {
    target = FakeTarget.start(FakeGenesys.builder().build(), directory);
    target.channels(1, true);
  }

  @AfterEach
  void stop() {
    target.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          channel                                                          | Missing required subcommand
          channel plan                                                     | --profile
          channel plan -f f --profile p --client-id c                      | --client-secret-env
          channel plan -f f --profile p --client-id c --client-secret s    | --client-secret
          channel plan -f f --profile p --client-id c --client-secret-env A --client-secret-file B | mutually exclusive
          channel plan -f FILE --profile cxone --client-id c --client-secret-env A | expected: one of [cxone-gateway, cxone-published, genesys-gateway, genesys-published]
          channel plan -f FILE --profile genesys-gateway --client-id c --client-secret-env A | --base-uri is missing
          channel plan -f FILE --profile genesys-gateway --client-id c --client-secret-env A --base-uri ftp://x | ftp
          channel plan -f FILE --profile genesys-gateway --client-id c --client-secret-env A --base-uri https://x.example --extensions fly | fly
          channel plan -f FILE --profile genesys-published --client-id c --client-secret-env A | --region is missing
          channel plan -f FILE --profile genesys-published --client-id c --client-secret-env A --region moon-1 | moon-1
          channel plan -f FILE --profile genesys-published --client-id c --client-secret-env A --region eu-west-1 --extensions list | only a gateway
          channel plan -f no-such-file.yaml --profile genesys-gateway --client-id c --client-secret-env A --base-uri https://x.example | no-such-file.yaml: cannot be read
          channel journal show no-such-journal                             | no journal is there
          channel journal resolve -f FILE --profile p --client-id c --client-secret-env A --kind brand --name b | --absent
          """)
  void usageIsTwoAndSaysWhatIsExpected(String command, String message) {
    assertThat(tool.run(command.replace("FILE", target.file().toString()).split(" +")))
        .isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains(message);
    assertThat(tool.out()).isEmpty();
  }

  @Test
  void invalidFileIsUsageWithLineAndColumn() {
    target.write("channels.yaml", "owner: a\nchannels:\n  - brand: {nam: x}\n");

    assertThat(tool.run(target.gateway("channel plan"))).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err())
        .contains("channels.yaml:3:12: channels[0].brand.name: missing")
        .contains("channels.yaml:3:13: channels[0].brand.nam: unknown field")
        .doesNotContain("\tat ");

    assertThat(tool.run(target.gateway("channel plan", "--format=json"))).isEqualTo(ExitCode.USAGE);
    assertThat(tool.json().at("/error/type").asText()).isEqualTo("ConfigException");
    assertThat(tool.json().at("/error/findings/0/line").asInt()).isEqualTo(3);
    assertThat(tool.json().at("/error/findings/0/column").asInt()).isEqualTo(12);
    assertThat(tool.json().at("/error/findings/1/path").asText())
        .isEqualTo("channels[0].brand.nam");
  }

  @Test
  void refusedSecretIsCredentials() {
    Path wrong = target.write("wrong", SecretCanary.text());

    assertThat(tool.run(target.gateway("channel plan", "--client-secret-file=" + wrong)))
        .isEqualTo(ExitCode.CREDENTIALS);
  }

  @Test
  void absentSecretIsCredentialsAndNamesTheVariable() {
    assertThat(tool.run(target.gateway("channel plan", "--client-secret-env=CCAAS_NO_SUCH")))
        .isEqualTo(ExitCode.CREDENTIALS);
    assertThat(tool.err()).contains("CCAAS_NO_SUCH is not set");
  }

  @Test
  void failingPlatformIsUnreachable() {
    target.genesys().failNext(500);

    assertThat(tool.run(target.gateway("channel plan", "--format=json")))
        .isEqualTo(ExitCode.UNREACHABLE);
    assertThat(tool.json().at("/exitCode").asInt()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(tool.json().at("/error/message").asText()).contains("500");
  }

  @Test
  void openJournalIsInUse() {
    try (Journal journal = Journal.file(target.journal())) {
      assertThat(journal.records()).isEmpty();
      assertThat(tool.run(target.gateway("channel apply", "--yes")))
          .isEqualTo(ExitCode.JOURNAL_IN_USE);
    }
    assertThat(target.genesys().brands()).isEmpty();
  }

  @Test
  void corruptJournalIsUnusable() {
    target.write("channels.yaml.journal", "nonsense\nnonsense\nnonsense\n");

    assertThat(tool.run(target.gateway("channel apply", "--yes")))
        .isEqualTo(ExitCode.JOURNAL_UNUSABLE);
  }

  @Test
  void anythingElseIsInternalAndHasStackTraceOnDemandOnly() {
    Path file = target.write("file", "");

    assertThat(tool.run(target.gateway("channel plan", "--in-flight=0"))).isEqualTo(ExitCode.USAGE);
    assertThat(tool.run(target.gateway("channel plan", "--audit-dir=" + file)))
        .isEqualTo(ExitCode.INTERNAL);
    assertThat(tool.err()).doesNotContain("\tat ");
    assertThat(tool.run(target.gateway("channel plan", "--debug", "--audit-dir=" + file)))
        .isEqualTo(ExitCode.INTERNAL);
    assertThat(tool.err()).contains("\tat ");
  }
}
