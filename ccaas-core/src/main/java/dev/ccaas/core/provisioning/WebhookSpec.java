// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.provisioning;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a webhook subscription should be.
 *
 * <p>Defaults are the source document's: type {@code rest}, enabled, 3 retries 60 seconds apart.
 * Immutable.
 */
public final class WebhookSpec {
  private final String name;
  private final URI uri;
  private final List<String> eventTypes;
  private final String type;
  private final boolean enabled;
  private final int retryCount;
  private final Duration retryInterval;

  private WebhookSpec(Builder builder) {
    this.name = builder.name;
    this.uri = builder.uri;
    this.eventTypes = builder.eventTypes;
    this.type = builder.type;
    this.enabled = builder.enabled;
    this.retryCount = builder.retryCount;
    this.retryInterval = builder.retryInterval;
  }

  /**
   * Returns a builder.
   *
   * @param name what it is called
   * @param uri where deliveries go
   */
  public static Builder builder(String name, URI uri) {
    return new Builder(requireNonNull(name, "name"), requireNonNull(uri, "uri"));
  }

  /**
   * Returns the source document's webhook, which tells a load balancer of created and updated
   * brands.
   */
  public static WebhookSpec loadBalancerSync(URI callback) {
    return builder("WebMessaging-LoadBalancer-Sync", callback)
        .eventTypes(List.of("webchat.brand.created", "webchat.brand.updated"))
        .build();
  }

  /** Returns what it is called. */
  public String name() {
    return name;
  }

  /** Returns where deliveries go. */
  public URI uri() {
    return uri;
  }

  /** Returns the kinds of event that it delivers. */
  public List<String> eventTypes() {
    return eventTypes;
  }

  /** Returns the kind of delivery, such as {@code rest}. */
  public String type() {
    return type;
  }

  /** Returns whether it delivers. */
  public boolean isEnabled() {
    return enabled;
  }

  /** Returns how often the platform repeats a failed delivery. */
  public int retryCount() {
    return retryCount;
  }

  /** Returns how long the platform waits between deliveries, in whole seconds. */
  public Duration retryInterval() {
    return retryInterval;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSpec that
        && name.equals(that.name)
        && uri.equals(that.uri)
        && eventTypes.equals(that.eventTypes)
        && type.equals(that.type)
        && enabled == that.enabled
        && retryCount == that.retryCount
        && retryInterval.equals(that.retryInterval);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, uri, eventTypes, type, enabled, retryCount, retryInterval);
  }

  @Override
  public String toString() {
    return "WebhookSpec[" + name + ", " + uri.getHost() + ", " + eventTypes + "]";
  }

  /** Sets up a wish. Not safe for use by many threads. */
  public static final class Builder {
    private final String name;
    private final URI uri;
    private List<String> eventTypes = List.of();
    private String type = "rest";
    private boolean enabled = true;
    private int retryCount = 3;
    private Duration retryInterval = Duration.ofSeconds(60);

    private Builder(String name, URI uri) {
      this.name = name;
      this.uri = uri;
    }

    /** Sets the kinds of event that it delivers. */
    public Builder eventTypes(List<String> types) {
      this.eventTypes = List.copyOf(types);
      return this;
    }

    /** Sets the kind of delivery; default {@code rest}. */
    public Builder type(String type) {
      this.type = requireNonNull(type, "type");
      return this;
    }

    /** Sets whether it delivers; default true. */
    public Builder enabled(boolean enabled) {
      this.enabled = enabled;
      return this;
    }

    /** Sets how often a failed delivery is repeated; default 3. */
    public Builder retryCount(int count) {
      this.retryCount = count;
      return this;
    }

    /** Sets how long to wait between deliveries, in whole seconds; default 60. */
    public Builder retryInterval(Duration interval) {
      this.retryInterval = requireNonNull(interval, "interval");
      return this;
    }

    /** Returns the wish. */
    public WebhookSpec build() {
      return new WebhookSpec(this);
    }
  }
}
