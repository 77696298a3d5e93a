// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.Secret;
import dev.ccaas.core.provisioning.Brand;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One brand or webhook as the platform shows it.
 *
 * @param id the platform's id
 * @param name its name, if the platform showed it
 * @param owner who manages it; null if it has no mark
 * @param fields what it is but its secret, path to text; see {@link Fields}
 * @param secret its secret, if the platform showed it
 * @param ids further ids that the platform told
 * @param brand the brand itself, if it is one that the platform showed
 * @param seen whether the platform showed it, or only the journal knows of it
 */
record Found(
    String id,
    @Nullable String name,
    @Nullable String owner,
    Map<String, String> fields,
    @Nullable Secret secret,
    Map<String, String> ids,
    @Nullable Brand brand,
    boolean seen) {

  Found withId(String id) {
    return new Found(id, name, owner, fields, secret, ids, brand, seen);
  }

  /** Returns what only the journal knows of, on a profile that shows nothing. */
  static Found unseen(JournalRecord live) {
    return new Found(
        live.id().orElseThrow(), live.name(), null, Map.of(), null, Map.of(), null, false);
  }
}
