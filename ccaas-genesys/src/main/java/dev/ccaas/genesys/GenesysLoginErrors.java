// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.http.ApiResponse;
import dev.ccaas.core.http.ErrorDecoder;
import dev.ccaas.core.internal.Json;
import dev.ccaas.core.internal.JsonFields;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what the vendor's login host adds to the error fields of RFC 6749: a description under a
 * name of its own, and a rate limit that arrives as status 400.
 */
final class GenesysLoginErrors implements ErrorDecoder {

  @Override
  public void decode(ApiResponse answer, ApiFailure.Builder failure) {
    GenesysErrors.correlationId(answer).ifPresent(failure::correlationId);
    JsonNode body;
    try {
      body = Json.parse(answer.body());
    } catch (IOException e) {
      return; // the grant says what it makes of a body that is no JSON
    }
    Optional<String> description =
        JsonFields.shown(body, "error_description").or(() -> JsonFields.shown(body, "description"));
    description.ifPresent(failure::message);
    JsonFields.shown(body, "error").ifPresent(failure::code);
    if (answer.status() == 400 && description.filter(this::isRateLimit).isPresent()) {
      failure.rateLimited().advice("Ask for fewer tokens: cache them, and share one per client.");
    }
  }

  private boolean isRateLimit(String description) {
    return description.toLowerCase(Locale.ROOT).startsWith("rate limit exceeded");
  }
}
