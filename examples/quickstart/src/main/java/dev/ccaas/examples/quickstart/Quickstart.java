// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.examples.quickstart;

import dev.ccaas.core.TimeSource;
import dev.ccaas.core.audit.AuditSink;
import dev.ccaas.core.channel.ChannelProvisioning;
import dev.ccaas.core.channel.ChannelSpec;
import dev.ccaas.core.channel.ProvisionedChannel;
import dev.ccaas.core.error.CcaasException;
import dev.ccaas.core.http.Transport;
import dev.ccaas.core.preflight.PreflightException;
import dev.ccaas.genesys.Genesys;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Provisions a web messaging channel and prints what happens on the way, and then what each profile
 * of each vendor makes of one channel: {@code mvn -Pquickstart}.
 *
 * <p>By itself it talks to a fake Genesys Cloud that it starts on a socket of this machine. To talk
 * to a real gateway, set {@code CCAAS_GENESYS_BASE_URI}, {@code CCAAS_GENESYS_CLIENT_ID} and {@code
 * CCAAS_GENESYS_CLIENT_SECRET}, and if need be {@code CCAAS_GENESYS_LOGIN_URI} (where tokens come
 * from) and {@code CCAAS_CALLBACK} (where the webhook delivers). The second half, {@link
 * DesiredStateTour}, talks to a fake in any case.
 */
public final class Quickstart {
  private final TimeSource time;
  private final Path auditDirectory;
  private final PrintStream out;

  Quickstart(TimeSource time, Path auditDirectory, PrintStream out) {
    this.time = time;
    this.auditDirectory = auditDirectory;
    this.out = out;
  }

  /**
   * Runs the program; its exit code is 0 if the channel was provisioned, else 1.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    Path audit = Path.of("target", "audit").toAbsolutePath();
    System.exit(new Quickstart(TimeSource.system(), audit, System.out).run(System.getenv()));
  }

  int run(Map<String, String> environment) {
    try (Target target = Target.from(environment, time)) {
      out.println("ccaas quickstart: " + target.description());
      provision(target);
      new DesiredStateTour(time, out).run();
      if (!RealTarget.isNamedIn(environment)) {
        ProfileTable.print(time, out);
      }
      return 0;
    } catch (CcaasException | IllegalArgumentException | UncheckedIOException e) {
      out.println();
      out.println("Quickstart failed. " + e.getMessage());
      return 1;
    }
  }

  private void provision(Target target) {
    SampleChannel sample = SampleChannel.create(time.instant());
    Timeline timeline = new Timeline(time, out);

    // A client: which contract, where, as whom. It fetches and renews its tokens by itself.
    try (AuditSink audit = AuditSink.jsonLines(auditDirectory);
        Genesys genesys =
            Genesys.builder(target.profile(), target.credentials())
                .transport(timeline.watch(Transport.jdk())) // so that the timeline sees the wire
                .audit(audit)
                .time(time)
                .build()) {

      // The flow: preflight, create the brand, ask for its health, register the webhook, audit.
      ChannelProvisioning channels =
          genesys
              .channels()
              .preflight(sample.preflight(time))
              .progress(timeline.andThen(target::meddle))
              .build();

      timeline.title("A payload with mistakes is refused before anything is sent, all at once:");
      refuse(channels, sample.mistaken(), timeline);

      timeline.title("The channel is provisioned, whatever gets in the way:");
      ProvisionedChannel channel = channels.provision(sample.channel(target.callback()));

      Report.print(channel, auditDirectory, out);
    }
  }

  private static void refuse(
      ChannelProvisioning channels, ChannelSpec mistaken, Timeline timeline) {
    try {
      channels.provision(mistaken);
      throw new IllegalStateException("a payload with mistakes was not refused");
    } catch (PreflightException e) {
      timeline.detail("Nothing was sent. " + e.violations().size() + " mistakes:");
      e.violations().forEach(violation -> timeline.detail("- " + violation.message()));
    }
  }
}
