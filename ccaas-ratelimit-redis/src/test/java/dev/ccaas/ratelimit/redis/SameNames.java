// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.ratelimit.redis;

import dev.ccaas.ratelimit.redis.QuotaContract.Quota;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Takes a limiter for a {@link Quota}: it must have the same methods. */
final class SameNames {
  private SameNames() {}

  static Quota of(Object limiter) {
    return (Quota)
        Proxy.newProxyInstance(
            Quota.class.getClassLoader(),
            new Class<?>[] {Quota.class},
            (proxy, method, arguments) -> {
              try {
                return limiter
                    .getClass()
                    .getMethod(method.getName(), method.getParameterTypes())
                    .invoke(limiter, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
