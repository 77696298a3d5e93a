// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Keeps what slf4j-simple writes to the standard error during a test. */
final class CapturedLog implements BeforeEachCallback, AfterEachCallback {
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream original = System.err;

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setErr(new PrintStream(log, true, UTF_8));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setErr(original);
    original.print(text()); // into the reports: for who reads a failure, and for the leak search
  }

  String text() {
    return log.toString(UTF_8);
  }
}
