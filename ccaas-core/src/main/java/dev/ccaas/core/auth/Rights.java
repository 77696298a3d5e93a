// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.auth;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a platform asks of whoever carries out one operation, in the platform's own names.
 *
 * <p>Profiles list them, so that a role can be set up before the first call; a request that carries
 * them has them named when the platform refuses it with 403. Immutable.
 */
public final class Rights {
  private static final Rights NONE = new Rights("", List.of(), Scopes.none());

  private final String operation;
  private final List<String> permissions;
  private final Scopes scopes;

  private Rights(String operation, List<String> permissions, Scopes scopes) {
    this.operation = operation;
    this.permissions = permissions;
    this.scopes = scopes;
  }

  /** Returns the rights of a request of which none are known. */
  public static Rights none() {
    return NONE;
  }

  /**
   * Returns what an operation needs.
   *
   * @param operation method and route, such as {@code POST /api/v2/webdeployments/deployments}
   * @param permissions the permissions that are needed, all of them
   * @param scopes the scopes of which a token that is bound by scopes needs one
   */
  public static Rights of(String operation, List<String> permissions, Scopes scopes) {
    return new Rights(
        requireNonNull(operation, "operation"),
        List.copyOf(permissions),
        requireNonNull(scopes, "scopes"));
  }

  /** Returns method and route. */
  public String operation() {
    return operation;
  }

  /** Returns the permissions that are needed, all of them. */
  public List<String> permissions() {
    return permissions;
  }

  /** Returns the scopes of which a token that is bound by scopes needs one. */
  public Scopes scopes() {
    return scopes;
  }

  /** Returns whether nothing is known to be needed. */
  public boolean isEmpty() {
    return permissions.isEmpty() && scopes.isEmpty();
  }

  @Override
  public String toString() {
    return operation
        + " needs permissions "
        + permissions
        + ", one of the scopes "
        + scopes.names();
  }
}
