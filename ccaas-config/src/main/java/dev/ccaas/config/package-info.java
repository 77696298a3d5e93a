// SPDX-License-Identifier: Apache-2.0
/**
 * What should be there, read from files that people write.
 *
 * <ul>
 *   <li>{@link DesiredStateFile}: the channels of a YAML or JSON file, for plan and apply
 *   <li>{@link QuotaPolicyFile}: the quotas of a YAML or JSON file, for limiters and gateways
 *   <li>{@link ConfigException}: a file that cannot be taken, with everything wrong in it
 *   <li>{@link Finding}: one thing wrong in a file, with its line and column
 * </ul>
 */
package dev.ccaas.config;
