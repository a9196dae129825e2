"""Texts in other languages are told apart, and plain English is known without the identifier."""

from __future__ import annotations

import pytest

from chronicle.language import PLAIN, foreign, plainly

ENGLISH = (
    "The bridge at Mitrovica was closed on Tuesday after shots were fired from the northern bank, police said. "
    "Two officers were wounded. Residents said that soldiers had searched houses in the night and taken several men."
)
DISPATCH = (
    "Police closed the Mitrovica bridge on Tuesday after shots were fired from the northern bank, wounding two of the "
    "officers on duty. Residents said soldiers searched several houses overnight and took young men away."
)
NOTES = (
    "On 4 June, gunmen attacked Kassala market, killed three traders. On 5 June, soldiers arrested nine youths in "
    "Gedaref; motive unknown. On 7 June, an explosive device detonated near Port Sudan airport, no casualties."
)
OTHERS = {
    "de": "Am Dienstag wurde die Brücke in Mitrovica geschlossen, nachdem vom nördlichen Ufer Schüsse gefallen waren. "
    "Zwei Beamte wurden verletzt. Soldaten hatten in der Nacht Häuser durchsucht und mehrere Männer mitgenommen.",
    "fr": "Le pont de Mitrovica a été fermé mardi après des tirs venus de la rive nord, a annoncé la police. Deux agents "
    "ont été blessés. Des soldats avaient fouillé des maisons pendant la nuit et emmené plusieurs hommes.",
    "es": "El puente de Mitrovica fue cerrado el martes después de disparos desde la orilla norte, informó la policía. "
    "Dos agentes resultaron heridos. Los soldados habían registrado casas durante la noche.",
    "nl": "De brug in Mitrovica was dinsdag gesloten nadat er schoten waren gelost vanaf de noordelijke oever, of dat "
    "door soldaten was gedaan is niet bekend. Twee agenten raakten gewond, zei de politie.",
    "pl": "Most w Mitrowicy został zamknięty we wtorek po strzałach z północnego brzegu, podała policja. To już drugi "
    "taki przypadek. Dwóch funkcjonariuszy zostało rannych, a żołnierze przeszukali w nocy domy.",
    "da": "Broen i Mitrovica blev lukket tirsdag, efter at der var affyret skud fra den nordlige bred, siger politiet. "
    "To betjente blev såret. Soldater havde ransaget huse om natten og taget flere mænd med for at afhøre dem.",
    "af": "Die brug by Mitrovica was Dinsdag gesluit nadat skote van die noordelike oewer gehoor is, het die polisie "
    "gesê. Twee beamptes was beseer. Soldate het in die nag huise deursoek en verskeie mans weggeneem.",
    "tr": "Mitrovica köprüsü, kuzey kıyısından ateş açılmasının ardından salı günü kapatıldı. Polis, iki memurun "
    "yaralandığını bildirdi. Askerler gece evleri aramış ve birkaç kişiyi götürmüştü.",
    "ar": "أغلق جسر ميتروفيتسا يوم الثلاثاء بعد إطلاق نار من الضفة الشمالية، حسبما قالت الشرطة. وأصيب شرطيان بجروح. "
    "وكان جنود قد فتشوا منازل خلال الليل واقتادوا عددا من الرجال إلى مكان مجهول.",
}


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.upper(), f"BELGRADE — {ENGLISH}"])
def test_plain_english_is_known_by_its_commonest_words(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("py3langid.langid.LanguageIdentifier.from_model_file", None)
    assert plainly(text, "en")
    assert list(foreign([text], "en")) == [""]


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_another_language_is_named(code: str) -> None:
    assert not plainly(OTHERS[code], "en")
    assert list(foreign([OTHERS[code]], "en")) == [code]


@pytest.mark.parametrize("code", sorted(OTHERS))
def test_what_is_a_third_english_is_left_to_the_identifier(code: str) -> None:
    assert plainly(DISPATCH, "en")
    assert not plainly(f"{OTHERS[code]} {DISPATCH} {OTHERS[code]}", "en")


def test_english_that_is_not_plain_is_asked_about_and_passes() -> None:
    assert not plainly(NOTES, "en")
    assert list(foreign([NOTES, ENGLISH], "en")) == ["", ""]


def test_a_language_without_a_list_is_always_asked_about() -> None:
    assert not plainly(OTHERS["de"], "de")
    assert list(foreign([OTHERS["de"], ENGLISH], "de")) == ["", "en"]


def test_no_words_are_no_language() -> None:
    assert not plainly("", "en")
    assert not plainly("1914 — 1918", "en")
    assert 0 < PLAIN < 0.2
