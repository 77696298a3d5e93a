// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.gateway;

/** A gateway that policies can be exported to. */
public enum Gateway {
  /** Kong, declarative configuration, format 3.0. */
  KONG,
  /** AWS API Gateway, usage plans as a CloudFormation template. */
  AWS,
  /** Azure API Management, an inbound policy. */
  AZURE,
  /** nginx, a whole configuration. */
  NGINX,
  /** HAProxy, a whole configuration. */
  HAPROXY;

  /**
   * Returns the configuration that comes nearest to the policy, with what it cannot express.
   *
   * <p>No gateway knows a rolling window: none of these configurations is as exact as {@code
   * QuotaLimiter}, and each says how much more it may admit.
   */
  public GatewayConfig export(GatewaySetup setup) {
    Losses losses = new Losses();
    losses.ofEvery(setup);
    String text =
        switch (this) {
          case KONG -> new KongDialect(setup, losses).text();
          case AWS -> new AwsDialect(setup, losses).text();
          case AZURE -> new AzureDialect(setup, losses).text();
          case NGINX -> new NginxDialect(setup, losses).text();
          case HAPROXY -> new HaproxyDialect(setup, losses).text();
        };
    return new GatewayConfig(this, text, losses.all());
  }
}
