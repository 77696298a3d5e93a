// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ccaas.core.error.TransportException;
import dev.ccaas.core.error.UnsupportedByPlatformException;
import dev.ccaas.core.provisioning.BrandSpec;
import dev.ccaas.core.provisioning.Capability;
import dev.ccaas.core.provisioning.Health;
import dev.ccaas.core.provisioning.WebhookSpec;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FakeProvisionersTest {
  private final FakeBrandProvisioner brands = FakeBrandProvisioner.create();
  private final FakeWebhookProvisioner webhooks = FakeWebhookProvisioner.create();
  private final BrandSpec wish = BrandSpec.builder().name("made").build();
  private final WebhookSpec hook = WebhookSpec.loadBalancerSync(URI.create("https://lb.test"));

  @Test
  void keepTheWholeWish() {
    String brand = brands.create(wish).id();
    String webhook = webhooks.create(hook).id();

    assertThat(brands.get(brand).orElseThrow().spec()).isEqualTo(wish);
    assertThat(webhooks.get(webhook).orElseThrow().spec()).contains(hook);
  }

  @Test
  void failureOnDemandDoesNothing() {
    IllegalStateException failure = new IllegalStateException("told");
    brands.failNext(failure);
    webhooks.failNext(failure);

    assertThatThrownBy(() -> brands.create(wish)).isSameAs(failure);
    assertThatThrownBy(() -> webhooks.create(hook)).isSameAs(failure);

    assertThat(brands.list()).isEmpty();
    assertThat(webhooks.list()).isEmpty();
    assertThat(brands.calls()).isEqualTo(2);
    assertThat(webhooks.calls()).isEqualTo(2);
  }

  @Test
  void lostAnswerIsLostAfterTheDeed() {
    brands.loseNextAnswer();
    webhooks.loseNextAnswer();

    assertThatThrownBy(() -> brands.create(wish)).isInstanceOf(TransportException.class);
    assertThatThrownBy(() -> webhooks.create(hook)).isInstanceOf(TransportException.class);

    assertThat(brands.list()).hasSize(1);
    assertThat(webhooks.list()).hasSize(1);
  }

  @Test
  void healthIsWhatWasTold() {
    String id = brands.create(wish).id();
    Health bad = Health.of(Health.State.UNHEALTHY, "inactive", null);

    brands.health(bad);
    assertThat(brands.health(id)).isSameAs(bad);
    brands.health(Health.unknown());
    assertThat(brands.health(id)).isSameAs(Health.unknown());
  }

  @Test
  void operationThatIsNotOfferedNamesThoseThatAre() {
    FakeBrandProvisioner narrow = FakeBrandProvisioner.create(Set.of(Capability.CREATE));

    assertThatThrownBy(narrow::list)
        .isInstanceOf(UnsupportedByPlatformException.class)
        .hasMessage("LIST is not offered. Offered are: [CREATE]");
    assertThat(narrow.calls()).isZero();
  }
}
