"""The example of docs/data.md: three plots out of a published chronicle, by the figures that its tables give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PIL import Image
from sample_chronicle import sample

from chronicle.pages.exports import DataOptions, write_tables


def test_the_example_draws_three_plots(root: Path, tmp_path: Path) -> None:
    write_tables(sample(), tmp_path / "data", DataOptions(parquet=False))
    check = (
        "import runpy, sys; sys.argv = sys.argv[1:]; made = runpy.run_path(sys.argv[0], run_name='__main__')\n"
        "events = made['chronicle'].load(sys.argv[1]).frames.events\n"
        "assert made['monthly'](events).sum().sum() == 7, made['monthly'](events)\n"
        "assert made['casualties'](events).to_dict() == {'low': {'Mount Ash': 3}, 'high': {'Mount Ash': 6}}\n"
        "assert made['located'](events).events.sum() == 5\n"
    )
    script = root / "docs" / "examples" / "plots.py"
    done = subprocess.run(
        [sys.executable, "-c", check, str(script), str(tmp_path / "data"), str(tmp_path / "plots")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("by_month.png", "by_place.png", "map.png"):
        with Image.open(tmp_path / "plots" / name) as picture:
            colours = picture.convert("RGB").getcolors(100_000)
            assert colours is not None
            assert len(colours) > 20, f"{name} is blank"
