"""A small site made by the steps of the Pages workflow: what is lowered stands in none of its files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from chronicle.commands.check_site import check
from chronicle.commands.check_site_privacy import OURS, readable
from chronicle.published import load

PLACES = """name,name_ar,variants,level,admin1,admin2,country,latitude,longitude,geonames_id,source,precision
Karsholm,,,place,North Vale,,Norland,61.2345,9.8765,,survey,
Secret Ford,فورد السر,Sekret Ford,place,North Vale,,Norland,61.4321,9.6543,,survey,3
Lindmoor hospital,,Lindmoor Hospital,site,North Vale,,Norland,61.5555,9.4444,,survey,
Oldbridge,,,place,North Vale,,Norland,61.7777,9.3333,,survey,
Quietwater,,,place,South Vale,,Norland,60.1111,9.2222,,survey,
North Vale,,North Vale province,admin1,North Vale,,Norland,61.0,9.0,,survey,
South Vale,,South Vale province,admin1,South Vale,,Norland,60.0,9.0,,survey,
"""
ARTICLES = {
    "1987-03-11-a-karsholm.md": "Date: 1987-03-11\nPublisher: A\n\nShells killed four people in Karsholm on Tuesday.\n",
    "1987-03-12-b-secret-ford.md": "Title: Raid on Secret Ford\nDate: 1987-03-12\nPublisher: B\nUrl: https://b.example/sekret-ford\n\n"
    "Jets bombed Secret Ford on Wednesday, killing two people. A shell hit Lindmoor hospital on Wednesday and killed a nurse.\n",
    "1987-03-13-c.md": "Date: 1987-03-13\nPublisher: C\nPrecision: region\n\nGunmen killed three farmers in Quietwater on Thursday.\n",
    "1987-06-02-d-oldbridge.md": "Title: Oldbridge is hit\nDate: 1987-06-02\nPublisher: D\n\nShells killed six people in Oldbridge on Monday.\n",
}
KEY = "k" * 64
SECRETS = ("secret ford", "sekret ford", "secretford", "sekretford", "فورد السر", "lindmoor", "quietwater", "oldbridge")
SPOTS = ("61.43", "9.65", "61.55", "9.44", "61.77", "60.11", "9.22")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build and check a small chronicle of invented places, as the workflow of GitHub Pages does."""
    root = tmp_path_factory.mktemp("careful")
    (root / "content" / "articles").mkdir(parents=True)
    (root / "content" / "chronicle").mkdir()
    for name, text in ARTICLES.items():
        (root / "content" / "articles" / name).write_text(text, encoding="utf-8")
    (root / "content" / "chronicle" / "places.csv").write_text(PLACES, encoding="utf-8")
    shutil.copytree(ROOT / "content" / "pages", root / "content" / "pages")
    for name in ("plugins", "theme"):
        (root / name).symlink_to(ROOT / name)
    for name in ("tasks.py", "publishconf.py"):
        shutil.copy(ROOT / name, root)
    conf = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (root / "pelicanconf.py").write_text(
        f'{conf}\nCHRONICLE_BLUR_RECENT_DAYS = 20\nCHRONICLE_BLUR_PLACES = ["hospital"]\n'
    )
    (root / ".cache").mkdir()
    (root / ".cache" / "gazetteer").symlink_to(ROOT / ".cache" / "gazetteer")
    (root / ".venv").symlink_to(Path(sys.prefix))
    for done in workflow(root, KEY):
        assert done.returncode == 0, done.stdout + done.stderr
    return root


def workflow(root: Path, secret: str) -> Iterator[subprocess.CompletedProcess[str]]:
    """Run the steps of the workflow of GitHub Pages that are commands, as its runner does; yield what each said.

    A secret that the repository has not is an empty text there.
    """
    known = {
        "${{ steps.pages.outputs.base_url }}": "https://user.github.io/repo",
        "${{ secrets.CHRONICLE_WITHHELD_KEY }}": secret,
    }
    steps = yaml.safe_load((ROOT / ".github" / "workflows" / "pages.yml").read_text())["jobs"]["build"]["steps"]
    commands = [step for step in steps if "run" in step]
    assert [step["name"] for step in commands] == ["Install", "Build", "Check that it may be published"]
    for step in commands[1:]:  # the packages are installed already
        given = {name: known[value] for name, value in step.get("env", {}).items()}
        yield subprocess.run(
            ["bash", "-euo", "pipefail", "-c", step["run"]],
            cwd=root,
            env={**os.environ, "CI": "true", **given},
            capture_output=True,
            text=True,
            check=False,
        )


def test_what_is_lowered_is_in_no_file(site: Path) -> None:
    seen = 0
    for path in (site / "output").rglob("*"):
        name = path.relative_to(site / "output").as_posix()
        if not path.is_file() or name.startswith(OURS):
            continue
        text = readable(name, path.read_bytes()).casefold()
        seen += "karsholm" in text
        for secret in SECRETS:
            assert secret not in text, f"{name}: {secret}"
            assert secret.replace(" ", "-") not in f"{name} {text}", f"{name}: {secret}"
        for spot in SPOTS:
            assert not re.search(rf"(?<![\d.]){re.escape(spot)}", text), f"{name}: {spot}"
    assert seen > 10
    tables = load(site / "output" / "data")
    assert len(tables.events) == 5
    assert sorted(event.place for event in tables.events) == [
        "Karsholm",
        "North Vale",
        "North Vale",
        "North Vale",
        "South Vale",
    ]


def test_it_passed_its_check_and_a_slip_does_not(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHRONICLE_WITHHELD_KEY", KEY)
    table = site / "output" / "data" / "places.csv"
    before = table.read_bytes()
    table.write_bytes(
        before + b"ed:secret-ford,Secret Ford,,North Vale,Norland,61.4321,9.6543,place,,1,places/secret-ford/,survey\n"
    )
    (site / "output" / "data" / "events.csv").rename(site / "events.csv")
    assert check(site, today=date(1987, 7, 1)) == 1
    (site / "events.csv").rename(site / "output" / "data" / "events.csv")
    table.write_bytes(before)
    said = capsys.readouterr().err
    assert "fault: data/events.csv: no such table" in said, "named as the others are, from output/"
    assert "names a place that is withheld" in said
    assert "gives the coordinates of Secret Ford" in said


def test_a_site_that_content_has_overtaken_is_said_to_be_old(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHRONICLE_WITHHELD_KEY", KEY)
    assert check(site, today=date(1987, 7, 1)) == 0
    assert "has changed" not in capsys.readouterr().err
    article = min((site / "content" / "articles").iterdir())
    text = article.read_bytes()
    article.unlink()
    check(site, today=date(1987, 7, 1))
    article.write_bytes(text)
    said = capsys.readouterr().err
    assert re.search(r"warning: content/ has changed since the site was built: 1 article and [1-9] events?", said), said
    assert not [secret for secret in SECRETS if secret in said.casefold()]


def test_its_ids_are_made_with_the_key_and_the_key_is_in_no_file(site: Path) -> None:
    """They are those that the file of the key would give: test_careful.py."""
    ids = {path.name for path in (site / "output" / "events").iterdir() if path.name.startswith("w-")}
    assert len(ids) >= 4
    named = {event.event_id for event in load(site / "output" / "data").events if event.event_id.startswith("w-")}
    assert named <= ids
    for path in (site / "output").rglob("*"):
        if path.is_file():
            assert KEY not in readable(path.name, path.read_bytes()), path


def test_the_key_is_a_secret_of_the_build_server_and_without_it_nothing_is_built(site: Path) -> None:
    key = site / "content" / "chronicle" / "withheld.key"
    assert not key.exists()
    build = next(workflow(site, ""))
    assert build.returncode == 1
    assert "give CHRONICLE_WITHHELD_KEY as a secret" in build.stdout + build.stderr
    assert not key.exists()
