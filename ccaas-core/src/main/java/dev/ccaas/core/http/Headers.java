// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * HTTP header fields, whose names match in any case (RFC 9110 section 5.1).
 *
 * <p>Prints names only. Immutable.
 */
public final class Headers {
  private static final Headers NONE = new Headers(Map.of());

  private final Map<String, List<String>> fields;

  private Headers(Map<String, List<String>> fields) {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    fields.forEach(
        (name, values) -> copy.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
    copy.replaceAll((name, values) -> List.copyOf(values));
    this.fields = Collections.unmodifiableMap(copy);
  }

  /** Returns no headers. */
  public static Headers none() {
    return NONE;
  }

  /** Returns those headers; names that differ only in case become one field. */
  public static Headers of(Map<String, List<String>> fields) {
    return new Headers(requireNonNull(fields, "fields"));
  }

  /** Returns the first value of the field, if it is there. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Returns all values of the field in order, none if it is not there. */
  public List<String> all(String name) {
    return fields.getOrDefault(requireNonNull(name, "name"), List.of());
  }

  /** Returns all fields; look-ups in the map match names in any case. */
  public Map<String, List<String>> asMap() {
    return fields;
  }

  /** Returns these headers with that field set to that one value. */
  public Headers with(String name, String value) {
    TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(fields);
    copy.put(requireNonNull(name, "name"), List.of(requireNonNull(value, "value")));
    return new Headers(copy);
  }

  @Override
  public String toString() {
    return fields.keySet().toString();
  }
}
