#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the tests with JaCoCo and prints line and branch coverage per published module. Tests of one
# module count for the classes of another: core's contracts run in ccaas-testing.
set -euo pipefail
cd "$(dirname "$0")/.."

jacoco=$(sed -n '/jacoco-maven-plugin/{n;s:.*<version>\(.*\)</version>.*:\1:p}' pom.xml)
mvn -q -B -ntp -pl '!verification,!fuzzing' clean \
  "org.jacoco:jacoco-maven-plugin:$jacoco:prepare-agent" test
mvn -q -B -ntp -N org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
  -Dartifact="org.jacoco:org.jacoco.cli:$jacoco:jar:nodeps" -DoutputDirectory=target -Dmdep.stripVersion

mapfile -t runs < <(find . -name jacoco.exec -path '*/target/*')
if [ ${#runs[@]} -eq 0 ]; then
  echo "no test left a coverage file"
  exit 1
fi
printf '%-28s %8s %8s\n' module lines branches
for module in ccaas-*/; do
  module=${module%/}
  [ -d "$module/target/classes/dev" ] || continue
  java -jar target/org.jacoco.cli-nodeps.jar report "${runs[@]}" --quiet \
    --classfiles "$module/target/classes" --csv "target/coverage-$module.csv"
  awk -F, -v module="$module" 'NR > 1 { bm += $6; bc += $7; lm += $8; lc += $9 }
    function percent(c, m) { return c + m ? sprintf("%.1f %%", 100 * c / (c + m)) : "-" }
    END { printf "%-28s %8s %8s\n", module, percent(lc, lm), percent(bc, bm) }' \
    "target/coverage-$module.csv"
done
