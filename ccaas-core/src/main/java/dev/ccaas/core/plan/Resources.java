// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.core.plan;

import dev.ccaas.core.provisioning.Capability;
import java.util.List;
import java.util.Optional;

/** All of one kind on a platform: brands or webhooks, in the terms of this package. */
interface Resources {
  /** Returns {@link PlannedChange#BRAND} or {@link PlannedChange#WEBHOOK}. */
  String kind();

  boolean offers(Capability operation);

  List<Found> list();

  Optional<Found> get(String id);

  void delete(String id);

  /** Returns the id of what both ids name, or empty if they name two things. */
  Optional<String> join(String id, String other);

  /** Returns whether all of a wished name are ours, because there is no place for an owner. */
  boolean nameDecides();
}
