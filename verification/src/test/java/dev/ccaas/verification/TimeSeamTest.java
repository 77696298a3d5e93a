// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ccaas.verification.planted.ClockReader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Nothing reads a clock or waits for one but {@code dev.ccaas.core.TimeSource}, tests included; and
 * but {@code SystemClock} of the webhook verifier, which does not see core.
 */
class TimeSeamTest {
  private static final Set<String> SEAM =
      Set.of(
          "dev.ccaas.core.TimeSource",
          "dev.ccaas.core.SystemTimeSource",
          "dev.ccaas.webhook.SystemClock");

  /** Compared with "owner.method(parameters)" of every call and method reference. */
  private static final Pattern CLOCK =
      Pattern.compile(
          "(java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep"
              + "|java\\.util\\.concurrent\\.locks\\.LockSupport\\.park(Nanos|Until)"
              + "|java\\.lang\\.System\\.(nanoTime|currentTimeMillis)|java\\.time\\.\\w+\\.now"
              + "|java\\.time\\.Clock\\.(system|tick)\\w*|java\\.time\\.InstantSource\\.system"
              + ")\\(.*|java\\.util\\.Date\\.<init>\\(\\)");

  private static final Pattern CLOCK_IN_TEXT =
      Pattern.compile(
          "\\b(Thread|TimeUnit\\.\\w+)(\\.|::)sleep|\\bLockSupport(\\.|::)park(Nanos|Until)"
              + "|\\bSystem(\\.|::)(nanoTime|currentTimeMillis)"
              + "|\\b(Instant|(Local|Zoned|Offset)?Date(Time)?)(\\.|::)now\\b"
              + "|\\b(Clock|InstantSource)(\\.|::)system|\\bnew Date\\(\\)");

  @Test
  void mainCodeReadsNoClock() {
    assertThat(calls(List.copyOf(Repository.mainClasses()))).isEmpty();
  }

  @Test
  void testCodeReadsNoClock() {
    assertThat(Repository.testSources())
        .isNotEmpty()
        .flatMap(file -> mentions(file, Repository.read(file)))
        .isEmpty();
  }

  @Test
  void reportsEveryClockReadByMainCode() {
    assertThat(calls(List.of(new ClassFileImporter().importClass(ClockReader.class))))
        .hasSize(8)
        .noneMatch(line -> line.contains("converts"));
  }

  @Test
  void reportsEveryClockReadByTest() {
    Path file = Repository.planted("WaitingTest.txt");

    assertThat(mentions(file, Repository.read(file)))
        .hasSize(8)
        .noneMatch(line -> line.contains("time.sleep") || line.contains("Date(0)"));
  }

  static List<String> calls(Collection<JavaClass> classes) {
    return classes.stream()
        .filter(type -> !SEAM.contains(type.getName().replaceFirst("\\$.*", "")))
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(access -> CLOCK.matcher(access.getTarget().getFullName()).matches())
        .map(JavaAccess::getDescription)
        .toList();
  }

  static List<String> mentions(Path file, String text) {
    return text.lines()
        .filter(line -> CLOCK_IN_TEXT.matcher(line).find())
        .map(line -> file.getFileName() + ": " + line.strip())
        .toList();
  }
}
