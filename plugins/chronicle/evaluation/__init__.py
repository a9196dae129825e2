"""How well the extractor reads: cases with their gold, and pure functions that score an analysis against them."""
