"""Fuzz a reader, led by the code that its inputs reach: `python tests/fuzz/run.py corrections --seconds 300`.

Needs atheris, which has wheels for Linux only and so is in no requirements file: `pip install atheris==3.0.0`. What it
finds is written as `crash-…`, `oom-…` or `timeout-…` into .cache/fuzz/NAME and tried again with `--again FILE`. With no
name, it prints the names. `tests/test_fuzz_targets.py` holds each target to its seeds without atheris.
"""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(ROOT / "plugins"), str(HERE.parent), str(HERE)]
BYTES = 4096
"""The longest input: longer ones find little that these do not, and take their time."""


def main() -> int:
    """Run one target, for so long or for one file; return the exit status."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("name", nargs="?")
    options.add_argument("--seconds", type=int, default=300)
    options.add_argument("--again", type=Path, help="a file that was found: run it alone")
    given = options.parse_args()
    logging.disable(logging.CRITICAL)
    if given.again or not given.name:
        from targets import in_time, targets

        known = dict(targets())
        if not given.name:
            print(" ".join(known))
            return 0
        in_time(known[given.name]().run, given.again.read_bytes())
        return 0
    try:
        import atheris  # type: ignore[import-not-found]
    except ImportError:
        print("error: atheris is not installed (pip install atheris==3.0.0; Linux only)", file=sys.stderr)
        return 1
    with atheris.instrument_imports(
        include=["chronicle", "yaml", "warcio", "feedparser", "pypdf", "htmldate", "trafilatura"]
    ):
        from targets import in_time, targets

        target = dict(targets())[given.name]()
    folder = ROOT / ".cache" / "fuzz" / given.name
    seeds = folder / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        target.run(seed)  # what is made at first use, as the index of places, is no input's time
        (seeds / f"seed-{number}").write_bytes(seed)
    words = "".join('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in target.words)
    (folder / "words").write_text(words or '"\\x00"\n')  # libFuzzer takes no empty list
    bounds = [f"-max_total_time={given.seconds}", f"-max_len={BYTES}", "-rss_limit_mb=4000", "-timeout=120"]
    paths = [f"-dict={folder / 'words'}", f"-artifact_prefix={folder}/", str(seeds)]
    atheris.Setup([sys.argv[0], *bounds, "-print_final_stats=1", *paths], lambda data: in_time(target.run, data))
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
