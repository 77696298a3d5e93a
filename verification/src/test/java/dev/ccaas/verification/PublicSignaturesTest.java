// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ccaas.verification.planted.LeakyApi;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No type of a third party stands in a public or protected signature of an exported package. */
class PublicSignaturesTest {
  // jdk.httpserver is part of the JDK, whatever its package is called.
  private static final Set<String> OURS =
      Set.of("java.", "javax.", "com.sun.net.httpserver.", "dev.ccaas.");

  // An extension of JUnit is one by implementing JUnit's interfaces; nothing else may speak JUnit.
  private static final String EXTENSIONS = "dev.ccaas.testing.junit.";
  private static final String EXTENSION_API = "org.junit.jupiter.api.extension.";

  @Test
  void exportedPackagesSpeakJdkOnly() {
    Set<String> exported = Repository.exportedPackages();
    List<JavaClass> published =
        Repository.mainClasses().stream()
            .filter(type -> exported.contains(type.getPackageName()))
            .toList();

    assertThat(published).isNotEmpty();
    assertThat(violations(published)).isEmpty();
  }

  @Test
  void reportsThirdPartyTypeInEveryPlaceOfSignature() {
    assertThat(violations(List.of(new ClassFileImporter().importClass(LeakyApi.class))))
        .hasSize(6)
        .anyMatch(line -> line.contains("FIELD") && line.contains("JsonNode"))
        .anyMatch(line -> line.contains("nested(") && line.contains("JsonNode"))
        .anyMatch(line -> line.contains("thrower(") && line.contains("JacksonException"))
        .anyMatch(line -> line.contains("bounded(") && line.contains("JsonNode"))
        .anyMatch(line -> line.contains("forSubclasses(") && line.contains("JsonNode"))
        .anyMatch(line -> line.contains("LeakyApi: ") && line.contains("JsonNode"));
  }

  static List<String> violations(Collection<JavaClass> types) {
    List<String> found = new ArrayList<>();
    for (JavaClass type : types) {
      if (!isVisible(type)) {
        continue;
      }
      check(type.getName(), declared(type), found);
      type.getFields().stream()
          .filter(field -> isVisible(field.getModifiers()))
          .forEach(
              field -> check("field " + field.getFullName(), Stream.of(field.getType()), found));
      type.getCodeUnits().stream()
          .filter(unit -> isVisible(unit.getModifiers()))
          .forEach(unit -> check(unit.getFullName(), signature(unit), found));
    }
    return found;
  }

  private static Stream<JavaType> declared(JavaClass type) {
    Stream<JavaType> parents =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    return Stream.concat(parents, bounds(type.getTypeParameters()));
  }

  private static Stream<JavaType> signature(JavaCodeUnit unit) {
    Stream<JavaType> values =
        Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    Stream<JavaType> thrown = unit.getThrowsClause().getTypes().stream().map(JavaType.class::cast);
    return Stream.of(values, thrown, bounds(unit.getTypeParameters())).flatMap(types -> types);
  }

  private static Stream<JavaType> bounds(List<? extends JavaTypeVariable<?>> parameters) {
    return parameters.stream().flatMap(parameter -> parameter.getUpperBounds().stream());
  }

  private static void check(String where, Stream<JavaType> types, List<String> found) {
    types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(type -> !type.isPrimitive())
        .map(JavaClass::getName)
        .filter(name -> OURS.stream().noneMatch(name::startsWith))
        .filter(name -> !(where.startsWith(EXTENSIONS) && name.startsWith(EXTENSION_API)))
        .distinct()
        .forEach(name -> found.add(where + ": " + name));
  }

  private static boolean isVisible(JavaClass type) {
    return isVisible(type.getModifiers())
        && type.getEnclosingClass().map(PublicSignaturesTest::isVisible).orElse(true);
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return !modifiers.contains(JavaModifier.SYNTHETIC)
        && (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED));
  }
}
