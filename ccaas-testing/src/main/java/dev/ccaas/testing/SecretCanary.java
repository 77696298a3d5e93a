// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.util.Objects.requireNonNull;

import dev.ccaas.core.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes marked random secrets for tests, and finds where they leaked: in logs, reports, audit files
 * and exceptions; raw, percent-encoded, in hexadecimal, in Base64, as part of a Basic pair.
 *
 * <p>Every secret is kept for {@link #scan}, and appended to the file that the system property
 * {@code ccaas.canary.registry} names, so that one process can search for another's secrets. Safe
 * for use by many threads.
 */
public final class SecretCanary {
  /** The system property that names the file to which every secret is appended. */
  public static final String REGISTRY = "ccaas.canary.registry";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

  private SecretCanary() {}

  /** Returns a new secret, valid as a client secret, a token, a key or a password. */
  public static Secret secret() {
    return Secret.of(text());
  }

  /** Returns the text of a new secret: {@code cnry} and 28 random lower-case letters and digits. */
  public static String text() {
    StringBuilder text = new StringBuilder(CanaryForm.MARK);
    RANDOM.ints(28, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
    register(text.toString());
    return text.toString();
  }

  /**
   * Returns where a secret leaked, one line per place, in the files below these paths; empty if
   * nowhere. A leak of the secret's first 15 characters counts.
   *
   * @param roots files or directories; links are not followed, the registry itself is left out
   * @throws IllegalStateException if no secret is known, since such a search finds nothing
   */
  public static List<String> scan(Path... roots) {
    Set<String> known = known();
    if (known.isEmpty()) {
      throw new IllegalStateException(
          "no secret to search for (expected: some from SecretCanary in this process,"
              + " or in the file that system property "
              + REGISTRY
              + " names)");
    }
    @Nullable Path registry = registry();
    List<String> leaks = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
          if (registry == null || !Files.isSameFile(file, registry)) {
            leaks.addAll(leaks(file, known));
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot search below " + root, e);
      }
    }
    return leaks;
  }

  /**
   * Fails if the exception tells a secret of this process: in its text, or in that of a cause or a
   * suppressed one.
   *
   * @throws AssertionError if so; it does not repeat the secret
   */
  public static void assertClean(Throwable thrown) {
    Set<Throwable> chain = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(requireNonNull(thrown, "thrown"), chain);
    for (Throwable next : chain) {
      leak(next.toString(), MADE)
          .ifPresent(
              form -> {
                throw new AssertionError(
                    next.getClass().getName()
                        + " in the chain of "
                        + thrown.getClass().getName()
                        + " tells a secret, "
                        + form);
              });
    }
  }

  /**
   * Fails if the text tells a secret of this process.
   *
   * @throws AssertionError if so; it does not repeat the secret
   */
  public static void assertClean(String text) {
    leak(requireNonNull(text, "text"), MADE)
        .ifPresent(
            form -> {
              throw new AssertionError("the text tells a secret, " + form);
            });
  }

  private static void collect(@Nullable Throwable thrown, Set<Throwable> chain) {
    if (thrown != null && chain.add(thrown)) {
      collect(thrown.getCause(), chain);
      Stream.of(thrown.getSuppressed()).forEach(next -> collect(next, chain));
    }
  }

  private static List<String> leaks(Path file, Set<String> known) throws IOException {
    List<String> leaks = new ArrayList<>();
    int number = 0;
    // Bytes as characters one to one: what is searched for is ASCII, and a file may hold anything.
    for (String line : new String(Files.readAllBytes(file), ISO_8859_1).split("\n", -1)) {
      number++;
      int at = number;
      leak(line, known).ifPresent(form -> leaks.add(file + ":" + at + ": " + form));
    }
    return leaks;
  }

  private static Optional<String> leak(String text, Set<String> known) {
    return CanaryForm.findAll(text, known).findFirst();
  }

  private static void register(String text) {
    MADE.add(CanaryForm.key(text));
    @Nullable Path registry = registry();
    if (registry == null) {
      return;
    }
    try {
      Files.createDirectories(registry.toAbsolutePath().getParent());
      Files.writeString(registry, text + "\n", UTF_8, CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot register a secret in " + registry, e);
    }
  }

  private static Set<String> known() {
    Set<String> known = ConcurrentHashMap.newKeySet();
    known.addAll(MADE);
    @Nullable Path registry = registry();
    if (registry != null && Files.exists(registry)) {
      try (Stream<String> lines = Files.lines(registry)) {
        lines
            .filter(line -> line.startsWith(CanaryForm.MARK))
            .map(CanaryForm::key)
            .forEach(known::add);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + registry, e);
      }
    }
    return known;
  }

  private static @Nullable Path registry() {
    String path = System.getProperty(REGISTRY);
    return path == null || path.isBlank() ? null : Path.of(path);
  }
}
