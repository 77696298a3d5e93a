// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;

/** What a client may begin to send; that it asks first is tested at a raw server. */
class CountedBodyTest {
  private static CountedBody body(String method) {
    URI base = URI.create("https://api.example.com");
    return CountedBody.of(ApiRequest.builder(method, base, "/x").build());
  }

  @Test
  void aRepeatableRequestMayBeBegunTwice() {
    CountedBody body = body("GET");

    assertThat(body.contentLength()).isZero();
    assertThat(body.contentLength()).isZero();
    assertThatThrownBy(body::contentLength).hasMessageContaining("must not be sent again");
    assertThat(body.close()).isEqualTo(2);
  }

  @Test
  void anotherRequestMayBeBegunOnce() {
    CountedBody body = body("POST");

    assertThat(body.contentLength()).isZero();
    assertThatThrownBy(body::contentLength).hasMessageContaining("must not be sent again");
    assertThat(body.close()).isEqualTo(1);
  }

  @Test
  void onceTheCountIsTakenNoneIsBegun() {
    CountedBody unsent = body("GET");
    CountedBody sent = body("GET");
    assertThat(sent.contentLength()).isZero();

    assertThat(unsent.close()).isZero();
    assertThat(sent.close()).isEqualTo(1);
    assertThatThrownBy(unsent::contentLength).hasMessageContaining("must not be sent again");
    assertThatThrownBy(sent::contentLength).hasMessageContaining("must not be sent again");
  }
}
