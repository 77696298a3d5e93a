// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.junit;

import static java.util.Objects.requireNonNull;

import dev.ccaas.testing.FakeTime;
import dev.ccaas.testing.platform.FakeGenesys;
import dev.ccaas.testing.platform.FakePlatform;
import dev.ccaas.testing.platform.FakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a fake platform and its clock, resets the platform before each test, and fails a test
 * that sends a request which the platform does not know.
 *
 * <p>Register it with {@code @RegisterExtension}. A test method may take a {@link FakeGenesys}, its
 * {@link FakeTime}, or a {@link FakeServer} that serves it until the test ends. The clock is not
 * turned back between tests. For tests that run one after another.
 */
public final class FakePlatformExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
  private final FakeTime time = FakeTime.create();
  private final List<FakeServer> servers = new ArrayList<>();
  private final FakeGenesys genesys;
  private final boolean resetBeforeEach;
  private final boolean failOnUnexpectedRequests;

  private FakePlatformExtension(Builder builder) {
    this.genesys = builder.genesys.apply(FakeGenesys.builder().time(time)).build();
    this.resetBeforeEach = builder.resetBeforeEach;
    this.failOnUnexpectedRequests = builder.failOnUnexpectedRequests;
  }

  /** Returns an extension with the builder's defaults. */
  public static FakePlatformExtension create() {
    return builder().build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the platform. */
  public FakeGenesys genesys() {
    return genesys;
  }

  /** Returns the platform's clock. */
  public FakeTime time() {
    return time;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (resetBeforeEach) {
      genesys.reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    servers.forEach(FakeServer::close);
    servers.clear();
    if (failOnUnexpectedRequests) {
      genesys.verifyNoUnexpectedRequests();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == FakeGenesys.class
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
      FakeServer server = genesys.start();
      servers.add(server);
      return server;
    }
    return genesys;
  }

  /** Sets up an extension. Not safe for use by many threads. */
  public static final class Builder {
    private UnaryOperator<FakeGenesys.Builder> genesys = UnaryOperator.identity();
    private boolean resetBeforeEach = true;
    private boolean failOnUnexpectedRequests = true;

    private Builder() {}

    /** Sets how the platform is set up; its clock is the extension's unless changed here. */
    public Builder genesys(UnaryOperator<FakeGenesys.Builder> setUp) {
      this.genesys = requireNonNull(setUp, "setUp");
      return this;
    }

    /** Sets whether the platform is reset before each test; default true. */
    public Builder resetBeforeEach(boolean reset) {
      this.resetBeforeEach = reset;
      return this;
    }

    /** Sets whether a request that the platform does not know fails the test; default true. */
    public Builder failOnUnexpectedRequests(boolean fail) {
      this.failOnUnexpectedRequests = fail;
      return this;
    }

    /** Returns the extension. */
    public FakePlatformExtension build() {
      return new FakePlatformExtension(this);
    }
  }
}
