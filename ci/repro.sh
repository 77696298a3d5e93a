#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Builds what a release publishes (jars, sources, Javadoc) from the committed state twice, in two
# directories, and compares every jar byte for byte.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for build in first second; do
  git clone -q --no-hardlinks . "$work/$build"
  (cd "$work/$build" && mvn -q -B -ntp -Prelease -DskipTests package)
  (cd "$work/$build" && find . -name '*.jar' -path '*/target/*' | sort | xargs sha256sum) \
    > "$work/$build.sha256"
done

count=$(wc -l < "$work/first.sha256")
if [ "$count" -eq 0 ]; then
  echo "no jar was built"
  exit 1
fi
if ! diff "$work/first.sha256" "$work/second.sha256"; then
  echo "two builds of one commit differ: see the jars above"
  exit 1
fi
echo "$count jars, identical in two builds"
