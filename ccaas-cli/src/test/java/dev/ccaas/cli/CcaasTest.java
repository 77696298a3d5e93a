// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CcaasTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void tellsItsVersion() {
    assertThat(run("--version")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("ccaas ").contains("Java ").doesNotContain("${");
  }

  @Test
  void helpNamesEveryExitCode() {
    assertThat(run("--help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("Exit codes:")
        .containsSubsequence("0 ", "1 ", "2 ", "100 ", "101 ", "102 ", "103 ", "104 ");
  }

  @Test
  void printsCompletionScript() {
    assertThat(run("completion")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).startsWith("#!/usr/bin/env bash").contains("complete -F");
  }

  @Test
  void refusesUnknownOption() {
    assertThat(run("--nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--nonsense");
  }

  private int run(String... args) {
    CommandLine tool = Ccaas.commandLine();
    tool.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return tool.execute(args);
  }
}
