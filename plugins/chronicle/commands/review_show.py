"""The editor's desk on the terminal, a table for each kind of thing, and as CSV for a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from ..keep import write_whole
from ..pages.exports_cells import defuse
from ..pages.publish_clean import clean_line, clean_text
from .review_items import EXPLAINED, Item, Kind, Sentence
from .review_snippets import Snippet

COLUMNS = ("rank", "weight", "kind", "subject", "events", "reason", "facts", "sentences", "articles", "file", "paste")
COLOURS = {"date": "cyan", "place": "green", "side": "magenta", "dead": "bold red", "injured": "red", "type": "yellow"}
_BLANKS = re.compile(r"\s+")
FOUND = Sequence[tuple[Item, tuple[Snippet, ...]]]


def show(found: FOUND, console: Console, most: int = 0) -> None:
    """Print a table a kind, the worst first; page it where it does not fit a terminal."""
    parts: list[Table | Text] = []
    for kind in dict.fromkeys(item.kind for item, _ in found):
        mine = [(number, item) for number, (item, _) in enumerate(found, 1) if item.kind is kind]
        table = Table(title=f"{kind} ({len(mine)})", caption=EXPLAINED[kind], expand=True, title_justify="left")
        table.add_column("", justify="right", style="dim", no_wrap=True)
        table.add_column("what", ratio=2, overflow="fold")
        table.add_column("why", ratio=2, overflow="fold")
        table.add_column("sentence", ratio=4, overflow="fold")
        for number, item in mine[: most or None]:
            what = Text.assemble((clean_line(item.subject), "bold"), "\n", (" ".join(item.event_ids), "dim"))
            why = Text("\n".join(clean_line(words) for words in (item.reason, *(f"{a}: {b}" for a, b in item.facts))))
            table.add_row(str(number), what, why, _first(item.sentences), end_section=True)
        parts.append(table)
        if most and len(mine) > most:
            parts.append(Text(f"and {len(mine) - most} more of these: invoke review --html shows all", style="dim"))
    shown = Group(*parts)
    if console.is_terminal and sum(map(len, (item.sentences for item, _ in found))) * 3 > console.height:
        with console.pager(styles=True):
            console.print(shown)
    else:
        console.print(shown)


def _first(sentences: Sequence[Sentence]) -> Text:
    text = Text()
    for sentence in sentences[:2]:
        for piece in sentence.pieces:
            text.append(_BLANKS.sub(" ", clean_text(piece.text)), COLOURS.get(piece.field, ""))
        text.append(f"\n{clean_line(sentence.publisher)}, {sentence.published}, {sentence.article_id}\n", "dim")
    if more := len(sentences) - 2 if len(sentences) > 2 else 0:
        text.append(f"and {more} more sentence{'s' if more > 1 else ''}", "dim")
    return text


def write_csv(found: FOUND, path: Path) -> None:
    """Write all of it as CSV, an item a row, whole or not at all; cells no spreadsheet will run."""
    rows = [COLUMNS]
    lines = [
        (
            str(number),
            f"{item.weight:.1f}",
            str(item.kind),
            item.subject,
            "; ".join(item.event_ids),
            item.reason,
            "; ".join(f"{name}: {value}" for name, value in item.facts),
            "\n".join(sentence.text for sentence in item.sentences),
            "; ".join(dict.fromkeys(sentence.article_id for sentence in item.sentences)),
            snippets[0].file if snippets else "",
            snippets[0].text if snippets else "",
        )
        for number, (item, snippets) in enumerate(found, 1)
    ]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([*rows, *([defuse(cell) for cell in line] for line in lines)])
    write_whole(path, out.getvalue())


def counted(found: FOUND) -> str:
    """Return how many things of each kind there are."""
    kinds = [item.kind for item, _ in found]
    return ", ".join(f"{kinds.count(kind)} {kind}" for kind in Kind if kind in kinds) or "nothing needs your eye"
