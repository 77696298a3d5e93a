// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.auth.SecretSource;
import dev.ccaas.core.error.QuotaExceededException;
import dev.ccaas.core.ratelimit.Decision;
import dev.ccaas.core.ratelimit.QuotaKey;
import dev.ccaas.core.ratelimit.RateLimiter;
import dev.ccaas.ratelimit.CapacityReport;
import dev.ccaas.ratelimit.QuotaPolicy;
import dev.ccaas.ratelimit.QuotaSubject;
import dev.ccaas.ratelimit.QuotaUsage;
import dev.ccaas.ratelimit.Violations;
import dev.ccaas.ratelimit.redis.StoreClient.Question;
import dev.ccaas.ratelimit.redis.Terms.Action;
import dev.ccaas.ratelimit.redis.Terms.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link QuotaPolicy} for many nodes in one Redis or Valkey, version 7 or later: the
 * verdicts of {@link dev.ccaas.ratelimit.QuotaLimiter}, by the server's clock, which counts
 * microseconds.
 *
 * <p>A decision is one script on the server, whatever the number of rules. It waits for that no
 * longer than its deadline; then, and while there is no connection, the {@link OutagePolicy}
 * decides. A request that was answered too late may have taken its permits: too few are admitted
 * then, never too many. Nothing is thrown but for arguments that are wrong.
 *
 * <p>Every key expires when it no longer counts. The server must not evict keys ({@code
 * maxmemory-policy noeviction}), because an evicted key is a new quota; and what a failover loses
 * of the last writes is admitted again.
 *
 * <p>Safe for use by many threads.
 */
public final class RedisQuotaLimiter implements RateLimiter, AutoCloseable {
  /** The action of the audit event when decisions begin to be made without the store. */
  public static final String STORE_LOST = "QUOTA_STORE_LOST";

  /** The action of the audit event when the store decides again. */
  public static final String STORE_BACK = "QUOTA_STORE_BACK";

  private final StoreClient client;
  private final Outage outage;
  private final Violations violations;
  private final TimeSource time;
  private final KeyNames keys;
  private volatile Tariffs tariffs;

  private RedisQuotaLimiter(Builder setup) {
    this.time = setup.time;
    this.keys = setup.keys;
    this.tariffs = new Tariffs(setup.policy, keys, time);
    Connector connector = setup.connector(); // may throw, and then no thread has begun
    this.outage = new Outage(setup);
    this.violations = Violations.create(setup.policy, outage.audit, time);
    this.client = new StoreClient(setup, new Store(connector, setup.script, time), outage);
  }

  /**
   * Returns a builder of a limiter with a deadline of 50 milliseconds, which refuses everything
   * while the store does not answer.
   *
   * @param address such as {@code redis://host:6379/0}; {@code rediss://…} for TLS; {@code
   *     redis-sentinel://host1,host2/0#name} has sentinels name the server
   * @param others where the same data is or may be, such as a replica that can be promoted; a
   *     server that refuses writes is passed over
   */
  public static Builder builder(QuotaPolicy policy, URI address, URI... others) {
    List<URI> addresses = new ArrayList<>(List.of(others));
    addresses.add(0, requireNonNull(address, "address"));
    return new Builder(requireNonNull(policy, "policy"), addresses);
  }

  /**
   * {@inheritDoc}
   *
   * <p>A key has the default plan, draws from no budget, and is counted apart from subjects.
   */
  @Override
  public Decision tryAcquire(QuotaKey key, long permits) {
    return tryAcquire(QuotaSubject.of(requireNonNull(key, "key")), permits);
  }

  /**
   * Returns the decision for that many permits, such as {@link QuotaPolicy#costOf} names; a refusal
   * takes none. An interruption is kept for afterwards.
   *
   * @param permits at least 1
   */
  public Decision tryAcquire(QuotaSubject subject, long permits) {
    return client.ask(question(Action.TAKE, subject, permits));
  }

  /**
   * Returns the same decision later; many at once share a connection and do not wait in turn. Up to
   * 10,000 are under way at a time; what is more is left to the {@link OutagePolicy}.
   */
  public CompletionStage<Decision> tryAcquireAsync(QuotaSubject subject, long permits) {
    return client.askAsync(question(Action.TAKE, subject, permits));
  }

  /** Returns what {@link #tryAcquire} would, and takes and records nothing. */
  public Decision peek(QuotaSubject subject, long permits) {
    return client.ask(question(Action.PEEK, subject, permits));
  }

  /**
   * Waits until the permits are taken, on the calling thread.
   *
   * @return the admission
   * @throws QuotaExceededException at once, if they cannot be had within that time
   * @throws InterruptedException if the thread is interrupted before or while it waits
   */
  public Decision acquire(QuotaSubject subject, long permits, Duration atMost)
      throws InterruptedException {
    long begin = time.nanoTime();
    while (true) {
      Decision decision = tryAcquire(subject, permits);
      if (decision.isAllowed()) {
        return decision;
      }
      Duration left = atMost.minusNanos(time.nanoTime() - begin);
      if (decision.retryAfter().compareTo(left) > 0) {
        throw new QuotaExceededException(
            policy().message() + " (" + decision.rule() + ")", decision.retryAfter());
      }
      time.sleep(decision.retryAfter());
    }
  }

  /** Returns what is left to a subject under each rule of its plan, then of each budget. */
  public List<QuotaUsage> usage(QuotaSubject subject) {
    Tariff tariff = tariffs.of(subject);
    return client.ask(
        new Question<>(
            tariff.keys(subject.key()),
            tariff.terms().arguments(Action.USAGE, 1),
            tariff.terms()::usage,
            () -> outage.usage(subject, tariff.terms())));
  }

  /** Goes over to another policy; what was taken counts under its rules, as far as remembered. */
  public void reload(QuotaPolicy policy) {
    tariffs = new Tariffs(requireNonNull(policy, "policy"), keys, time);
    violations.reload(policy);
    outage.reload(policy);
  }

  /** Returns the policy that is kept. */
  public QuotaPolicy policy() {
    return tariffs.policy;
  }

  /**
   * Returns who was refused by this node, how often and by which rule, since this limiter was made;
   * not what was decided without the store. {@link CapacityReport#read} has that of all nodes.
   */
  public CapacityReport report() {
    return violations.report();
  }

  /** Closes the connection; what is asked afterwards, the {@link OutagePolicy} decides. */
  @Override
  public void close() {
    client.close();
    outage.close();
  }

  private Question<Decision> question(Action action, QuotaSubject subject, long permits) {
    if (permits < 1) {
      throw new IllegalArgumentException("permits: " + permits + " (expected: at least 1)");
    }
    Tariff tariff = tariffs.of(subject);
    boolean take = action == Action.TAKE;
    return new Question<>(
        tariff.keys(subject.key()),
        tariff.terms().arguments(action, permits),
        answer -> {
          Verdict verdict = tariff.terms().verdict(answer);
          Decision counted = verdict.counted();
          if (take && counted != null) {
            violations.refused(subject, permits, counted);
          }
          return verdict.decision();
        },
        () -> take ? outage.decide(subject, permits) : outage.peek(subject, permits));
  }

  /** Sets up a limiter. Not safe for use by many threads. */
  public static final class Builder {
    final QuotaPolicy policy;
    private final List<URI> addresses;
    OutagePolicy outage = OutagePolicy.failClosed();
    AuditSink audit = AuditSink.none();
    TimeSource time = TimeSource.system();
    Duration deadline = Duration.ofMillis(50);
    KeyNames keys = new KeyNames("ccaas:quota");
    Script script = Script.load();
    private Connector.@Nullable Login login;
    private boolean cluster;

    private Builder(QuotaPolicy policy, List<URI> addresses) {
      this.policy = policy;
      this.addresses = addresses;
      addresses.forEach(Connector::requireAddress);
    }

    /** Sets what is decided while the store does not answer. */
    public Builder outage(OutagePolicy outage) {
      this.outage = requireNonNull(outage, "outage");
      return this;
    }

    /**
     * Sets where refusals are recorded, as {@link Violations} does it, and the loss of the store
     * and its return. Up to 10,000 events wait for it on another thread; of those that it misses it
     * is told by an {@code AUDIT_GAP}.
     */
    public Builder audit(AuditSink audit) {
      this.audit = requireNonNull(audit, "audit");
      return this;
    }

    /** Sets this node's clock: for deadlines, new tries, and when elevations end. */
    public Builder time(TimeSource time) {
      this.time = requireNonNull(time, "time");
      return this;
    }

    /** Sets how long a decision waits for the store, 1 millisecond to 1 minute. */
    public Builder deadline(Duration deadline) {
      if (deadline.compareTo(Duration.ofMillis(1)) < 0
          || deadline.compareTo(Duration.ofMinutes(1)) > 0) {
        throw new IllegalArgumentException(
            "deadline: " + deadline + " (expected: 1 millisecond to 1 minute)");
      }
      this.deadline = deadline;
      return this;
    }

    /**
     * Sets what the names of all keys begin with, so that several quotas can be kept in one server;
     * default {@code ccaas:quota}.
     *
     * @param namespace 1 to 64 letters, digits or {@code : . _ -}
     */
    public Builder namespace(String namespace) {
      this.keys = new KeyNames(requireNonNull(namespace, "namespace"));
      return this;
    }

    /** Sets the user and the password, which is read for every connection. */
    public Builder credentials(String user, SecretSource password) {
      this.login =
          new Connector.Login(requireNonNull(user, "user"), requireNonNull(password, "password"));
      return this;
    }

    /** Takes the addresses for nodes of a cluster. An environment's keys are on one node of it. */
    public Builder cluster() {
      this.cluster = true;
      return this;
    }

    /** Has another script decide, for tests. */
    Builder script(Script script) {
      this.script = script;
      return this;
    }

    /**
     * Connects and returns the limiter. If no address answers within a second it begins without the
     * store, and goes on trying.
     *
     * @throws IllegalStateException if there is a password and Lettuce would log it: its {@code
     *     CommandEncoder} does at level TRACE
     */
    public RedisQuotaLimiter connect() {
      RedisQuotaLimiter limiter = new RedisQuotaLimiter(this);
      limiter.client.connect();
      return limiter;
    }

    Connector connector() {
      return cluster ? Connector.cluster(addresses, login) : Connector.single(addresses, login);
    }
  }
}
