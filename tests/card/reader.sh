# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# The training reader is the demo's: see data/demo/reader.sh.
# shellcheck source=data/demo/reader.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../data/demo/reader.sh"
