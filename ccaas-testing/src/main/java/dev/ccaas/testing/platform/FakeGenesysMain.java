// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link FakeGenesys} in a process of its own, for tests that kill their client: {@code java -cp
 * … dev.ccaas.testing.platform.FakeGenesysMain --secret-file=<new file>}.
 *
 * <p>Prints {@code baseUri=http://127.0.0.1:<port>} and {@code clientId=…} once it serves, and puts
 * the client's secret into the file, which only its owner may read (POSIX only). Serves until its
 * standard input ends, so it never outlives the process that started it. Options are durations such
 * as {@code PT0.02S}: {@code --latency}, {@code --read-lag}, {@code --activation-time}; and a
 * number: {@code --requests-per-minute}.
 */
final class FakeGenesysMain {
  private final Map<String, String> options = new LinkedHashMap<>();

  private FakeGenesysMain(String... arguments) {
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      if (parts.length < 2 || !parts[0].startsWith("--")) {
        throw new IllegalArgumentException(argument + " (expected: --name=value)");
      }
      options.put(parts[0].substring(2), parts[1]);
    }
  }

  /** Serves until standard input ends. */
  public static void main(String[] arguments) throws IOException {
    run(System.in, System.out, arguments);
  }

  static void run(InputStream in, PrintStream out, String... arguments) throws IOException {
    FakeGenesysMain main = new FakeGenesysMain(arguments);
    Path secretFile = Path.of(main.required("secret-file"));
    FakeGenesys genesys = main.genesys();
    main.refuseTheRest();
    keepSecret(secretFile, genesys);
    try (FakeServer server = genesys.start()) {
      out.println("baseUri=" + server.baseUri());
      out.println("clientId=" + genesys.clientCredentials().clientId());
      out.flush();
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private FakeGenesys genesys() {
    FakeGenesys genesys =
        FakeGenesys.builder().requestsPerMinute(number("requests-per-minute", 300)).build();
    genesys.latency(duration("latency", Duration.ZERO));
    genesys.readLag(duration("read-lag", Duration.ZERO));
    genesys.activationTime(duration("activation-time", Duration.ofSeconds(2)));
    return genesys;
  }

  private static void keepSecret(Path file, FakeGenesys genesys) throws IOException {
    // Made with its rights, not given them later: nobody can read it in between.
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, genesys.clientCredentials().clientSecret().secret().revealBytes());
  }

  private String required(String name) {
    String value = options.remove(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  private Duration duration(String name, Duration otherwise) {
    String value = options.remove(name);
    try {
      return value == null ? otherwise : Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--" + name + "=" + value + " (expected: a duration such as PT0.02S)", e);
    }
  }

  private int number(String name, int otherwise) {
    String value = options.remove(name);
    try {
      return value == null ? otherwise : Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + "=" + value + " (expected: a number)", e);
    }
  }

  private void refuseTheRest() {
    if (!options.isEmpty()) {
      throw new IllegalArgumentException("unknown options: " + options.keySet());
    }
  }
}
