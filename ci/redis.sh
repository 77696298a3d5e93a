#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Quotas on a real Redis, long forms: four processes of sixteen threads for a minute, 500 random
# policies against the local limiter, failures, sentinels and a cluster that fail over. Says NOT RUN
# (exit 77) where there is no Redis.
set -euo pipefail
cd "$(dirname "$0")/.."
ci/install.sh redis-server=redis-server
mvn -B -ntp test -pl ccaas-ratelimit-redis -am -Dtest='Redis*Test' \
  -Dsurefire.failIfNoSpecifiedTests=false \
  -Dccaas.oversell.seconds=60 -Dccaas.redis.policies=500 \
  -Dccaas.redis.topologies=true
