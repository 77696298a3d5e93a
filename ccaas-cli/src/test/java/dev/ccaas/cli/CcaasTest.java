// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CcaasTest {
  private final Tool tool = new Tool();

  @Test
  void tellsItsVersion() {
    assertThat(tool.run("--version")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).startsWith("ccaas ").contains("Java ").doesNotContain("${");
  }

  @Test
  void helpNamesEveryExitCode() {
    assertThat(tool.run("--help")).isEqualTo(ExitCode.OK);
    assertThat(tool.out())
        .contains("Exit codes:")
        .containsSubsequence("0 ", "1 ", "2 ", "100 ", "101 ", "102 ", "103 ", "104 ", "130 ");
  }

  /** The hint that every usage error ends with must work. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel",
        "channel plan",
        "channel journal resolve",
        "audit verify",
        "quota check",
        "quota export",
        "quota report",
        "webhook sign",
        "completion"
      })
  void everyCommandHasHelp(String command) {
    assertThat(tool.run((command + " --help").split(" "))).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).startsWith("Usage: ccaas " + command);
  }

  @Test
  void printsCompletionScript() {
    assertThat(tool.run("completion")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).startsWith("#!/usr/bin/env bash").contains("complete -F");
  }

  @Test
  void completionScriptCompletesCommandsAndOptions(@TempDir Path directory) throws Exception {
    tool.run("completion");
    Path script = Files.writeString(directory.resolve("ccaas"), tool.out());

    assertThat(completed(script, "channel", "pl")).containsExactly("plan");
    assertThat(completed(script, "channel", "plan", "--prof")).containsExactly("--profile");
    assertThat(completed(script, "channel", "plan", "--profile", "genesys-p"))
        .containsExactly("genesys-published");
  }

  @Test
  void completionScriptIsOneOfBashInEveryLocale(@TempDir Path directory) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      completionScriptCompletesCommandsAndOptions(directory);
    } finally {
      Locale.setDefault(before);
    }
  }

  /** Returns what bash offers for the last of these words; compopt works only at its prompt. */
  private static List<String> completed(Path script, String... words) throws Exception {
    String asked = "COMP_WORDS=(ccaas " + String.join(" ", words) + "); COMP_CWORD=" + words.length;
    String printed = "_complete_ccaas; printf '%s\\n' ${COMPREPLY[@]}";
    String line = "compopt() { :; }; source '" + script + "'; " + asked + "; " + printed;
    Process bash = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true).start();
    return new String(bash.getInputStream().readAllBytes(), UTF_8).lines().toList();
  }

  @Test
  void refusesUnknownOption() {
    assertThat(tool.run("--nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains("--nonsense");
  }
}
