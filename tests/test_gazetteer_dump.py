"""The importer of GeoNames country dumps: what it keeps, what it refuses, and that its places are found."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from chronicle import gazetteer_dump
from chronicle.commands.gazetteer import gazetteer as command
from chronicle.errors import GazetteerError
from chronicle.gazetteer import import_dump, open_gazetteer
from chronicle.model import PlaceLevel


def dump_row(number: int, name: str, kind: str, code: str, country: str = "SY", latitude: str = "35.5") -> str:
    cells = [
        str(number),
        name,
        name,
        "",
        latitude,
        "36.5",
        kind,
        code,
        country,
        "",
        "12",
        "",
        "",
        "",
        "0",
        "",
        "",
        "",
        "",
    ]
    return "\t".join(cells)


DUMP = "\n".join(
    [
        dump_row(900001, "Qaryat al Mithal", "P", "PPL"),
        dump_row(900002, "Matar al Mithal", "S", "AIRB"),
        dump_row(900003, "Jisr Shop", "S", "SHOP"),
        dump_row(900004, "Gone Village", "P", "PPLQ"),
    ]
)


def test_a_dump_becomes_part_of_the_places(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "SY.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", DUMP)
    chronicle = tmp_path / "content" / "chronicle"
    assert command("sy", source, tmp_path) == 0
    mine = open_gazetteer(chronicle / "places.csv", root / ".cache")
    (village,) = (p for p in mine.lookup("Qaryat al-Mithal") if p.geonames_id == 900001)
    assert (village.level, village.admin1, village.country) == (PlaceLevel.PLACE, "Idlib", "Syria")
    (base,) = (p for p in mine.lookup("Matar al-Mithal") if p.geonames_id == 900002)
    assert base.level is PlaceLevel.SITE
    assert not mine.knows("Jisr Shop")
    assert not mine.knows("Gone Village")


def test_a_plain_text_dump_is_read(tmp_path: Path) -> None:
    source = tmp_path / "SY.txt"
    source.write_text(DUMP, encoding="utf-8")
    assert import_dump(source, tmp_path / "kept", "SY") == 2


@pytest.mark.parametrize(
    ("text", "country", "said"),
    [
        ("a\tb\tc", "SY", "3 columns where a dump has 19"),
        (dump_row(1, "A", "P", "PPL", country="TR"), "SY", "a row of country 'TR'"),
        (dump_row(1, "A", "P", "PPL", latitude="north"), "SY", "no point on Earth"),
        ("", "SY", "holds no place"),
        (DUMP, "Syria", "no country code"),
        (DUMP, "../S", "no country code"),
    ],
)
def test_what_is_no_dump_is_refused(tmp_path: Path, text: str, country: str, said: str) -> None:
    source = tmp_path / "dump.txt"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=said):
        import_dump(source, tmp_path / "kept", country)
    assert not (tmp_path / "kept").exists()


def test_a_zip_that_unpacks_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer_dump, "LIMIT", 10_000)
    source = tmp_path / "SY.zip"
    with zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SY.txt", (dump_row(1, "A" * 500, "P", "PPL") + "\n") * 100)
    with pytest.raises(GazetteerError, match="bytes unpacked"):
        import_dump(source, tmp_path / "kept", "SY")


def test_a_zip_of_another_country_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "SY.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("TR.txt", DUMP)
    assert command("SY", source, tmp_path) == 1
    assert "holds no SY.txt" in capsys.readouterr().err


def test_without_internet_the_remedy_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError("no route to host")

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    assert command("SY", None, tmp_path) == 1
    assert "--file SY.zip" in capsys.readouterr().err
