#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# What the kernel does when an error makes ext4 read-only, without any code of ours: dd appends with
# O_DSYNC, which is a write and an fdatasync, until it fails. Counts how often the file then has
# less than dd was told, and fails if it is ever more than the one write that was under way.
# Usage: ci/readonly.sh [rounds]. Needs root and a loop device; says NOT RUN (exit 77) without.
set -euo pipefail

if [ "$(id -u)" -ne 0 ] || ! losetup -f >/dev/null 2>&1; then
  echo "NOT RUN: needs root and a loop device"
  exit 77
fi
rounds=${1:-100} bytes=3200 lost=0
work=$(mktemp -d)
cleanup() {
  umount "$work/disk" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT
mkdir "$work/disk"

for ((round = 0; round < rounds; round++)); do
  rm -f "$work/image"
  truncate -s 16M "$work/image"
  mkfs.ext4 -q -F "$work/image"
  mount -o loop,errors=remount-ro "$work/image" "$work/disk"
  LC_ALL=C dd if=/dev/zero of="$work/disk/file" bs="$bytes" oflag=dsync 2>"$work/said" &
  sleep "0.$((RANDOM % 40 + 10))"
  echo 1 >"/sys/fs/ext4/$(basename "$(findmnt -no SOURCE "$work/disk")")/trigger_fs_error"
  wait $! || true
  told=$(sed -n 's/^\([0-9]*\)+[0-9]* records out$/\1/p' "$work/said")
  umount "$work/disk"
  e2fsck -fy "$work/image" >/dev/null 2>&1 || [ $? -le 2 ]
  mount -o loop "$work/image" "$work/disk"
  there=$(($(stat -c %s "$work/disk/file") / bytes))
  umount "$work/disk"
  if [ "$there" -lt "$told" ]; then
    lost=$((lost + 1))
    echo "round $round: dd was told that $told writes are on the disk, $there are"
    [ "$there" -eq $((told - 1)) ] || exit 1
  fi
done
echo "$rounds rounds: in $lost the last write was lost although it had returned success"
