// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cxone;

import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.testing.contract.BrandProvisionerContract;
import dev.ccaas.testing.platform.Fault;
import org.junit.jupiter.api.AfterEach;

/** The contract, run by one profile against a rig that a subclass sets up. */
abstract class CxoneBrandContract implements BrandProvisionerContract {
  private final CxoneRig rig;

  CxoneBrandContract(CxoneRig rig) {
    this.rig = rig;
  }

  @AfterEach
  void close() {
    rig.close();
    rig.platform.verifyNoUnexpectedRequests();
  }

  @Override
  public BrandProvisioner brands() {
    return rig.cxone.brands();
  }

  @Override
  public int requestsSent() {
    return rig.requestsSent();
  }

  @Override
  public void refuseNext(int status) {
    rig.platform.failNext(status);
  }

  @Override
  public void loseNextAnswer() {
    rig.platform.failNext(Fault.lostAnswer());
  }
}
