#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# nginx and HAProxy take what is exported for them, and keep it: 50 a minute for a sandbox developer,
# 200 for an integration architect. Says NOT RUN (exit 77) where they cannot be had.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin
ci/install.sh nginx=nginx-light haproxy=haproxy
mvn -B -ntp test -pl ccaas-ratelimit -am -Dtest=RunningGatewayTest \
  -Dsurefire.failIfNoSpecifiedTests=false \
  "-Dccaas.nginx=$(command -v nginx)" "-Dccaas.haproxy=$(command -v haproxy)"
