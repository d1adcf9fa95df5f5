# SPDX-License-Identifier: GPL-3.0-or-later
EXTRA_DIST += tests/e2e/all.sh tests/e2e/lib.sh tests/e2e/forms.sh tests/e2e/paper.sh
EXTRA_DIST += tests/e2e/job.sh tests/e2e/commands.sh tests/e2e/routes.sh tests/e2e/deputy.sh tests/e2e/consent.sh
EXTRA_DIST += tests/e2e/plan.sh tests/e2e/renewal.sh tests/e2e/transfer.sh tests/e2e/files.sh tests/e2e/council.sh
EXTRA_DIST += tests/e2e/register.sh tests/e2e/english.sh tests/e2e/cards.sh tests/e2e/faults.sh tests/e2e/losses.sh
EXTRA_DIST += tests/e2e/desks.sh
