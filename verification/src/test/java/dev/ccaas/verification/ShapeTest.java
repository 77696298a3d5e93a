// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ccaas.verification.planted.OpenClass;
import dev.ccaas.verification.planted.OpenRecord;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Public classes are final or abstract and never records.
 *
 * <p>Exceptions may be extended: a caller catches the parent, a new kind is a new subclass.
 */
class ShapeTest {

  @Test
  void publicClassesAreFinalOrAbstractAndNoRecords() {
    Set<String> exported = Repository.exportedPackages();

    assertThat(
            Repository.mainClasses().stream()
                .filter(type -> exported.contains(type.getPackageName()))
                .flatMap(ShapeTest::violations))
        .isEmpty();
  }

  @Test
  void reportsRecordsAndOpenClasses() {
    assertThat(
            new ClassFileImporter()
                    .importClasses(
                        OpenRecord.class,
                        OpenClass.class,
                        OpenClass.Nested.class,
                        OpenClass.Closed.class,
                        IllegalStateException.class)
                    .stream()
                    .flatMap(ShapeTest::violations)
                    .sorted())
        .containsExactly(
            "OpenClass is neither final nor abstract",
            "OpenClass$Nested is a public record",
            "OpenRecord is a public record");
  }

  static Stream<String> violations(JavaClass type) {
    String name = type.getName().replace(type.getPackageName() + ".", "");
    if (!type.getModifiers().contains(JavaModifier.PUBLIC)) {
      return Stream.of();
    }
    if (type.isRecord()) {
      return Stream.of(name + " is a public record");
    }
    boolean closed =
        type.getModifiers().contains(JavaModifier.FINAL)
            || type.getModifiers().contains(JavaModifier.ABSTRACT)
            || type.isEnum();
    return closed || type.isAssignableTo(Exception.class)
        ? Stream.of()
        : Stream.of(name + " is neither final nor abstract");
  }
}
