#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Includes go up the list in tests/layers, never down.
set -eu
top=${srcdir:-.}
cd "$top"
bad=0
folders=()
declare -A allowed
while read -r folder rest; do
	case $folder in ''|'#'*|'!'*) continue ;; esac
	folders+=("$folder")
	allowed[$folder]=" $rest "
done < tests/layers

for folder in "${folders[@]}"; do
	own=${folder#src/}
	while IFS=: read -r file line include; do
		name=${include#*\"}; name=${name%%\"*}
		layer=${name%/*}
		[ "$name" = config.h ] && continue
		[ "$layer" = "$own" ] && continue
		case ${allowed[$folder]} in *" $layer "*) continue ;; esac
		echo "$file:$line: $folder may not include $name"
		bad=1
	done < <(grep -rnE '^#include "' "$folder" --include='*.[ch]' || true)
done
while read -r prefix where; do
	case $prefix in '!'*) ;; *) continue ;; esac
	prefix=${prefix#!}
	while IFS=: read -r file line _; do
		for place in $where; do
			case $file in "$place"/*) continue 2 ;; esac
		done
		echo "$file:$line: <$prefix...> belongs to $where"
		bad=1
	done < <(grep -rnE "^#include <$prefix" src ui --include='*.[ch]' || true)
done < tests/layers
exit $bad
