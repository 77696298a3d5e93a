// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing.contract;

import dev.ccaas.core.error.ApiException;
import dev.ccaas.core.error.ApiFailure;
import dev.ccaas.core.provisioning.WebhookProvisioner;
import dev.ccaas.testing.FakeWebhookProvisioner;

class FakeWebhookProvisionerContractTest implements WebhookProvisionerContract {
  private final FakeWebhookProvisioner provisioner = FakeWebhookProvisioner.create();

  @Override
  public WebhookProvisioner webhooks() {
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
