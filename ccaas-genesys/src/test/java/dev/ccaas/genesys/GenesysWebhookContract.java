// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.genesys;

import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.testing.contract.WebhookProvisionerContract;
import dev.ccaas.testing.platform.Fault;
import org.junit.jupiter.api.AfterEach;

/** The contract, run against a rig that a subclass sets up. */
abstract class GenesysWebhookContract implements WebhookProvisionerContract {
  private final GenesysRig rig;

  GenesysWebhookContract(GenesysRig rig) {
    this.rig = rig;
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Override
  public WebhookProvisioner webhooks() {
    return rig.genesys.webhooks();
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
