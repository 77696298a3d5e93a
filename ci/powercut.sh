#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Cuts the power of the audit log: an ext4 file system in a file, a process that records into it and
# prints outside what was acknowledged, SIGKILL, then a copy of the file while it is still mounted,
# so that nothing is there but what was forced. The copy must open with every acknowledged record.
# As a control one more round has a writer that forces nothing: its records must be missing.
# Needs root and a loop device; says NOT RUN (exit 77) without. Rounds: $1, default 20.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-20}

if [ "$(id -u)" -ne 0 ] || ! losetup -f >/dev/null 2>&1; then
  echo "NOT RUN: needs root and a loop device"
  exit 77
fi
work=$(mktemp -d)
writer=
cleanup() {
  [ -z "$writer" ] || kill -9 "$writer" 2>/dev/null || true
  umount "$work/disk" 2>/dev/null || true
  umount "$work/left" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
mkdir "$work/disk" "$work/left"

. ci/audit-classpath.sh
# fail <what>: ends with what the writer said last.
fail() {
  echo "$1" >&2
  tail -n 5 "$work/errors" >&2
  exit 1
}
# cut <records> [mode]: has a writer record, cuts the power after so many, mounts what is left.
cut() {
  local end=$((SECONDS + 60))
  truncate -s 64M "$work/image"
  mkfs.ext4 -q -F "$work/image"
  mount -o loop "$work/image" "$work/disk"
  java -cp "$classpath" dev.ccaas.core.audit.AuditChild "$work/disk/audit" r 4 1000000 ${2:-} \
    >"$work/acks" 2>"$work/errors" &
  writer=$!
  while [ "$(wc -l <"$work/acks")" -lt "$1" ]; do
    kill -0 "$writer" 2>/dev/null || fail "the writer ended by itself"
    [ "$SECONDS" -lt "$end" ] || fail "$1 records took more than a minute"
    sleep 0.02
  done
  kill -9 "$writer"
  wait "$writer" 2>/dev/null || true
  writer=
  cp "$work/image" "$work/copy" # what the page cache holds for the mounted disk is not in it
  mount -o loop "$work/copy" "$work/left"
}
check() {
  java -cp "$classpath" dev.ccaas.core.audit.AuditCheck "$work/left/audit" "$work/acks"
}

RANDOM=20
acknowledged=0
for ((round = 1; round <= rounds; round++)); do
  cut $((1 + RANDOM % 2000))
  check
  acknowledged=$((acknowledged + $(wc -l <"$work/acks")))
  umount "$work/left" "$work/disk"
done
echo "$rounds power cuts, $acknowledged acknowledged records, all found once and in order"

cut 1000 forgetful
if check >/dev/null 2>&1; then
  fail "a writer that forces nothing lost nothing: this proves nothing"
fi
echo "control: a writer that forces nothing loses records"
