// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.platform;

/** Ways in which only Genesys Cloud refuses; for {@link FakePlatform#failNext(String, Fault)}. */
public final class GenesysFaults {
  private GenesysFaults() {}

  /**
   * Returns an optimistic-lock conflict, for a PUT or PATCH: another write came first.
   *
   * @param status 409 or 400, both of which are seen
   */
  public static Fault versionConflict(int status) {
    String message = "The version given does not match the current version";
    return Fault.answer(GenesysErrors.error(status, "general.conflict", message));
  }

  /** Returns a 400 because what the body refers to is not seen yet, though it is there. */
  public static Fault referenceNotVisible(String fieldName) {
    return Fault.answer(GenesysErrors.invalidField(fieldName, "not.found"));
  }
}
