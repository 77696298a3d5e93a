// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import picocli.CommandLine.Option;

/** What a command that changes a platform asks for first. */
final class ChangeOptions {
  @Option(
      names = "--yes",
      description = "Change the platform without showing the plan and asking first.")
  private boolean yes;

  boolean isYes() {
    return yes;
  }
}
