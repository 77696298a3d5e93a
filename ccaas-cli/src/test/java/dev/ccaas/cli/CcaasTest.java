// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
        .containsSubsequence("0 ", "1 ", "2 ", "100 ", "101 ", "102 ", "103 ", "104 ");
  }

  @Test
  void printsCompletionScript() {
    assertThat(tool.run("completion")).isEqualTo(ExitCode.OK);
    assertThat(tool.out()).startsWith("#!/usr/bin/env bash").contains("complete -F");
  }

  @Test
  void refusesUnknownOption() {
    assertThat(tool.run("--nonsense")).isEqualTo(ExitCode.USAGE);
    assertThat(tool.err()).contains("--nonsense");
  }
}
