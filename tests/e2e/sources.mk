# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += tests/e2e/all.sh tests/e2e/lib.sh tests/e2e/forms.sh tests/e2e/paper.sh tests/e2e/job.sh
