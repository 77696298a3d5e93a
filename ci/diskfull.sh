#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fills a 32 MB ext4 file system under the audit log: what does not fit must be refused with STORAGE,
# and once there is space again the same process must go on. Then an error makes the file system
# read-only: refused with STORAGE too, and the chain is intact for the process that opens it later.
# Needs root and a loop device; says NOT RUN (exit 77) without. Every wait ends after a minute.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(id -u)" -ne 0 ] || ! losetup -f >/dev/null 2>&1; then
  echo "NOT RUN: needs root and a loop device"
  exit 77
fi
work=$(mktemp -d)
writer=
cleanup() {
  [ -z "$writer" ] || kill -9 "$writer" 2>/dev/null || true
  umount "$work/disk" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
mkdir "$work/disk"

. ci/audit-classpath.sh
# fail <what>: ends with what the writer said last.
fail() {
  echo "$1" >&2
  tail -n 5 "$work/errors" >&2
  exit 1
}
# patiently <command...>: waits until it succeeds.
patiently() {
  local end=$((SECONDS + 60))
  until "$@"; do
    kill -0 "$writer" 2>/dev/null || fail "the writer ended before: $*"
    [ "$SECONDS" -lt "$end" ] || fail "not within a minute: $*"
    sleep 0.02
  done
}
# more <lines>: whether more than so many were acknowledged.
more() {
  [ "$(wc -l <"$work/acks")" -gt "$1" ]
}
# ended: waits for the writer to end by itself.
ended() {
  local end=$((SECONDS + 60))
  while kill -0 "$writer" 2>/dev/null; do
    [ "$SECONDS" -lt "$end" ] || fail "the writer did not end within a minute"
    sleep 0.1
  done
  wait "$writer"
  writer=
}
# record <prefix> <events>: has four threads record so many events each, again and again if refused.
record() {
  java -cp "$classpath" dev.ccaas.core.audit.AuditChild "$work/disk/audit" "$1" 4 "$2" stubborn \
    >>"$work/acks" 2>>"$work/errors" &
  writer=$!
}

# 4,000 events of 800 bytes and four threads make 13 MB: too much beside the ballast, not without.
events=4000
truncate -s 32M "$work/image"
mkfs.ext4 -q -F "$work/image"
mount -o loop,errors=remount-ro "$work/image" "$work/disk"
head -c 20M /dev/zero >"$work/disk/ballast"
: >"$work/acks"
: >"$work/errors"
record full "$events"
patiently grep -q '^STORAGE: .*No space left on device' "$work/errors"
rm "$work/disk/ballast"
ended
java -cp "$classpath" dev.ccaas.core.audit.AuditCheck "$work/disk/audit" "$work/acks"
[ "$(wc -l <"$work/acks")" -eq $((4 * events)) ] || fail "not every event was acknowledged"
echo "disk full: $(grep -c '^STORAGE' "$work/errors") refusals, then all $((4 * events)) recorded," \
  "chain intact"

: >"$work/errors"
record readonly 1000000
patiently more $((4 * events))
# By hand it cannot be made read-only under an open file; the log does not notice the attempt.
! mount -o remount,ro "$work/disk" 2>/dev/null || fail "made read-only under an open file"
patiently more "$(wc -l <"$work/acks")"
# An error does it. The fdatasync that is under way in that moment may return success for what the
# aborted journal never wrote (ci/readonly.sh: with dd alone too): at most the last event of each
# thread. All that was acknowledged before must be there.
cp "$work/acks" "$work/before"
echo 1 >"/sys/fs/ext4/$(basename "$(findmnt -no SOURCE "$work/disk")")/trigger_fs_error"
patiently grep -q '^STORAGE: .*Read-only file system' "$work/errors"
kill -9 "$writer"
wait "$writer" 2>/dev/null || true
writer=
umount "$work/disk"
e2fsck -fy "$work/image" >/dev/null 2>&1 || [ $? -le 2 ]
mount -o loop "$work/image" "$work/disk"
java -cp "$classpath" dev.ccaas.core.audit.AuditCheck "$work/disk/audit" "$work/before" \
  "$work/acks"
mount -o remount,ro "$work/disk"
java -cp "$classpath" dev.ccaas.core.audit.AuditChild "$work/disk/audit" x 1 1 2>"$work/errors" || true
grep -q '^STORAGE: .*Read-only file system' "$work/errors" || fail "opening was not refused"
echo "read-only: refused with STORAGE while recording and while opening, chain intact afterwards"
