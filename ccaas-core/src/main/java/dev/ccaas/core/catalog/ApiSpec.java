// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.catalog;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** One API description (OpenAPI or Swagger) as its exact bytes. Immutable. */
public final class ApiSpec {
  private final SpecId id;
  private final byte[] document;

  private ApiSpec(SpecId id, byte[] document) {
    this.id = id;
    this.document = document;
  }

  /** Returns a description; the bytes are copied. */
  public static ApiSpec of(SpecId id, byte[] document) {
    return new ApiSpec(requireNonNull(id, "id"), requireNonNull(document, "document").clone());
  }

  /** Returns what it is called. */
  public SpecId id() {
    return id;
  }

  /** Returns its length in bytes. */
  public int length() {
    return document.length;
  }

  /** Returns its bytes as a new stream, without a copy. */
  public InputStream open() {
    return new ByteArrayInputStream(document);
  }

  @Override
  public String toString() {
    return id + " (" + document.length + " bytes)";
  }
}
