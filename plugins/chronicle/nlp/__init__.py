"""Reading articles: spaCy components, one file each, and the road from a text to its reports."""
