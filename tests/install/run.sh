#!/usr/bin/env bash
# tests/install/run.sh CMAKE BUILD CC - installs, then builds examples/c in both ways and runs it.
# SPDX-License-Identifier: MIT
set -euo pipefail
cmake=$1 build=$2 cc=$3
examples=$(cd "$(dirname "$0")/../../examples/c" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# check FOLDER: its programs run, and say that the names are one and which place they name.
check() {
    "$1/same" | tee "$work/said"
    grep -Eq '^(0\.9[0-9]*|1\.000), the same$' "$work/said"
    "$1/reconcile" Yeraskh Ерасх | tee "$work/said"
    grep -q '^Yeraskh and Ерасх: 0\.9[0-9]*, match$' "$work/said"
    grep -q '^Ерасх is nrm:am-yeraskh (Yeraskh): ' "$work/said"
}

"$cmake" --install "$build" --prefix "$work/prefix" >"$work/install.log"

"$cmake" -S "$examples" -B "$work/out" -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/cmake.log"
"$cmake" --build "$work/out" >>"$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
check "$work/out"

PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name libnorm.pc)")
export PKG_CONFIG_PATH
pc() { pkg-config --define-variable=prefix="$work/prefix" "$@" libnorm; }
read -ra flags < <(pc --cflags --libs)
libdir=$(pc --variable=libdir)
mkdir "$work/by-pc"
for example in same reconcile; do
    "$cc" -std=c11 -Wall -Wextra -Werror "$examples/$example.c" "${flags[@]}" -o "$work/by-pc/$example"
done
export LD_LIBRARY_PATH=$libdir
check "$work/by-pc"
test -e "$libdir/libnormnames.so.0"
