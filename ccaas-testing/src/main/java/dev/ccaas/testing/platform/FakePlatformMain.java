// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.ClientCredentials;
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
 * A fake platform in a process of its own, for tests that kill their client: {@code java -cp …
 * dev.ccaas.testing.platform.FakePlatformMain --secret-file=<new file>}.
 *
 * <p>Prints {@code baseUri=http://127.0.0.1:<port>} and {@code clientId=…} once it serves, and puts
 * the client's secret into the file, which only its owner may read (POSIX only). Serves until its
 * standard input ends, so it never outlives the process that started it.
 *
 * <p>{@code --platform} is {@code genesys}, which is the default, or {@code cxone}, whose client is
 * the access key, and whose {@code --api-key-file} gets the gateway's API key. Other options are
 * durations such as {@code PT0.02S}: {@code --latency}, {@code --read-lag}, for Genesys {@code
 * --activation-time}; and a number: for Genesys {@code --requests-per-minute}.
 */
final class FakePlatformMain {
  private static final String SECRET_FILE = "secret-file";

  private final Map<String, String> options = new LinkedHashMap<>();

  private FakePlatformMain(String... arguments) {
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
    FakePlatformMain main = new FakePlatformMain(arguments);
    FakePlatform platform = main.platform();
    Map<String, ClientCredentials> credentials = platform.credentials();
    ClientCredentials client = requireNonNull(credentials.get(SECRET_FILE));
    Map<Path, ClientCredentials> files = main.secretFiles(credentials);
    main.refuseTheRest();
    for (Map.Entry<Path, ClientCredentials> file : files.entrySet()) {
      keep(file.getKey(), file.getValue().clientSecret().secret());
    }
    try (FakeServer server = platform.start()) {
      out.println("baseUri=" + server.baseUri());
      out.println("clientId=" + client.clientId());
      out.flush();
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Map<Path, ClientCredentials> secretFiles(Map<String, ClientCredentials> credentials) {
    Map<Path, ClientCredentials> files = new LinkedHashMap<>();
    credentials.forEach(
        (option, value) -> {
          if (option.equals(SECRET_FILE) || options.containsKey(option)) {
            files.put(Path.of(required(option)), value);
          }
        });
    return files;
  }

  private FakePlatform platform() {
    String name = options.getOrDefault("platform", "genesys");
    options.remove("platform");
    FakePlatform platform =
        switch (name) {
          case "genesys" -> genesys();
          case "cxone" -> FakeCxone.builder().build();
          default ->
              throw new IllegalArgumentException(
                  "--platform=" + name + " (expected: genesys or cxone)");
        };
    platform.latency(duration("latency", Duration.ZERO));
    platform.readLag(duration("read-lag", Duration.ZERO));
    return platform;
  }

  private FakeGenesys genesys() {
    FakeGenesys genesys =
        FakeGenesys.builder().requestsPerMinute(number("requests-per-minute", 300)).build();
    genesys.activationTime(duration("activation-time", Duration.ofSeconds(2)));
    return genesys;
  }

  private static void keep(Path file, Secret secret) throws IOException {
    // Made with its rights, not given them later: nobody can read it in between.
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, secret.revealBytes());
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
