"""Measuring: synthetic corpora, and each figure of `invoke bench` against its named baseline."""
