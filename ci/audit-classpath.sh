# SPDX-License-Identifier: Apache-2.0
# Sets $classpath to core's classes, its test classes and what they need. To be sourced.
mvn -q -B -ntp -pl ccaas-core test-compile \
  org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
  -Dmdep.outputFile="$PWD/ccaas-core/target/classpath.txt"
classpath=ccaas-core/target/classes:ccaas-core/target/test-classes:$(cat ccaas-core/target/classpath.txt)
