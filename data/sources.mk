# SPDX-License-Identifier: GPL-3.0-or-later
# Data is installed as it lies here; the Japanese catalogue is joined from one
# fragment per folder of sources and compiled.
DATA_FOLDERS = regulations demo calendar schema
EXTRA_DIST += data/regulations data/demo data/calendar data/schema data/po

dist_man_MANS += data/man/choba.1
jamandir = $(mandir)/ja/man1
dist_jaman_DATA = data/man/ja/choba.1

catalogdir = $(localedir)/ja/LC_MESSAGES
catalog_DATA = locale/ja/LC_MESSAGES/choba.mo
CLEANFILES += $(catalog_DATA)
PO_FRAGMENTS = $(wildcard $(top_srcdir)/data/po/ja/*.po)

locale/ja/LC_MESSAGES/choba.mo: $(PO_FRAGMENTS)
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGCAT) --use-first $(PO_FRAGMENTS) | $(MSGFMT) --check-format -o $@ -

install-data-local:
	@for folder in $(DATA_FOLDERS); do \
	  (cd $(top_srcdir)/data && find $$folder -type f) | while read -r file; do \
	    $(MKDIR_P) "$(DESTDIR)$(pkgdatadir)/$${file%/*}" && \
	    case $$file in */open.sh) install="$(INSTALL_SCRIPT)";; *) install="$(INSTALL_DATA)";; esac && \
	    $$install "$(top_srcdir)/data/$$file" "$(DESTDIR)$(pkgdatadir)/$$file" || exit 1; \
	  done || exit 1; \
	done

uninstall-local:
	@for folder in $(DATA_FOLDERS); do rm -rf "$(DESTDIR)$(pkgdatadir)/$$folder"; done

# Folders that only choba filled go with it.
uninstall-hook:
	@rmdir "$(DESTDIR)$(pkgdatadir)" "$(DESTDIR)$(pkglibexecdir)" 2>/dev/null || :
