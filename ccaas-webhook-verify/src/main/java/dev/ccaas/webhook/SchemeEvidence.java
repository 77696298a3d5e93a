// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.webhook;

import static java.util.Objects.requireNonNull;

/**
 * A claim about how a platform signs, and on what it rests.
 *
 * <p>The grades are those of {@code dev.ccaas.core.Evidence}, which this module cannot see.
 * Immutable.
 */
public final class SchemeEvidence {

  /** On what a claim rests. */
  public enum Grade {
    /** A source document of this project says so; the vendor does not publish it. */
    SOURCE,
    /** The vendor, or the specification's authors, publish it. */
    PUBLISHED,
    /** Nobody we know of says so; it is our best guess. */
    ASSUMED
  }

  private final String claim;
  private final Grade grade;
  private final String origin;

  private SchemeEvidence(String claim, Grade grade, String origin) {
    this.claim = claim;
    this.grade = grade;
    this.origin = origin;
  }

  /**
   * Returns a claim with its grade.
   *
   * @param claim one statement about how the platform signs
   * @param grade on what it rests
   * @param origin where it is said: a document and its section, or why it is assumed
   */
  public static SchemeEvidence of(String claim, Grade grade, String origin) {
    return new SchemeEvidence(
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
