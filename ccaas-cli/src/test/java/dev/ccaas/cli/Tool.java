// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.SecretCanary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** The tool in this process: what it was given, what it wrote, how it ended. */
final class Tool {
  private final Map<String, String> environment = new HashMap<>();
  private boolean terminal;
  private byte[] input = {};
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  /** Makes a person look at both outputs and type that. */
  Tool onTerminal(String typed) {
    terminal = true;
    return given(typed.getBytes(UTF_8));
  }

  /** Sends these bytes to standard input. */
  Tool given(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  Tool with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Runs a command and returns its exit code; no secret may be in what it wrote. */
  int run(String... args) {
    out = new StringWriter();
    err = new StringWriter();
    Surroundings surroundings =
        new Surroundings(
            new ByteArrayInputStream(input),
            terminal,
            terminal,
            environment::get,
            TimeSource.system());
    CommandLine tool = Ccaas.commandLine(surroundings);
    tool.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int code = tool.execute(args);
    SecretCanary.assertClean(out());
    SecretCanary.assertClean(err());
    return code;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(out());
    } catch (IOException e) {
      throw new UncheckedIOException(out(), e);
    }
  }
}
