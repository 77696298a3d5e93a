// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.TransportException.Delivery;
import dev.ccaas.core.http.ApiRequest;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RecordingTransportTest {
  private final RecordingTransport transport = RecordingTransport.create();
  private final ApiRequest first = request("/first");
  private final ApiRequest second = request("/second");

  @Test
  void givesItsAnswersInOrderAndKeepsTheRequests() {
    transport.answer(201, "{}").answer(503, "[]");

    assertThat(transport.send(first).status()).isEqualTo(201);
    assertThat(transport.answersLeft()).isEqualTo(1);
    assertThat(transport.send(second).body()).asString().isEqualTo("[]");

    assertThat(transport.requests()).containsExactly(first, second);
    assertThat(transport.lastRequest()).isSameAs(second);
  }

  @Test
  void failsAsTold() {
    TransportException failure = new TransportException("no answer", Delivery.AMBIGUOUS, null);
    transport.fail(failure);

    assertThatThrownBy(() -> transport.send(first)).isSameAs(failure);

    assertThat(transport.requests()).containsExactly(first);
  }

  @Test
  void requestWithoutAnswerFailsTheTestAndIsKept() {
    assertThatThrownBy(() -> transport.send(first))
        .isInstanceOf(AssertionError.class)
        .hasMessage("no answer is left for request 1: GET https://api.example.com/first");

    assertThat(transport.requests()).containsExactly(first);
  }

  @Test
  void lastRequestFailsTheTestIfThereWasNone() {
    assertThatThrownBy(transport::lastRequest)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("none was sent");
  }

  private static ApiRequest request(String route) {
    return ApiRequest.builder("GET", URI.create("https://api.example.com"), route).build();
  }
}
