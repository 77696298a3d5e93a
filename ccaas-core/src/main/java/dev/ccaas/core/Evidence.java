// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core;

import static java.util.Objects.requireNonNull;

/**
 * A claim about a platform, and on what it rests.
 *
 * <p>Profiles list their claims so that a reader can tell what a vendor publishes from what is only
 * said or assumed. Immutable.
 */
public final class Evidence {

  /** On what a claim rests. */
  public enum Grade {
    /** A source document of this project says so; the vendor does not publish it. */
    SOURCE,
    /** The vendor publishes it. */
    PUBLISHED,
    /** Ours: an addition that an in-house gateway may offer. */
    EXTENSION,
    /** Nobody we know of says so; it is our best guess. */
    ASSUMED
  }

  private final String claim;
  private final Grade grade;
  private final String origin;

  private Evidence(String claim, Grade grade, String origin) {
    this.claim = claim;
    this.grade = grade;
    this.origin = origin;
  }

  /**
   * Returns a claim with its grade.
   *
   * @param claim one statement about the platform
   * @param grade on what it rests
   * @param origin where it is said: a document and its section, or why it is assumed
   */
  public static Evidence of(String claim, Grade grade, String origin) {
    return new Evidence(
        requireNonNull(claim, "claim"),
        requireNonNull(grade, "grade"),
        requireNonNull(origin, "origin"));
  }

  /** Returns the statement about the platform. */
  public String claim() {
    return claim;
  }

  /** Returns on what the statement rests. */
  public Grade grade() {
    return grade;
  }

  /** Returns where the statement is made. */
  public String origin() {
    return origin;
  }

  @Override
  public String toString() {
    return claim + " [" + grade + ": " + origin + "]";
  }
}
