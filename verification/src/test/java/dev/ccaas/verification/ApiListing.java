// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists what a caller of some classes can see: one type or member per line, sorted. */
final class ApiListing {
  private static final int SHOWN =
      Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

  private ApiListing() {}

  /** Returns the listing of these types and their nested types. */
  static String of(Collection<Class<?>> types) {
    Map<String, String> blocks = new TreeMap<>();
    types.forEach(type -> add(type, blocks));
    return String.join("\n", blocks.values());
  }

  private static void add(Class<?> type, Map<String, String> blocks) {
    if (isVisible(type.getModifiers())) {
      blocks.put(type.getCanonicalName(), header(type) + "\n" + members(type).collect(joining()));
      Arrays.stream(type.getDeclaredClasses()).forEach(nested -> add(nested, blocks));
    }
  }

  private static String header(Class<?> type) {
    String parent =
        type.getSuperclass() == null || type.isEnum() || type.getSuperclass() == Object.class
            ? ""
            : " extends " + TypeNames.of(type.getAnnotatedSuperclass());
    String interfaces =
        Arrays.stream(type.getAnnotatedInterfaces()).map(TypeNames::of).collect(joining(", "));
    String verb = type.isInterface() ? " extends " : " implements ";
    int shown = type.isInterface() ? type.getModifiers() & ~Modifier.ABSTRACT : type.getModifiers();
    return type.getCanonicalName()
        + TypeNames.parameters(type.getTypeParameters())
        + ": "
        + modifiers(shown)
        + kind(type)
        + parent
        + (interfaces.isEmpty() ? "" : verb + interfaces);
  }

  private static Stream<String> members(Class<?> type) {
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> isVisible(field.getModifiers()) && !field.isSynthetic())
            .map(ApiListing::line);
    Stream<String> constructors =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(constructor -> isVisible(constructor.getModifiers()))
            .map(ApiListing::line);
    Stream<String> methods = methods(type).map(ApiListing::line);
    return Stream.of(fields.sorted(), constructors.sorted(), methods.sorted())
        .flatMap(lines -> lines)
        .distinct()
        .map(line -> "  " + line + "\n");
  }

  /** Declared methods and those of parents that nobody can name. */
  private static Stream<Method> methods(Class<?> type) {
    Class<?> parent = type.getSuperclass();
    Stream<Method> inherited =
        parent == null || isVisible(parent.getModifiers()) ? Stream.of() : methods(parent);
    return Stream.concat(Arrays.stream(type.getDeclaredMethods()), inherited)
        .filter(method -> isVisible(method.getModifiers()) && !method.isSynthetic());
  }

  private static String line(Field field) {
    return field.getName()
        + ": "
        + modifiers(field.getModifiers())
        + TypeNames.of(field.getAnnotatedType());
  }

  private static String line(Constructor<?> constructor) {
    return "new" + signature(constructor) + ": " + modifiers(constructor.getModifiers()).strip();
  }

  private static String line(Method method) {
    return method.getName()
        + signature(method)
        + ": "
        + modifiers(method.getModifiers())
        + (method.isDefault() ? "default " : "")
        + TypeNames.of(method.getAnnotatedReturnType())
        + thrown(method);
  }

  private static String signature(Executable executable) {
    return TypeNames.parameters(executable.getTypeParameters())
        + Arrays.stream(executable.getAnnotatedParameterTypes())
            .map(TypeNames::of)
            .collect(joining(", ", "(", ")"));
  }

  private static String thrown(Executable executable) {
    AnnotatedType[] types = executable.getAnnotatedExceptionTypes();
    return types.length == 0
        ? ""
        : Arrays.stream(types).map(TypeNames::of).collect(joining(", ", " throws ", ""));
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "@interface";
    }
    return type.isInterface() ? "interface" : type.isEnum() ? "enum" : "class";
  }

  private static String modifiers(int modifiers) {
    String shown = Modifier.toString(modifiers & SHOWN);
    return shown.isEmpty() ? "" : shown + " ";
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
