// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core;

import static java.util.Objects.requireNonNull;

/**
 * The contact-centre platform that a client talks to, as an open value.
 *
 * <p>New platforms need no new release: {@link #of(String)} accepts any lower-case name. Immutable.
 */
public final class Platform {
  /** Genesys Cloud CX. */
  public static final Platform GENESYS_CLOUD = new Platform("genesys-cloud");

  /** NICE CXone. */
  public static final Platform NICE_CXONE = new Platform("nice-cxone");

  private final String name;

  private Platform(String name) {
    this.name = name;
  }

  /**
   * Returns the platform of that name.
   *
   * @param name one to 64 lower-case letters, digits or hyphens
   * @throws IllegalArgumentException if the name has another form
   */
  public static Platform of(String name) {
    if (!requireNonNull(name, "name").matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException(
          "name: " + name + " (expected: 1 to 64 lower-case letters, digits or hyphens)");
    }
    return new Platform(name);
  }

  /** Returns the name, such as {@code genesys-cloud}. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Platform that && name.equals(that.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
