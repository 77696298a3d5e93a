// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

import java.util.List;

/** A gateway's configuration, and what it cannot express of the policy. Immutable. */
public final class GatewayConfig {
  private final Gateway gateway;
  private final String text;
  private final List<String> losses;

  GatewayConfig(Gateway gateway, String text, List<String> losses) {
    this.gateway = gateway;
    this.text = text;
    this.losses = List.copyOf(losses);
  }

  /** Returns for which gateway it is. */
  public Gateway gateway() {
    return gateway;
  }

  /** Returns the file; its comments tell the losses too. */
  public String text() {
    return text;
  }

  /** Returns what is lost, a sentence each; never empty. */
  public List<String> losses() {
    return losses;
  }

  @Override
  public String toString() {
    return gateway + ", " + losses.size() + " losses";
  }
}
