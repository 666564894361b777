#!/usr/bin/env bash
# tests/install/run.sh CMAKE BUILD CC - installs, then builds stranger.c in both ways and runs it.
# SPDX-License-Identifier: MIT
set -euo pipefail
cmake=$1 build=$2 cc=$3
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$cmake" --install "$build" --prefix "$work/prefix" >"$work/install.log"
cp "$here/stranger.c" "$work/"
cp "$here/stranger.cmake" "$work/CMakeLists.txt"

"$cmake" -S "$work" -B "$work/out" -DCMAKE_C_COMPILER="$cc" -DCMAKE_PREFIX_PATH="$work/prefix" >"$work/cmake.log"
"$cmake" --build "$work/out" >>"$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
"$work/out/stranger"

PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name libnorm.pc)")
export PKG_CONFIG_PATH
pc() { pkg-config --define-variable=prefix="$work/prefix" "$@" libnorm; }
read -ra flags < <(pc --cflags --libs)
libdir=$(pc --variable=libdir)
"$cc" -std=c11 -Wall -Wextra -Werror "$work/stranger.c" "${flags[@]}" -o "$work/with-pc"
LD_LIBRARY_PATH=$libdir "$work/with-pc"
test -e "$libdir/libnormnames.so.0"
