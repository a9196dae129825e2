"""Those whom somebody is dressed as are no side; herders are civilians where a deed befalls them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.model import AnalysedArticle, SubEventType

Read = Callable[..., AnalysedArticle]


@pytest.mark.parametrize(
    ("text", "kind", "first", "second"),
    [
        ("Gunmen dressed as traditional hunters killed at least 34 herders at Ogossagou on Saturday.",
         SubEventType.ATTACK, ["Unidentified armed group"], ["Civilians"]),
        ("Gunmen dressed as soldiers killed 13 herders at Ogossagou on Saturday.",
         SubEventType.ATTACK, ["Unidentified armed group"], ["Civilians"]),
        ("Attackers disguised as policemen abducted two priests in Kaduna on Sunday.",
         SubEventType.ABDUCTION, ["Unidentified armed group"], ["Civilians"]),
        ("Gunmen posing as farmers shot dead two traders in Cauca on Monday.",
         SubEventType.ATTACK, ["Unidentified armed group"], ["Civilians"]),
        ("Militants disguised as shepherds ambushed an army patrol near Derna on Sunday, killing four soldiers.",
         SubEventType.ARMED_CLASH, ["Unidentified armed group"], ["Libyan armed forces"]),
        ("Gunmen killed 13 Fulani herders near Jos on Saturday.",
         SubEventType.ATTACK, ["Unidentified armed group"], ["Civilians"]),
        ("Nine herders were shot dead by soldiers near Moroto on Monday.",
         SubEventType.ATTACK, ["Ugandan armed forces"], ["Civilians"]),
        ("Fulani herders killed six farmers near Jos on Monday.",
         SubEventType.ATTACK, ["Fulani militia"], ["Civilians"]),
        ("Soldiers clashed with herdsmen near Jos on Monday.",
         SubEventType.ARMED_CLASH, ["Nigerian armed forces"], ["Communal militia (Nigeria)"]),
    ],
)  # fmt: skip
def test_sides_are_who_did_it_and_whom_it_befell(
    read: Read, text: str, kind: SubEventType, first: list[str], second: list[str]
) -> None:
    (report,) = read(text).reports
    assert report.sub_event_type is kind
    assert [actor.name for actor in report.actor1] == first
    assert [actor.name for actor in report.actor2] == second
