"""Settings of the chronicle: the names above the line are yours to change, those below make it work."""

import os

SITENAME = "A chronicle of the war in Syria"
SITESUBTITLE = "What was reported to have happened, when, where and to whom, with the sentences that say so"
CHRONICLE_KEEPER = "the contributors to this sample chronicle"
"""Who keeps this chronicle, as its pages say."""
CHRONICLE_LANGUAGE = "en"
"""The language of menus, headlines and explanations: en or ar (ar_SY with its own months); see docs/languages.md."""
CHRONICLE_CORRECT_URL = ""
"""Where a reader reports an error: an https: or mailto: address; the event's id is added to it."""
CHRONICLE_DOMAIN = ""
"""A domain of your own, as chronicle.example.org, for GitHub Pages; empty for user.github.io."""
CHRONICLE_SOURCE_TEXT = "evidence"
"""evidence: only quoted sentences are published. full: whole texts; make sure that you may."""
CHRONICLE_LICENSE = "CC-BY-4.0"
"""Under what terms others may use the tables; quoted sentences stay their publishers'."""

# ------------------------------------------------------------------------------------------------------------------

CHRONICLE_WITHHELD_KEY = os.environ.get("CHRONICLE_WITHHELD_KEY", "")  # a build server's secret; see docs/careful.md
SITEURL = ""
RELATIVE_URLS = True  # links end in index.html, so that output/ can be read as it lies on the disk
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
LOCALE = ["C"]
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["chronicle.plugin"]

ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
PAGE_URL = "{slug}/index.html"
PAGE_SAVE_AS = "{slug}/index.html"

# The plugin writes every other page: nothing of Pelican's own makes of articles is written.
ARTICLE_SAVE_AS = ARTICLE_LANG_SAVE_AS = ""
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
YEAR_ARCHIVE_SAVE_AS = MONTH_ARCHIVE_SAVE_AS = DAY_ARCHIVE_SAVE_AS = ""
DIRECT_TEMPLATES: list[str] = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
CACHE_CONTENT = LOAD_CONTENT_CACHE = False
