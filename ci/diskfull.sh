#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fills a 32 MB ext4 file system under the audit log: what does not fit must be refused with STORAGE,
# and once there is space again the same process must go on. Then an error makes the file system
# read-only, with the same demands on the process that opens it afterwards.
# Needs root and a loop device; says NOT RUN (exit 77) without.
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
# patiently <file> <pattern>: waits until a line of the file matches.
patiently() {
  while ! grep -q "$2" "$1"; do
    kill -0 "$writer" || { cat "$work/errors"; exit 1; }
    sleep 0.02
  done
}
record() {
  java -cp "$classpath" dev.ccaas.core.audit.AuditChild "$work/disk/audit" "$1" 4 "$2" stubborn \
    >>"$work/acks" 2>>"$work/errors" &
  writer=$!
}

truncate -s 32M "$work/image"
mkfs.ext4 -q -F "$work/image"
mount -o loop,errors=remount-ro "$work/image" "$work/disk"
head -c 24M /dev/zero >"$work/disk/ballast"
: >"$work/acks"
: >"$work/errors"
record full 20000
patiently "$work/errors" '^STORAGE: .*No space left on device'
rm "$work/disk/ballast"
wait "$writer"
writer=
java -cp "$classpath" dev.ccaas.core.audit.AuditCheck "$work/disk/audit" "$work/acks"
[ "$(wc -l <"$work/acks")" -eq 80000 ]
echo "disk full: $(grep -c '^STORAGE' "$work/errors") refusals, then all 80000 recorded, chain intact"

: >"$work/errors"
record readonly 1000000
patiently "$work/acks" '^readonly'
echo 1 >"/sys/fs/ext4/$(basename "$(findmnt -no SOURCE "$work/disk")")/trigger_fs_error"
patiently "$work/errors" '^STORAGE: .*Read-only file system'
kill -9 "$writer"
wait "$writer" 2>/dev/null || true
writer=
umount "$work/disk"
e2fsck -fy "$work/image" >/dev/null || [ $? -le 2 ]
mount -o loop "$work/image" "$work/disk"
java -cp "$classpath" dev.ccaas.core.audit.AuditCheck "$work/disk/audit" "$work/acks"
mount -o remount,ro "$work/disk"
java -cp "$classpath" dev.ccaas.core.audit.AuditChild "$work/disk/audit" x 1 1 2>"$work/errors" || true
grep -q '^STORAGE: .*Read-only file system' "$work/errors"
echo "read-only: refused with STORAGE while recording and while opening, chain intact afterwards"
