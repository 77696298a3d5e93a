// SPDX-License-Identifier: Apache-2.0
package dev.ccaas.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes and changes what the file describes. */
@Command(
    name = "apply",
    description = "Makes and changes what the file describes; goes on where an earlier run ended.",
    sortOptions = false)
final class ApplyCommand implements Callable<Integer> {
  @Mixin private StateOptions wish;
  @Mixin private ConnectionOptions connection;
  @Mixin private ChangeOptions change;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    return new ChannelChange(wish, connection, change, output).apply();
  }
}
