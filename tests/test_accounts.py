"""Accounts that were kept are those that would be worked out; what is damaged or of other code is worked out anew."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

import pytest
from accounts import ARMY, BUNIA, CIVILIANS, GOMA, KIVU, REBELS, SAKE, analysed, report
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle import accounts as module
from chronicle.accounts import NAME, Accounts
from chronicle.bench.corpus import corpus
from chronicle.events.candidates import accounted
from chronicle.model import AnalysedArticle, Assertion, SubEventType
from chronicle.nlp.extract import analyse
from chronicle.slim import Slimmer

T = SubEventType
SAID = (
    report("Shelling killed four in Goma on Saturday.", T.SHELLING, killed=4, at=0, actor1=(ARMY,), actor2=(CIVILIANS,)),
    report("The attack wounded nine others.", T.ATTACK, injured=9, at=50, where=None, when=None),
    report("M23 fighters took Sake on Sunday night.", T.NON_STATE_OVERTAKES, "2013-05-05", SAKE, at=90, actor1=(REBELS,)),
    report("The army denied that it had shelled Goma.", T.SHELLING, at=140, assertion=Assertion.DENIED, actor1=(ARMY,)),
    report("Two men were abducted near Bunia.", T.ABDUCTION, "2013-05", BUNIA, at=190, further_places=(BUNIA, KIVU)),
    report("Clashes went on until noon", T.ARMED_CLASH, at=230, where=GOMA, actor1=(ARMY, REBELS), actor2=(REBELS,)),
    report("An offensive is planned for May.", T.ARMED_CLASH, at=260, assertion=Assertion.PLANNED),
)  # fmt: skip


def keys(articles: list[AnalysedArticle]) -> dict[str, str]:
    return {one.article_id: hashlib.sha256(repr(one).encode()).hexdigest() for one in articles}


def kept(articles: list[AnalysedArticle], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Accounts:
    """Return what a build knows of articles after one that read them all."""
    first = Accounts(folder, keys(articles))
    for one in articles:
        assert first(one) == accounted(one)
    first.save()
    monkeypatch.setattr(module, "accounted", lambda one: pytest.fail("is worked out again"))
    return Accounts(folder, keys(articles))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(SAID), unique=True))
def test_any_articles_accounts_are_those_that_would_be_made(tmp_path: Path, said: list[object]) -> None:
    article = analysed(*sorted(said, key=SAID.index))  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        known = kept([article], tmp_path, patch)(article)
    assert known == accounted(article)
    assert [repr(candidate) for candidate, _ in known] == [repr(candidate) for candidate, _ in accounted(article)]


def test_those_of_real_readings_too(nlp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slim = Slimmer()
    articles = [slim(one) for one in analyse(nlp, list(corpus(12, 5)))]  # type: ignore[arg-type]
    assert sum(len(one.reports) for one in articles) > 10
    known = kept(articles, tmp_path, monkeypatch)
    for one in articles:
        assert known(one) == accounted(one)


@pytest.mark.parametrize("damage", [b"", b"\n\n", b"\xff" * 99, "cut", "flipped", "of other code"])
def test_what_is_damaged_or_of_other_code_is_worked_out_anew(tmp_path: Path, damage: bytes | str) -> None:
    article = analysed(*SAID)
    first = Accounts(tmp_path, keys([article]))
    first(article)
    first.save()
    good = (tmp_path / NAME).read_bytes()
    head, checksum, payload = good.split(b"\n", 2)
    bad = {"cut": good[:-9], "flipped": good[:-9] + bytes([good[-9] ^ 1]) + good[-8:]}
    bad["of other code"] = b"\n".join((head[::-1], checksum, payload))
    (tmp_path / NAME).write_bytes(bad[damage] if isinstance(damage, str) else damage)
    again = Accounts(tmp_path, keys([article]))
    with pytest.MonkeyPatch.context() as patch:
        made: list[str] = []
        patch.setattr(module, "accounted", lambda one: made.append(one.article_id) or accounted(one))
        assert again(article) == accounted(article)
    assert made == ["a"]
    again.save()
    assert (tmp_path / NAME).read_bytes() == good


def test_an_article_read_anew_or_of_no_key_is_not_answered_by_what_was_kept(tmp_path: Path) -> None:
    one, other = analysed(SAID[0]), analysed(SAID[2])
    first = Accounts(tmp_path, {"a": "one"})
    first(one)
    first.save()
    assert Accounts(tmp_path, {"a": "other"})(other) == accounted(other)
    assert Accounts(tmp_path, {})(other) == accounted(other)


def test_a_disk_that_refuses_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    article = analysed(*SAID)
    refused = Accounts(tmp_path / "a file", keys([article]))
    assert refused(article) == accounted(article)
    refused.save()
    assert date(2013, 5, 4) in [account.first for _, account in refused(article)]
