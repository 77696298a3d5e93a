// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerMarkTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Web chat of the shop",
        "two\nlines",
        "ends in a space ",
        "[ccaas owner=somebody.else] in the middle",
        "[ccaas owner=] is no mark"
      })
  void whatWasJoinedComesApartAgain(String description) {
    Optional<String> text = OwnerMark.join(Optional.of(description), Optional.of("team-a"));

    OwnerMark apart = OwnerMark.split(text.orElseThrow());

    assertThat(apart.owner()).contains("team-a");
    assertThat(apart.description()).contains(description);
  }

  @Test
  void markStandsAloneWithoutADescription() {
    Optional<String> text = OwnerMark.join(Optional.empty(), Optional.of("team-a"));

    assertThat(text).contains("[ccaas owner=team-a]");
    assertThat(OwnerMark.split(text.orElseThrow()).description()).isEmpty();
    assertThat(OwnerMark.split(text.orElseThrow()).owner()).contains("team-a");
  }

  @Test
  void textWithoutAMarkHasNoOwner() {
    assertThat(OwnerMark.split("plain").owner()).isEmpty();
    assertThat(OwnerMark.split("plain").description()).contains("plain");
    assertThat(OwnerMark.split(null).description()).isEmpty();
    assertThat(OwnerMark.join(Optional.of("plain"), Optional.empty())).contains("plain");
  }
}
