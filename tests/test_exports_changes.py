"""changes.csv: what differs from an earlier build's data, why, and nothing that is withheld since."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest
from frictionless import validate
from sample_chronicle import sample
from views_chronicle import SECRET, SECRET_AR, make_chronicle

from chronicle.errors import ChronicleError
from chronicle.model import Change, Chronicle, Correction, CorrectionKind, Count, Forward
from chronicle.pages.exports import DataOptions, write_tables
from chronicle.pages.exports_cells import read_csv
from chronicle.pages.exports_changes import ChangeRow
from chronicle.pages.publish import publishable
from chronicle.pages.publish_places import withheld_places

SETTING = Correction(
    "c1",
    CorrectionKind.SET,
    ("e2",),
    "A. Keeper",
    date(1994, 4, 1),
    "a morgue's list",
    (Change("fatalities_best", "4", "5"),),
)


@pytest.fixture
def before(tmp_path: Path) -> Path:
    write_tables(sample(), tmp_path / "before", DataOptions(parquet=False))
    return tmp_path / "before"


def later() -> Chronicle:
    """Return the chronicle with an event mended, one told of by other reports, one gone and one new."""
    events = {event.event_id: event for event in sample().events}
    events["e2"] = replace(events["e2"], fatalities=Count(3, 5, 6), corrections=(SETTING,))
    events["e3"] = replace(events["e3"], candidates=(replace(events["e3"].candidates[0], denials=()),))
    events["e9"] = replace(events.pop("e5"), event_id="e9")
    return replace(sample(), events=tuple(events.values()), forwards=(Forward("e5", ("e9",)),))


def changes(folder: Path) -> dict[tuple[str, str, str], ChangeRow]:
    return {(row.change, row.event_id, row.column): row for row in read_csv(ChangeRow, folder / "changes.csv")}


def test_added_corrected_and_withdrawn_with_their_reasons(before: Path, tmp_path: Path) -> None:
    published = write_tables(later(), tmp_path / "now", DataOptions(previous=before))
    found = changes(tmp_path / "now")
    mended = found["corrected", "e2", "fatalities_best"]
    assert (mended.before, mended.after, mended.why, mended.url) == ("4", "5", "a morgue's list", "events/e2/")
    assert found["corrected", "e3", "reports"].why == "its reports are others"
    assert found["withdrawn", "e5", ""].why == "its reports stand at e9 now"
    assert ("added", "e9", "") in found
    assert (published.added, published.corrected, published.withdrawn) == (1, 2, 1)
    assert {key[1] for key in found} == {"e2", "e3", "e5", "e9"}
    assert found["corrected", "e2", "title"].before == "", "names are not repeated"
    assert validate(str(tmp_path / "now" / "datapackage.json")).valid


def test_nothing_differs_from_the_same(before: Path, tmp_path: Path) -> None:
    write_tables(sample(), tmp_path / "now", DataOptions(previous=before))
    assert changes(tmp_path / "now") == {}


def test_without_an_earlier_build_there_are_no_changes(before: Path) -> None:
    assert not (before / "changes.csv").exists()
    write_tables(later(), before, DataOptions(previous=before))
    assert (before / "changes.csv").exists()
    write_tables(later(), before)
    assert not (before / "changes.csv").exists()


@pytest.mark.parametrize("given", ["events.csv", "chronicle-data.zip", ""])
def test_earlier_data_is_a_folder_a_file_or_a_zip(before: Path, tmp_path: Path, given: str) -> None:
    write_tables(later(), tmp_path / "now", DataOptions(previous=before / given))
    assert ("added", "e9", "") in changes(tmp_path / "now")


@pytest.mark.parametrize(
    ("name", "content"),
    [("none", None), ("bad.zip", b"no zip"), ("bad.csv", b"a,b\n1,2\n"), ("bytes.csv", b"event_id\n\xff\xfe\n")],
)
def test_what_is_no_earlier_data_is_refused(tmp_path: Path, name: str, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ChronicleError, match="no events of a previous build"):
        write_tables(sample(), tmp_path / "now", DataOptions(previous=tmp_path / name))
    assert not (tmp_path / "now").exists()


def test_what_is_withheld_is_in_no_file_however_packed(tmp_path: Path) -> None:
    """The earlier build still named the place: not even what was withdrawn or changed may bring it back."""
    made = make_chronicle()
    secrets = (SECRET, SECRET_AR, SECRET.replace(" ", "-"), "four nurses")
    write_tables(made, tmp_path / "before", DataOptions(parquet=False))
    assert SECRET in (tmp_path / "before" / "events.csv").read_text(encoding="utf-8")
    hidden = withheld_places(made).identifier
    write_tables(publishable(made), tmp_path / "now", DataOptions(previous=tmp_path / "before", identifier=hidden))
    seen = {str(path): path.read_bytes() for path in (tmp_path / "now").rglob("*") if path.is_file()}
    for path in (tmp_path / "now").glob("*.parquet"):
        seen[path.name] = repr(pyarrow.parquet.read_table(path).to_pylist()).encode()
    with zipfile.ZipFile(tmp_path / "now" / "chronicle-data.zip") as archive:
        seen |= {f"zip:{name}": archive.read(name) for name in archive.namelist()}
    full = [article.text for article in made.articles if len(article.text) > 600]
    for name, content in seen.items():
        text = name + content.decode("utf-8", "replace")
        assert [secret for secret in secrets if secret.casefold() in text.casefold()] == [], name
        assert [text for whole in full if whole in text] == [], name
    assert changes(tmp_path / "now")
