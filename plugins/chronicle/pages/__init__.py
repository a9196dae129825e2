"""From a chronicle to pages and tables."""
