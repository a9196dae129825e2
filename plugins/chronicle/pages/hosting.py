"""What a host of static files wants to find beside the pages: GitHub Pages' two marks."""

from __future__ import annotations

from pathlib import Path


def write_hosting(output: Path, domain: str) -> None:
    """Write .nojekyll, without which a branch of GitHub Pages loses files, and CNAME for a domain of one's own."""
    (output / ".nojekyll").touch()
    if domain:
        (output / "CNAME").write_text(f"{domain}\n", encoding="ascii")
