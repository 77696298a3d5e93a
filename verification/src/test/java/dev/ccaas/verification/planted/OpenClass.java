// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted;

/** Neither final nor abstract: anybody may subclass it, by accident. */
public class OpenClass {
  /** A public record may not hide in another type either. */
  public record Nested(String name) {}

  /** Fine: cannot be subclassed. */
  public static final class Closed {}

  /** Fine: nobody outside sees it. */
  static class Hidden {}
}
