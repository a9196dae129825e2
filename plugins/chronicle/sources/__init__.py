"""Files of many kinds as source articles, a kind a file: bytes in, articles or problems out, nothing fetched."""
