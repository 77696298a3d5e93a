// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.verification.planted;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A type of a third party in every place of a signature where one can stand. */
@SuppressWarnings("unused")
public abstract class LeakyApi implements Supplier<List<JsonNode>> {
  public static final List<JsonNode[]> FIELD = List.of();

  private JsonNode hidden;

  public abstract Map<String, ? extends List<JsonNode>> nested();

  public abstract void thrower() throws JacksonException;

  public abstract <T extends JsonNode> void bounded(List<T> list);

  protected abstract void forSubclasses(JsonNode node);

  abstract void notVisible(JsonNode node);
}
