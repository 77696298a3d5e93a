// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Types in words that are the same on every JDK, with {@code ?} behind what may be null. */
final class TypeNames {
  private TypeNames() {}

  static String of(AnnotatedType type) {
    return bare(type) + (type.isAnnotationPresent(Nullable.class) ? "?" : "");
  }

  /** Returns type parameters with their bounds, or nothing if there are none. */
  static String parameters(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(variable -> variable.getName() + bounds(variable.getAnnotatedBounds(), "extends"))
            .collect(joining(", ", "<", ">"));
  }

  private static String bare(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      return of(array.getAnnotatedGenericComponentType()) + "[]";
    }
    if (type instanceof AnnotatedParameterizedType parameterized) {
      Type raw = ((ParameterizedType) parameterized.getType()).getRawType();
      return Arrays.stream(parameterized.getAnnotatedActualTypeArguments())
          .map(TypeNames::of)
          .collect(joining(", ", name(raw) + "<", ">"));
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return "?"
          + bounds(wildcard.getAnnotatedLowerBounds(), "super")
          + bounds(wildcard.getAnnotatedUpperBounds(), "extends");
    }
    return name(type.getType());
  }

  private static String bounds(AnnotatedType[] bounds, String word) {
    String named =
        Stream.of(bounds)
            .map(TypeNames::of)
            .filter(bound -> !bound.equals("Object"))
            .collect(joining(" & "));
    return named.isEmpty() ? "" : " " + word + " " + named;
  }

  private static String name(Type type) {
    String name = type instanceof Class<?> named ? named.getCanonicalName() : type.getTypeName();
    return name.startsWith("java.lang.") && name.lastIndexOf('.') == "java.lang".length()
        ? name.substring("java.lang.".length())
        : name;
  }
}
