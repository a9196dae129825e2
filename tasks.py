"""`invoke` tasks, thin: each calls one command of the plugin."""

from __future__ import annotations

import sys
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "plugins"))


@task(positional=["file"])
def extract(context: Context, file: str, out: str) -> None:
    """Read {"id", "date", "text"} a line; write extracted.jsonl, events.csv and reports.csv to --out."""
    from chronicle.commands.extract import extract as run

    raise SystemExit(run(Path(file), Path(out), ROOT))
