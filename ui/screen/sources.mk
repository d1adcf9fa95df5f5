# SPDX-License-Identifier: GPL-3.0-or-later
noinst_HEADERS += ui/screen/screens.h ui/screen/workstation.h
