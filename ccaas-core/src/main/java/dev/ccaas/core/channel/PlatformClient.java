// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.channel;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.auth.CachingTokenProvider;
import dev.ccaas.core.auth.TokenFetcher;
import dev.ccaas.core.http.ApiClient;
import dev.ccaas.core.http.ApiRequest;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.http.RetryPolicy;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A client of one platform on one profile, whatever the vendor: brands, webhooks, and the whole way
 * to a channel.
 *
 * <p>Each vendor module has one, made by a builder of its own. Safe for use by many threads.
 */
public abstract class PlatformClient implements AutoCloseable {
  private final TimeSource time;
  private final AuditSink audit;

  /** Takes clock and audit sink from the builder. */
  protected PlatformClient(Builder<?> setup) {
    this.time = setup.time;
    this.audit = setup.audit;
  }

  /**
   * Returns the pipeline below this client, for requests that this library has no words for: it
   * sends to the same address with the same tokens, limits, retries and audit sink. The first call
   * may discover where that is.
   */
  public abstract ApiClient api();

  /** Returns who makes, reads, changes and removes brands. */
  public abstract BrandProvisioner brands();

  /** Returns who makes, reads, changes and removes webhooks. */
  public abstract WebhookProvisioner webhooks();

  /**
   * Returns a builder of the whole way to a channel over this client, with its clock and its audit
   * sink.
   */
  public final ChannelProvisioning.Builder channels() {
    return ChannelProvisioning.builder(brands(), webhooks()).audit(audit).time(time);
  }

  /** Returns the client's clock. */
  protected final TimeSource clock() {
    return time;
  }

  /** Ends the renewal of tokens; operations throw {@link IllegalStateException} afterwards. */
  @Override
  public abstract void close();

  /**
   * Sets up a client: what is the same for every vendor. Not safe for use by many threads.
   *
   * @param <B> the vendor's own builder
   */
  public abstract static class Builder<B extends Builder<B>> {
    private @Nullable Transport transport;
    private TimeSource time = TimeSource.system();
    private AuditSink audit = AuditSink.none();
    private RetryPolicy retry = RetryPolicy.standard();
    private @Nullable RateLimiter limiter;
    private Function<ApiRequest, QuotaKey> quotaKey;

    /** Starts with the vendor's way to tell whose quota a request draws from. */
    protected Builder(Function<ApiRequest, QuotaKey> quotaKey) {
      this.quotaKey = requireNonNull(quotaKey, "quotaKey");
    }

    /** Returns this builder. */
    protected abstract B self();

    /** Returns the limit that requests pay unless another one was set. */
    protected abstract RateLimiter standardLimiter(TimeSource time);

    /** Returns the client; nothing is sent yet. */
    public abstract PlatformClient build();

    /** Sets the wire for API calls and tokens; default a JDK client of its own. */
    public B transport(Transport transport) {
      this.transport = requireNonNull(transport, "transport");
      return self();
    }

    /** Sets clock, waits and timers; default {@link TimeSource#system()}. */
    public B time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return self();
    }

    /** Sets where events of calls, tokens and channels go; default {@link AuditSink#none()}. */
    public B audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return self();
    }

    /** Sets when requests are repeated; default {@link RetryPolicy#standard()}. */
    public B retry(RetryPolicy retry) {
      this.retry = requireNonNull(retry, "retry");
      return self();
    }

    /**
     * Sets the limit that every API request pays; default the vendor's. Requests for tokens do not
     * pay.
     *
     * <p>The key is platform, client id and family of paths, such as {@code webchat/brands}; a part
     * between the last two names what the vendor counts by itself, such as a contact. A limiter
     * that does not know families, such as {@link RateLimiter#rollingWindow}, admits its number for
     * each of them; give it a key of its own then.
     */
    public B limiter(RateLimiter limiter) {
      return limiter(limiter, quotaKey);
    }

    /** Sets the limit that every API request pays, and whose quota each one draws from. */
    public B limiter(RateLimiter limiter, Function<ApiRequest, QuotaKey> key) {
      this.limiter = requireNonNull(limiter, "limiter");
      this.quotaKey = requireNonNull(key, "key");
      return self();
    }

    /** Returns the clock that was set. */
    protected final TimeSource clock() {
      return time;
    }

    /** Returns the policy that was set. */
    protected final RetryPolicy retries() {
      return retry;
    }

    /** Returns the wire that was set, or a new JDK client. */
    protected final Transport wire() {
      return transport != null ? transport : Transport.jdk();
    }

    /** Returns a provider of that door's tokens, which renews them until it is closed. */
    protected final CachingTokenProvider caching(TokenFetcher door) {
      return CachingTokenProvider.builder(door).time(time).audit(audit).build();
    }

    /** Returns a builder of a pipeline to that address, all but its tokens. */
    protected final ApiClient.Builder api(URI base, Transport wire, ErrorDecoder errors) {
      return ApiClient.builder(base)
          .transport(wire)
          .retry(retry)
          .limiter(limiter != null ? limiter : standardLimiter(time), quotaKey)
          .audit(audit)
          .errors(errors)
          .time(time);
    }
  }
}
