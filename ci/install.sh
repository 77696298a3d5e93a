#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Makes sure that servers are there which some tests start, from Debian where they are not:
# ci/install.sh <program>=<package>... Says NOT RUN (exit 77) where it cannot.
set -uo pipefail
PATH=$PATH:/usr/sbin:/sbin
packages=()
for pair in "$@"; do
  command -v "${pair%%=*}" >/dev/null || packages+=("${pair#*=}")
done
[ ${#packages[@]} -gt 0 ] || exit 0
if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "NOT RUN: ${packages[*]} missing, and no root with apt-get to install it"
  exit 77
fi

# No service may start: the tests start their own, on free ports of the loopback device.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' >"$policy"
  chmod +x "$policy"
fi
if ! { apt-get update -qq &&
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}"; }; then
  echo "NOT RUN: ${packages[*]} could not be installed"
  exit 77
fi
