// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found under a wished name.
 *
 * @param ours those that are ours, by mark, by the journal, or by name where that decides
 * @param others those that are not
 * @param unknown the record of a create of which nothing can be found out, or null
 */
record Sighting(List<Found> ours, List<Found> others, @Nullable JournalRecord unknown) {

  static Sighting unknown(JournalRecord record) {
    return new Sighting(List.of(), List.of(), record);
  }
}
