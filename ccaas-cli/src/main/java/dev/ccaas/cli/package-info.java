// SPDX-License-Identifier: Apache-2.0
/**
 * The command line tool: commands that read options, call the public API and print what came of it.
 *
 * <p>A command is a class with picocli's annotations; a new one is named in {@link Ccaas}, or in
 * the command that it belongs to.
 */
package dev.ccaas.cli;
