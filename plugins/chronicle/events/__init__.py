"""From reports to events: pure functions, no spaCy and no Pelican."""
