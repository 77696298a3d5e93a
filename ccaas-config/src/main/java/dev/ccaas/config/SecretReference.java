// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.Secret;
import dev.ccaas.core.auth.SecretSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Where a file says its secrets are: in the environment, or in files beside it. */
final class SecretReference {
  private final Path file;
  private final Function<String, SecretSource> environment;
  private final Map<JsonNode, SecretSource> sources = new HashMap<>();

  SecretReference(Path file, Function<String, SecretSource> environment) {
    this.file = file;
    this.environment = environment;
  }

  /**
   * Returns the secret, read once for all who name it.
   *
   * @throws dev.ccaas.core.auth.SecretUnavailableException if it cannot be read
   * @throws java.nio.file.InvalidPathException if it is in a file that cannot be
   */
  Secret secret(JsonNode reference) {
    return sources.computeIfAbsent(reference, this::source).secret();
  }

  private SecretSource source(JsonNode reference) {
    JsonNode variable = reference.get("env");
    return variable != null
        ? environment.apply(variable.textValue())
        : SecretSource.file(file.resolveSibling(reference.get("file").textValue()));
  }
}
