// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** No test is switched off: neither by annotation nor by an assumption that ends it early. */
class DisabledTestsTest {
  private static final Pattern SWITCHED_OFF =
      Pattern.compile("@Disable[d]\\w*|\\bassume(True|False|That|ThatCode)\\(");

  @Test
  void noTestIsSwitchedOff() {
    assertThat(Repository.testSources())
        .isNotEmpty()
        .flatMap(file -> violations(file, Repository.read(file)))
        .isEmpty();
  }

  @Test
  void reportsAnnotationAndAssumption() {
    Path file = Repository.planted("SwitchedOffTest.txt");

    assertThat(violations(file, Repository.read(file))).hasSize(3);
  }

  static List<String> violations(Path file, String text) {
    return text.lines()
        .filter(line -> SWITCHED_OFF.matcher(line).find())
        .map(line -> file.getFileName() + ": " + line.strip())
        .toList();
  }
}
