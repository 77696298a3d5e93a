// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import dev.ccaas.core.Secret;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A secret in an environment variable of this process. */
final class EnvironmentSecret implements SecretSource {
  private final String variable;
  private final UnaryOperator<@Nullable String> environment;

  EnvironmentSecret(String variable, UnaryOperator<@Nullable String> environment) {
    this.variable = variable;
    this.environment = environment;
  }

  @Override
  public Secret secret() {
    String value = environment.apply(variable);
    if (value == null || value.isEmpty()) {
      throw new SecretUnavailableException(
          "environment variable "
              + variable
              + (value == null ? " is not set" : " is empty")
              + " (expected: the secret; set it where this process is started)",
          null);
    }
    return Secret.of(value);
  }

  @Override
  public String toString() {
    return "SecretSource[variable " + variable + "]";
  }
}
