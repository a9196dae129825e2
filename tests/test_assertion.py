"""Assertion: what a text says happened, who says so, and what it only denies, plans, fears or refers to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.model import TOLD, AnalysedArticle, Assertion

Read = Callable[..., AnalysedArticle]


# What happened, in the text's own voice.
STATED = [
    "Gunmen stormed a hotel in Bamako on Friday.",
    "Shells hit the bus station in Sloviansk at noon.",
    "Rebels ambushed an army convoy outside Goma on Tuesday.",
    "Two policemen were shot dead in Quetta.",
    "A car bomb exploded near the ministry in Mogadishu, killing nine people.",
    "Fighting broke out between the army and rebels near Juba on Saturday.",
    "Separatists shelled the airport in Donetsk, and four soldiers died.",
    "On 3 March, protesters marched through Tunis.",
    "Police arrested 12 demonstrators in Minsk on Sunday.",
    "Hundreds of farmers demonstrated in Lima against the tax.",
    "The army managed to retake the town of Maiduguri on Monday.",
    "Rebel fighters began shelling Freetown at dawn.",
    "Government troops succeeded in capturing the town of Bor.",
    "Gunmen tried to storm the barracks in Kidal but were repelled.",
    "Militants attempted to overrun the base at Marib, and clashed with the soldiers guarding it.",
    "The attackers failed to break into the compound in Kabul after a gun battle with guards.",
    "Troops killed five rebels near Cabinda while trying to free a hostage.",
    "To avenge the raid, the militia burned 30 houses in Jos.",
    "Despite threats, thousands of people marched in Yangon on Friday.",
    "Despite the truce, artillery pounded the eastern districts of Tripoli overnight.",
    "The army shelled the town of Bentiu before dawn, forcing residents to flee.",
    "Two days after the talks failed, jets bombed the port of Hodeidah.",
    "Militants, who had vowed to disrupt the vote, blew up a polling station in Mosul on Thursday.",
    "Soldiers opened fire on a crowd in Conakry that was demanding the release of prisoners.",
    "Rebels seized the town of Bria on Sunday, days before elections that may bring them to power.",
    "A suicide bomber blew himself up at a market in Maroua.",
    "Insurgents kidnapped three engineers near Port Harcourt on Wednesday.",
    "An air strike destroyed a clinic in Saada on Sunday.",
    "The village of Kolda was attacked twice on Monday by armed men.",
    "Villagers found the bodies of seven men who had been shot near Tillaberi.",
    "The town fell to the rebels on Sunday after a week of clashes in Sake.",
    "Police fired tear gas at protesters in Dhaka, who threw stones.",
]

HEADLINES = [
    "Taliban kill five policemen in Ghazni",
    "Bomb kills three in Karachi",
    "Rebels seize border town of Nimule",
    "Air strike hits hospital in Taiz, killing six",
    "Protesters clash with police in Nairobi",
    "Five dead as gunmen raid village in Benue",
    "Soldiers free hostages in raid near Gao",
]

# Somebody says that it happened: text, the words that name the source.
CLAIMED = [
    ("The army said its troops killed 11 rebels near Goma on Monday.", "The army"),
    ("Rebels killed 11 soldiers near Goma on Monday, the army said.", "the army"),
    ("According to local officials, gunmen attacked a bus near Gao.", "local officials"),
    ("Gunmen attacked a bus near Gao on Sunday, according to local officials.", "local officials"),
    ("Gunmen attacked a bus near Gao, the governor's office reported.", "the governor's office"),
    ("The UN mission said shells had struck a school in Bangui on Tuesday.", "The UN mission"),
    ("Witnesses said soldiers fired at the crowd in Banjul.", "Witnesses"),
    (
        "A spokesman for the rebels claimed that they had shot down a helicopter near Kilinochchi.",
        "A spokesman for the rebels",
    ),
    ("Al-Shabaab claimed responsibility for the bombing in Mogadishu that killed nine people on Friday.", "Al-Shabaab"),
    ("The group claimed it had attacked a barracks in Maiduguri on Sunday.", "The group"),
    ("Kyiv accused Russia of shelling a hospital in Kherson on Monday.", "Kyiv"),
    ("Armenia accused Azerbaijan of firing mortars at the village of Sotk on Tuesday.", "Armenia"),
    ("The rebels accused the army of bombing a market in Taiz on Thursday.", "The rebels"),
    ("Rebels reportedly attacked a convoy near Goma.", ""),
    ("Soldiers allegedly burned 40 houses in the village of Kandar.", ""),
    ("Four protesters were allegedly beaten by police in Kampala on Friday.", ""),
    ("Residents told Reuters that jets had bombed the market in Taiz.", "Residents"),
    ("The monitoring group documented that shells hit two schools in Idlib on Sunday.", "The monitoring group"),
    ('"They bombed our street on Sunday," said a resident of Taiz.', "a resident of Taiz"),
    ("Police confirmed that gunmen had kidnapped two nuns near Enugu.", "Police"),
    ("State television reported that the army had recaptured Palmyra on Thursday.", "State television"),
    ("The ministry announced on Monday that its forces had retaken Sinjar.", "The ministry"),
    ("Rebels killed three soldiers near Bouar, officials and residents said.", "officials and residents"),
    ("It was reported that gunmen had attacked a church in Kaduna on Sunday.", ""),
    ("Insurgents are said to have attacked a police station in Yala.", ""),
    ("Militants are believed to have kidnapped the two engineers near Warri on Monday.", ""),
    ("A suspected drone strike killed four men near Azaz on Friday.", ""),
    ("The governor blamed the militia for the attack in Jos that killed 12 people.", "The governor"),
    ("Activists say that police shot dead two protesters in Daraa on Friday.", "Activists"),
    ("The Red Cross says a convoy was attacked near Bangassou on Monday.", "The Red Cross"),
]

# Private persons are named in the text, and never in what we publish as the source.
PRIVATE = [
    ('"They bombed our street on Sunday," said Tomas Okello, a farmer from Gulu.', "a farmer from Gulu"),
    ("Gunmen burned the market in Bria on Monday, said Mariam Zoubeir, a shopkeeper.", "a shopkeeper"),
    ("Farmer Tomas Okello said gunmen had attacked the village of Kandar on Sunday.", ""),
    ("Soldiers shot three men in Kandar on Monday, Tomas Okello said.", ""),
    ("According to Mariam Zoubeir, soldiers burned the market in Bria on Monday.", ""),
    ("Army spokesman Pavel Ribar said rebels had attacked a post near Goma on Sunday.", "Army spokesman"),
]

DENIED = [
    "The army denied carrying out the attack on the mosque in Kano.",
    "The rebels denied that they had shelled the market in Bangui.",
    "No clashes were reported in Tripoli on Friday.",
    "There was no attack on the convoy near Goma, the governor said.",
    "The ministry rejected reports that rebels had captured the town of Bor.",
    "The governor dismissed reports of an attack on the village of Kandar.",
    "The police did not fire on the protesters in Nairobi.",
    "The rebels have not captured Bria, the prefect said.",
    "Rebels never attacked the hospital in Bouar, the spokesman said.",
    "The navy denied involvement in the attack on the boat near Trincomalee.",
    "Officials denied any attack on the base at Manda Bay.",
    "The Taliban denied responsibility for the bombing in Kunduz.",
    "It is not true that soldiers shot at protesters in Banjul, the minister said.",
    "The town has not fallen to the rebels, the army said of Bor.",
    "Neither side attacked the other in Abyei on Friday.",
    "The ministry refuted claims that its jets had bombed the clinic in Saada.",
]

PLANNED = [
    "The rebels threatened to attack Goma on Sunday.",
    "The army plans to retake the town of Bor.",
    "Residents of Mosul fear an attack by the militants.",
    "The group vowed to bomb polling stations in Kabul.",
    "Officials warned that militants could attack hotels in Nairobi.",
    "If the rebels attack Bangui, thousands will flee.",
    "Troops will storm the prison in Manila unless the hostages are freed.",
    "The general ordered his men to shell the town of Stepanakert.",
    "The opposition called for protests in Lusaka on Friday.",
    "Unions called on workers to demonstrate in Athens on Thursday.",
    "Will the rebels attack Bangui?",
    "Did soldiers shoot at the crowd in Banjul?",
    "A plot to blow up the embassy in Sanaa was foiled, police said.",
    "The ditch was dug to prevent an attack on Maiduguri.",
    "The army is preparing to attack the rebel town of Kidal.",
    "The two armies may clash again near Kargil.",
    "Police stopped a group that wanted to attack a church in Surabaya.",
    "The prospect of an attack on Hodeidah alarmed aid groups.",
    "A possible attack on the port of Hodeidah worries aid groups.",
    "The police are ready to arrest protesters in Minsk.",
    "Militants were poised to seize Mogadishu.",
    "The mayor urged residents not to protest in Cali.",
    "A demonstration is planned in Tbilisi on Saturday.",
    "The rebels are expected to withdraw from Bunia next week.",
    "The minister demanded that the militia withdraw from Bunia.",
    "Farmers would block roads in Punjab if prices fell, their union said.",
    "The envoy proposed that rebels and the army cease fire in Juba.",
    "The United Nations urged both sides to stop shelling Donetsk.",
    "The kidnappers threatened to kill the two hostages held near Jolo.",
    "Gunmen could have attacked the convoy near Goma at any moment.",
]

HABITUAL = [
    "In February, ten attacks killed eight people in Helmand, the monitor said.",
    "A table lists attacks by drones in 2017.",
    "Dozens of strikes in March left 40 people dead in Taiz.",
    "Gunmen often attack buses on the road to Gao.",
    "Rebels have been shelling the outskirts of Freetown for weeks.",
    "In recent weeks, militants have attacked villages around Palma.",
    "The army bombs the Nuba mountains almost daily.",
    "Clashes regularly break out in the hills around Jos.",
    "Bandits frequently kidnap travellers near Kaduna.",
    "Every Friday, protesters march through the village of Bilin.",
    "Soldiers routinely fired at farmers near the fence in Gaza.",
    "Militants have carried out dozens of attacks in the Sinai over the past year.",
    "Attacks on convoys have become rare around Bunia since the truce.",
    "Pirates used to attack ships off Puntland.",
    "The rebels have repeatedly attacked the oil fields of Arauca in recent months.",
    "Cross-border shelling has killed dozens in Kupwara since January.",
    "Rockets rain down on Sderot day after day.",
    "Bandits attack herders around Turkana each dry season.",
]

NOTHING = [
    "The spokesman said no rebels were killed in Gulu.",
    "The soldiers crossed the bridge at Bukavu without firing a shot.",
    "The president condemned the attack in Bamako.",
    "The minister expressed condolences for the soldiers killed in Gao.",
    "The spokesman did not comment on the raids in Saada.",
    "No group claimed responsibility for the bombing in Kunduz.",
    "The town of Kobani has been besieged since last summer.",
    "It was the deadliest attack in Somalia since 2017.",
    "The navy held an exercise simulating an attack on a port in Poland.",
    "Thousands are commemorating the anniversary of the massacre in Srebrenica.",
    "A film about the bombing of Guernica opened on Friday.",
    "The council called an emergency meeting on the attack in Bamako.",
    "The resolution says that attacks on hospitals violate the law of war.",
    "Under the agreement, the rebels must hand over their weapons.",
    "The court in Arusha will try two men over the massacre in Butare.",
    "Investigators are examining the site of the blast in Beirut.",
    "The pope prayed for the victims of the attack in Burkina Faso.",
    "The general declined to discuss the strike on the camp in Jenin.",
    "Celebratory gunfire rang out in Tripoli after the match.",
    "Russia and China held joint naval exercises in the Sea of Japan.",
    "The two sides discussed ending the shelling of Donetsk.",
    "Nobody has claimed the attack in Gao.",
    "The envoy offered his sympathy to the families of those killed in Bamako.",
    "The attack in Gao drew international criticism.",
    "Hospitals in Taiz have run out of medicine.",
    "A curfew has been in force in Srinagar since August.",
]


def first(article: AnalysedArticle) -> Assertion | None:
    """Return the assertion of the first report that tells of something, else of the first of all."""
    told = [r for r in article.reports if r.assertion in TOLD] or list(article.reports)
    return told[0].assertion if told else None


@pytest.mark.parametrize("text", STATED + HEADLINES)
def test_stated(read: Read, text: str) -> None:
    article = read(text, "2018-06-15")
    assert first(article) is Assertion.STATED
    assert {r.attribution for r in article.reports if r.assertion is Assertion.STATED} == {""}


@pytest.mark.parametrize(("text", "source"), CLAIMED)
def test_claimed_by(read: Read, text: str, source: str) -> None:
    reports = [r for r in read(text, "2018-06-15").reports if r.assertion in TOLD]
    assert reports
    assert reports[0].assertion is Assertion.CLAIMED
    assert reports[0].attribution.casefold() == source.casefold()


@pytest.mark.parametrize(("text", "source"), PRIVATE)
def test_private_persons_are_not_named_as_sources(read: Read, text: str, source: str) -> None:
    reports = [r for r in read(text, "2018-06-15").reports if r.assertion in TOLD]
    assert reports[0].assertion is Assertion.CLAIMED
    assert reports[0].attribution.casefold() == source.casefold()


@pytest.mark.parametrize("text", DENIED)
def test_denied(read: Read, text: str) -> None:
    assert first(read(text, "2018-06-15")) is Assertion.DENIED


@pytest.mark.parametrize("text", PLANNED)
def test_planned_feared_or_asked(read: Read, text: str) -> None:
    assert first(read(text, "2018-06-15")) in (Assertion.PLANNED, None)


@pytest.mark.parametrize("text", HABITUAL)
def test_habit_is_no_happening(read: Read, text: str) -> None:
    assert first(read(text, "2018-06-15")) in (Assertion.HABITUAL, None)


@pytest.mark.parametrize("text", NOTHING)
def test_told_of_no_happening(read: Read, text: str) -> None:
    assert not [r for r in read(text, "2018-06-15").reports if r.assertion in TOLD]
