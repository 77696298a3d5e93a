// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

/** What the tool tells the shell; the numbers are part of its contract. */
final class ExitCode {
  /** Done, or nothing to do. */
  static final int OK = 0;

  /** The command worked and found something: changes to make, a failed part, a broken record. */
  static final int FINDINGS = 1;

  /** The command line or a file that it names cannot be taken as it is. */
  static final int USAGE = 2;

  /** Something failed that is none of the below. */
  static final int INTERNAL = 100;

  /** The credentials are missing or were refused, or lack a right. */
  static final int CREDENTIALS = 101;

  /** The platform cannot be reached, or fails. */
  static final int UNREACHABLE = 102;

  /** Another process works with this journal. */
  static final int JOURNAL_IN_USE = 103;

  /** The journal cannot be read or written, or belongs to something else. */
  static final int JOURNAL_UNUSABLE = 104;

  /** Ended by Ctrl-C or another polite request; the same command goes on. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
