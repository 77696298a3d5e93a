// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.x;

/** Tagged as ConformanceTest and PlatformFactsTest want it, but for what is no test. */
class TaggedTest {
  @Test
  @Tag("S1.a.1")
  void opens() {}

  @org.junit.jupiter.api.Test
  @Tag("S1.a.2")
  @Tag("slow")
  void closes() {}

  @Nested
  class Inner {
    @ParameterizedTest
    @Tags({@Tag("S0.1"), @Tag("S1.a.1")})
    void turns(int times) {}
  }

  @Tag("S1.a.2")
  void helps() {}

  @Tag("S1.a.1")
  class Fixture {}
}
