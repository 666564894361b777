#!/usr/bin/env bash
# tests/install/run.sh CMAKE BUILD CC - installs, then builds examples/c in both ways and runs it.
# SPDX-License-Identifier: MIT
set -euo pipefail
cmake=$1 build=$2 cc=$3
example=$(cd "$(dirname "$0")/../../examples/c" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# check PROGRAM: it runs, and says that the names are one and which place they name.
check() {
    "$1" Yeraskh Ерасх | tee "$work/out.txt"
    grep -q '^Yeraskh and Ерасх: 0\.9[0-9]*, match$' "$work/out.txt"
    grep -q '^Ерасх is nrm:am-yeraskh (Yeraskh): ' "$work/out.txt"
}

"$cmake" --install "$build" --prefix "$work/prefix" >"$work/install.log"

"$cmake" -S "$example" -B "$work/out" -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/cmake.log"
"$cmake" --build "$work/out" >>"$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
check "$work/out/reconcile"

PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name libnorm.pc)")
export PKG_CONFIG_PATH
pc() { pkg-config --define-variable=prefix="$work/prefix" "$@" libnorm; }
read -ra flags < <(pc --cflags --libs)
libdir=$(pc --variable=libdir)
"$cc" -std=c11 -Wall -Wextra -Werror "$example/reconcile.c" "${flags[@]}" -o "$work/with-pc"
export LD_LIBRARY_PATH=$libdir
check "$work/with-pc"
test -e "$libdir/libnormnames.so.0"
