"""The chronicle: dated, located, sourced events out of news articles, and a website of them."""
