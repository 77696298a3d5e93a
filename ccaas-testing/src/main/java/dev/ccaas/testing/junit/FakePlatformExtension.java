// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.junit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.core.TimeSource;
import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeCxone;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakePlatform;
import dev.ccaas.testing.platform.FakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a fake platform and its clock, resets the platform before each test, and fails a test
 * that sends a request which the platform does not know.
 *
 * <p>Register it with {@code @RegisterExtension}. A test method may take the platform, as itself or
 * as a {@link FakePlatform}, its {@link FakeTime}, or a {@link FakeServer} that serves it until the
 * test ends. The clock is not turned back between tests. For tests that run one after another.
 *
 * @param <P> which platform it is
 */
public final class FakePlatformExtension<P extends FakePlatform>
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private final FakeTime time = FakeTime.create();
  private final List<FakeServer> servers = new ArrayList<>();
  private final P platform;
  private final boolean resetBeforeEach;
  private final boolean failOnUnexpectedRequests;

  private FakePlatformExtension(Builder<P> builder) {
    this.platform = builder.platform.apply(time);
    this.resetBeforeEach = builder.resetBeforeEach;
    this.failOnUnexpectedRequests = builder.failOnUnexpectedRequests;
  }

  /** Returns an extension with a Genesys Cloud and all else as the builders set it by default. */
  public static FakePlatformExtension<FakeGenesys> genesys() {
    return builder(FakeGenesys::create).build();
  }

  /** Returns an extension with a NICE CXone and all else as the builders set it by default. */
  public static FakePlatformExtension<FakeCxone> cxone() {
    return builder(FakeCxone::create).build();
  }

  /**
   * Returns a builder.
   *
   * @param platform makes the platform on the extension's clock
   */
  public static <P extends FakePlatform> Builder<P> builder(Function<TimeSource, P> platform) {
    return new Builder<>(requireNonNull(platform, "platform"));
  }

  /** Returns the platform. */
  public P platform() {
    return platform;
  }

  /** Returns the platform's clock. */
  public FakeTime time() {
    return time;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (resetBeforeEach) {
      platform.reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    servers.forEach(FakeServer::close);
    servers.clear();
    if (failOnUnexpectedRequests) {
      platform.verifyNoUnexpectedRequests();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == platform.getClass()
        || type == FakePlatform.class
        || type == FakeTime.class
        || type == FakeServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (type == FakeTime.class) {
      return time;
    }
    if (type == FakeServer.class) {
      FakeServer server = platform.start();
      servers.add(server);
      return server;
    }
    return platform;
  }

  /**
   * Sets up an extension. Not safe for use by many threads.
   *
   * @param <P> which platform it is
   */
  public static final class Builder<P extends FakePlatform> {
    private final Function<TimeSource, P> platform;
    private boolean resetBeforeEach = true;
    private boolean failOnUnexpectedRequests = true;

    private Builder(Function<TimeSource, P> platform) {
      this.platform = platform;
    }

    /** Sets whether the platform is reset before each test; default true. */
    public Builder<P> resetBeforeEach(boolean reset) {
      this.resetBeforeEach = reset;
      return this;
    }

    /** Sets whether a request that the platform does not know fails the test; default true. */
    public Builder<P> failOnUnexpectedRequests(boolean fail) {
      this.failOnUnexpectedRequests = fail;
      return this;
    }

    /** Returns the extension. */
    public FakePlatformExtension<P> build() {
      return new FakePlatformExtension<>(this);
    }
  }
}
