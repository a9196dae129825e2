"""Settings of the published site: those of pelicanconf.py, with its address."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from pelicanconf import *  # noqa: F403  (found only after the line above)

SITEURL = (os.environ.get("SITEURL") or (CHRONICLE_DOMAIN and f"https://{CHRONICLE_DOMAIN}")).rstrip("/")  # noqa: F405
"""Where the site will stand, as https://user.github.io/repo; the workflow sets it; else CHRONICLE_DOMAIN."""
RELATIVE_URLS = False  # links end in a slash; they still count from the page, so that any address will do
PAGE_URL = "{slug}/"
CHRONICLE_PREVIOUS_DATA = os.environ.get("CHRONICLE_PREVIOUS_DATA", "")
"""The data of the build that is published now (its zip, say), for changes.csv; see docs/data.md."""
