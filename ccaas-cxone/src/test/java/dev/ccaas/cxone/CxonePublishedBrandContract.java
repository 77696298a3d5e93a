// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

/** A channel is looked for before it is made; as its id is ours, making it is repeatable. */
abstract class CxonePublishedBrandContract extends CxoneBrandContract {
  CxonePublishedBrandContract(CxoneRig rig) {
    super(rig);
  }

  @Override
  public int requestsPerCreate() {
    return 2;
  }

  @Override
  public boolean repeatsCreates() {
    return true;
  }
}
