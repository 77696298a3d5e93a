#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the quickstart as a newcomer does, then searches what it printed and recorded, and all that
# the build left, for every secret that was made. Run after `mvn verify`; after one that failed, with
# the name of the test that searches whatever is there.
set -euo pipefail
cd "$(dirname "$0")/.."

output=examples/quickstart/target/quickstart-output.txt
mkdir -p "$(dirname "$output")"

JAVA_TOOL_OPTIONS="-Dccaas.canary.registry=$PWD/target/canaries.txt" \
  mvn -B -ntp -Pquickstart >"$output" 2>&1 || { cat "$output"; exit 1; }
grep -q 'Provisioning complete' "$output"

exec mvn -B -ntp -q -pl verification -am test -Dtest="SecretLeakTest${1:+#$1}" \
  -Dsurefire.failIfNoSpecifiedTests=false
