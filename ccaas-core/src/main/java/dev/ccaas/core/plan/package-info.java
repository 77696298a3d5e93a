// SPDX-License-Identifier: Apache-2.0
/**
 * Plan and apply: channels brought to a desired state, over any profile, with a journal that makes
 * a run resumable.
 *
 * <ul>
 *   <li>{@link dev.ccaas.core.plan.DesiredState}: what one owner wants
 *   <li>{@link dev.ccaas.core.plan.ChannelReconciler}: plans, applies and destroys it
 *   <li>{@link dev.ccaas.core.plan.ChannelPlan}: what would be done, for people to approve
 *   <li>{@link dev.ccaas.core.plan.PlannedChange}: one brand or webhook of it, field by field
 *   <li>{@link dev.ccaas.core.plan.ApplyResult}: what was done, and what was not
 *   <li>{@link dev.ccaas.core.plan.ChangeResult}: how one change ended
 *   <li>{@link dev.ccaas.core.plan.ApplyProgress}: how far a run has come
 *   <li>{@link dev.ccaas.core.plan.Journal}: the memory across runs, which users may keep elsewhere
 *   <li>{@link dev.ccaas.core.plan.JournalRecord}: one entry of it
 *   <li>{@link dev.ccaas.core.plan.JournalException}: it cannot be used, so nothing is sent
 *   <li>{@link dev.ccaas.core.plan.OutcomeUnknownException}: a lost answer that only people can
 *       resolve
 *   <li>{@link dev.ccaas.core.plan.ReconcileException}: what stands between wish and platform
 * </ul>
 */
package dev.ccaas.core.plan;
