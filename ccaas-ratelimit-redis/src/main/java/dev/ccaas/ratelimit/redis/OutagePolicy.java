// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

/** What is decided while the store does not answer in time. Immutable. */
public final class OutagePolicy {
  private static final OutagePolicy OPEN = new OutagePolicy("fail open", 0);
  private static final OutagePolicy CLOSED = new OutagePolicy("fail closed", 0);

  private final String name;
  private final int nodes;

  private OutagePolicy(String name, int nodes) {
    this.name = name;
    this.nodes = nodes;
  }

  /** Returns the policy that admits everything: the platform's own limits are then all there is. */
  public static OutagePolicy failOpen() {
    return OPEN;
  }

  /** Returns the policy that refuses everything. */
  public static OutagePolicy failClosed() {
    return CLOSED;
  }

  /**
   * Returns the policy that each node keeps its share of every rule by itself, so that all of them
   * together keep the rule.
   *
   * <p>A share begins full: what the store admitted just before is not known to it, nor is what it
   * admitted known to the store afterwards. So a window that holds the loss or the return of the
   * store may hold up to twice its permits.
   *
   * @param nodes how many nodes there are, at least 1
   */
  public static OutagePolicy localShare(int nodes) {
    if (nodes < 1) {
      throw new IllegalArgumentException("nodes: " + nodes + " (expected: at least 1)");
    }
    return new OutagePolicy("local share of " + nodes, nodes);
  }

  boolean isOpen() {
    return this == OPEN;
  }

  /** Returns among how many nodes the quota is shared out; 0 if it is not. */
  int nodes() {
    return nodes;
  }

  @Override
  public String toString() {
    return name;
  }
}
