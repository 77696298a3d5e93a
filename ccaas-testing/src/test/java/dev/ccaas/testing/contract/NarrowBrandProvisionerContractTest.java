// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.provisioning.BrandProvisioner;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.testing.FakeBrandProvisioner;
import java.util.Set;

class NarrowBrandProvisionerContractTest implements BrandProvisionerContract {
  private final FakeBrandProvisioner provisioner =
      FakeBrandProvisioner.create(Set.of(Capability.CREATE));

  @Override
  public BrandProvisioner brands() {
    return provisioner;
  }

  @Override
  public int requestsSent() {
    return provisioner.calls();
  }

  @Override
  public void refuseNext(int status) {
    provisioner.failNext(ApiException.of(ApiFailure.builder("told to fail", status).build()));
  }

  @Override
  public void loseNextAnswer() {
    provisioner.loseNextAnswer();
  }
}
