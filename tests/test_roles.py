"""Roles: who did it and to whom, as the text's grammar says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.model import Actor, ActorKind, AnalysedArticle, Assertion, Report
from chronicle.nlp.roles import settle_kinds

Read = Callable[..., AnalysedArticle]

US, RUSSIA, TURKEY = "United States armed forces", "Russian armed forces", "Turkish armed forces"
ISRAEL, SYRIA, UKRAINE = "Israeli armed forces", "Syrian armed forces", "Ukrainian armed forces"
HOUTHIS, YPG, M23 = "Houthi movement", "People's Protection Units", "March 23 Movement"
SPLA, ELN = "Sudan People's Liberation Army", "National Liberation Army (Colombia)"
NOBODY, ARMED = "", "Unidentified armed group"

# text, actor1, actor2: names joined by "; " in the order of the text
ONE_SENTENCE = [
    # plain subjects and objects
    (
        "The town was seized by an alliance of rebels known as the Free Northern Front on Sunday.",
        "Free Northern Front",
        "",
    ),
    ("The Taliban attacked a police post in Kunduz on Sunday.", "Taliban", "Afghan police"),
    ("Boko Haram killed five soldiers near Maiduguri on Monday.", "Boko Haram", "Nigerian armed forces"),
    ("Soldiers shot dead three villagers near Maiduguri.", "Nigerian armed forces", "Civilians"),
    ("Gunmen kidnapped four teachers near Kaduna on Friday.", ARMED, "Civilians"),
    ("Houthi rebels shelled a market in Taiz.", HOUTHIS, NOBODY),
    ("Gunmen opened fire on worshippers in Jos.", ARMED, "Civilians"),
    ("Police fired tear gas at protesters in Nairobi.", "Protesters", "Kenyan police"),
    ("Al-Shabaab ambushed an army convoy near Kismayo.", "Al-Shabaab", "Somali armed forces"),
    # passives
    ("Three villagers were killed by soldiers near Maiduguri.", "Nigerian armed forces", "Civilians"),
    ("A convoy of peacekeepers was ambushed by gunmen near Bria.", ARMED, "Peacekeepers and foreign forces"),
    ("Five soldiers were killed in an attack by Boko Haram near Maiduguri.", "Boko Haram", "Nigerian armed forces"),
    ("Four teachers were kidnapped in Kaduna.", NOBODY, "Civilians"),
    ("A market in Taiz was shelled by the Houthis on Monday.", HOUTHIS, NOBODY),
    ("Two farmers were shot dead by gunmen in Jos on Friday.", ARMED, "Civilians"),
    ("A journalist, who had been abducted by the Taliban in Ghazni, was released.", "Taliban", "Civilians"),
    # people of whom no more is said, where the deed or the target is civilian, and where it is not
    ("Gunmen killed 12 people in the village of Ogossagou on Friday.", ARMED, "Civilians"),
    ("A shell hit a market in Sarajevo on Monday, killing 37 people.", NOBODY, "Civilians"),
    (
        "The army shelled rebel positions near Goma on Monday, killing 12 people.",
        "Congolese armed forces",
        "Rebels (Democratic Republic of Congo)",
    ),
    ("Air strikes on Taiz on Monday killed 12 people.", NOBODY, NOBODY),
    ("A bomb in a night club of Peshawar killed 14 people on Tuesday.", NOBODY, "Civilians"),
    ("A roadside bomb near Mosul killed three officers and a pilot on Friday.", NOBODY, NOBODY),
    (
        "Rebels shot dead 30 Swedes on a farm near Bukavu on Sunday.",
        "Rebels (Democratic Republic of Congo)",
        "Civilians",
    ),
    ("Dozens of Somalis were abducted near Garissa on Friday.", NOBODY, "Civilians"),
    ("The police raided a house in Multan on Friday and shot at it.", "Pakistani police", NOBODY),
    (
        "Militiamen rounded up eleven peasants near Bunia on Monday and hacked them to death.",
        "Militia (Democratic Republic of Congo)",
        "Civilians",
    ),
    # crowds: they come first, but where force without measure is used against them
    ("Thousands of people marched in Bamako on Friday against the junta.", "Protesters", NOBODY),
    ("Police shot dead nine people at a march in Kisumu on Saturday.", "Kenyan police", "Protesters"),
    ("A crowd beat a tax collector to death in Gitega on Sunday.", "Rioters", NOBODY),
    ("A minister was shot dead in Kabul on Monday after a rally.", NOBODY, "Civilians"),
    # governments, capitals and what two sides do between them
    ("Moscow and Kyiv agreed a truce on Sunday.", "Government of Russia", "Government of Ukraine"),
    (
        "The Ethiopian government and the Taliban signed a peace accord in Asmara on Monday.",
        "Government of Ethiopia",
        "Taliban",
    ),
    ("President Odongo's government and M23 signed a truce in Lome on Monday.", M23, NOBODY),
    ("An exchange of fire between police and Maoists near Bastar left two dead.", "Indian police", "Maoists"),
    # who left as the others came; whoever is armed, and no more is said
    ("M23 seized Sake on Tuesday as soldiers fled across the river.", M23, "Congolese armed forces"),
    ("M23 entered Masisi on Monday after the army withdrew from it.", M23, "Congolese armed forces"),
    ("Fighters crossed the Ruzizi on Sunday and killed four farmers near Uvira.", ARMED, "Civilians"),
    ("Guerrillas blew up a bridge near Arauca on Friday.", "Rebels (Colombia)", NOBODY),
    # who held what was taken; a column of; two countries' men, each with their number
    ("Congolese troops captured Rutshuru, a town held by M23, on Sunday.", "Congolese armed forces", M23),
    (
        "French helicopters attacked a column of Islamists moving south from Konna on Friday.",
        "French armed forces",
        ARMED,
    ),
    ("Boko Haram gunmen carried off more than 200 girls from a school in Chibok.", "Boko Haram", "Civilians"),
    # a relative clause without its pronoun, and a day that is no aim
    (
        "Smoke hung over Sake, a town that rebels seized late on Thursday from the army.",
        "Rebels (Democratic Republic of Congo)",
        "Congolese armed forces",
    ),
    # nouns of deeds
    ("An attack by the Taliban on a police post in Kunduz killed six policemen.", "Taliban", "Afghan police"),
    ("A Taliban attack on a police post in Kunduz killed six policemen.", "Taliban", "Afghan police"),
    (
        "The army's shelling of the rebels near Goma went on until noon on Sunday.",
        "Congolese armed forces",
        "Rebels (Democratic Republic of Congo)",
    ),
    ("Israel's strike on Rafah killed two Hamas fighters.", ISRAEL, "Hamas"),
    ("Israel's air strike on a house in Rafah killed eight civilians.", ISRAEL, "Civilians"),
    ("Saudi-led coalition air strikes killed 12 civilians in Saada on Monday.", "Saudi-led coalition", "Civilians"),
    ("An air strike by the Saudi-led coalition hit a school in Saada.", "Saudi-led coalition", NOBODY),
    ("Russian air strikes on Saraqib killed four people.", RUSSIA, NOBODY),
    ("A Turkish drone strike killed two YPG fighters near Kobani.", TURKEY, YPG),
    ("A US drone strike killed an al-Shabaab commander near Jilib.", US, "Al-Shabaab"),
    ("A raid by Israeli forces on Jenin left two gunmen dead.", ISRAEL, ARMED),
    ("Shelling by the Houthis killed three children in Taiz.", HOUTHIS, "Civilians"),
    ("A Houthi missile struck the airport in Abha.", HOUTHIS, NOBODY),
    ("A suicide attack on a police academy in Quetta killed 60 cadets.", NOBODY, "Pakistani police"),
    # mutual
    ("Clashes broke out between the army and the Taliban in Ghazni.", "Afghan armed forces", "Taliban"),
    ("Clashes between Hezbollah and Israeli forces erupted near Bint Jbeil.", "Hezbollah", ISRAEL),
    ("The army clashed with Boko Haram near Maiduguri on Tuesday.", "Nigerian armed forces", "Boko Haram"),
    ("Fighting between the SPLA and the RSF shook Abyei on Monday.", SPLA, "Rapid Support Forces"),
    ("Soldiers exchanged fire with the ELN near Arauca on Sunday.", "Colombian armed forces", ELN),
    ("Protesters clashed with police in Nairobi.", "Protesters", "Kenyan police"),
    ("Heavy fighting raged between Ukrainian troops and Russian forces in Bakhmut on Friday.", UKRAINE, RUSSIA),
    ("The government and the FARC signed a ceasefire in Bogota on Thursday.", "Government of Colombia", "FARC"),
    # joint action
    (
        "The army and the police raided a house in Karachi on Friday.",
        "Pakistani armed forces; Pakistani police",
        NOBODY,
    ),
    ("Hamas and Islamic Jihad fired rockets at Ashkelon on Sunday.", "Hamas; Palestinian Islamic Jihad", NOBODY),
    ("Russian and Syrian warplanes bombed Saraqib on Sunday.", f"{RUSSIA}; {SYRIA}", NOBODY),
    (
        "Soldiers, backed by police, stormed the rebels' camp near Goma.",
        "Congolese armed forces",
        "Rebels (Democratic Republic of Congo)",
    ),
    ("The Taliban killed two soldiers and a policeman in Ghazni.", "Taliban", "Afghan armed forces; Afghan police"),
    # countries as doers
    ("The United States fired missiles at an air base near Homs on Friday.", US, NOBODY),
    ("Russia bombed the port of Odesa on Sunday.", RUSSIA, NOBODY),
    ("Israel bombed a convoy near the Lebanese border on Monday.", ISRAEL, NOBODY),
    ("Turkey said its special forces attacked a village near Kobani on Sunday.", TURKEY, NOBODY),
    ("India shelled Pakistani troops near Poonch on Tuesday.", "Indian armed forces", "Pakistani armed forces"),
    ("Ethiopia launched air strikes on Mekelle on Wednesday.", "Ethiopian armed forces", NOBODY),
    ("Azerbaijan shelled the town of Stepanakert on Sunday.", "Azerbaijani armed forces", NOBODY),
    ("Kyiv was hit by Russian missiles at dawn on Monday.", RUSSIA, NOBODY),
    ("Iran fired ballistic missiles at Erbil on Monday.", "Iranian armed forces", NOBODY),
    ("France bombed Islamic State positions near Mosul on Sunday.", "French armed forces", "Islamic State"),
    (
        "Armenia and Azerbaijan signed a ceasefire in Moscow on Monday.",
        "Government of Armenia",
        "Government of Azerbaijan",
    ),
    ("Kyiv accused Russia of shelling a hospital in Kherson on Monday.", RUSSIA, NOBODY),
    ("The rebels accused the army of bombing a market in Taiz.", "Hadi government forces", NOBODY),
    ("Activists accused the police of killing three protesters in Jos on Monday.", "Nigerian police", "Protesters"),
    # whom a peaceful crowd is against is no side
    ("Thousands marched in Kyiv on Sunday against the police.", NOBODY, NOBODY),
    ("Hundreds took to the streets of Basra on Friday against the conduct of the militias.", NOBODY, NOBODY),
    (
        "Police in Nairobi fired tear gas at demonstrators marching on parliament on Tuesday; five people were shot dead.",
        "Kenyan police",
        "Protesters",
    ),
    # who loses ground is whom it befell
    (
        "The rebels lost the town of Saraqib to the Syrian army on Sunday.",
        "Syrian armed forces",
        "Opposition rebels (Syria)",
    ),
    # claims
    (
        "Al-Shabaab claimed responsibility for the bombing in Mogadishu that killed nine traders on Friday.",
        "Al-Shabaab",
        "Civilians",
    ),
    (
        "The Islamic State claimed the attack on a church in Manila that killed 20 worshippers on Sunday.",
        "Islamic State",
        "Civilians",
    ),
    # the dead are not those who killed them
    ("Nineteen civilians died in Russian air strikes on Saraqib.", RUSSIA, "Civilians (Syria)"),
    ("Six farmers died in shelling by the army near Taiz.", "Hadi government forces", "Civilians"),
    ("Two soldiers died when Boko Haram attacked a base near Maiduguri.", "Boko Haram", "Nigerian armed forces"),
    ("Seven policemen died in clashes with the Taliban in Ghazni.", "Afghan police", "Taliban"),
    ("A mother and two children died in the Israeli bombardment of Rafah.", ISRAEL, "Civilians"),
    ("A bomb killed three soldiers in Quetta.", NOBODY, "Pakistani armed forces"),
    ("Three soldiers were killed by a roadside bomb in Quetta.", NOBODY, "Pakistani armed forces"),
    # relative clauses and participles
    ("The Taliban, who control Ghazni, attacked a police post on Monday.", "Taliban", "Afghan police"),
    ("Soldiers who fired on protesters in Banjul killed two people.", "Gambian armed forces", "Protesters"),
    ("Shells fired by the Houthis hit a market in Taiz.", HOUTHIS, NOBODY),
    ("Fighters loyal to the Taliban seized the town of Ghazni on Friday.", "Taliban", NOBODY),
    ("Boko Haram raided a village near Maiduguri, killing six farmers.", "Boko Haram", "Civilians"),
    # territory
    ("The army recaptured the town of Goma from the M23 on Sunday.", "Congolese armed forces", M23),
    ("The town of Ghazni fell to the Taliban on Monday.", "Taliban", NOBODY),
    ("M23 rebels seized the town of Goma from the army on Monday.", M23, "Congolese armed forces"),
    # headlines
    ("Taliban kill five policemen in Ghazni", "Taliban", "Afghan police"),
    ("Five policemen killed by Taliban in Ghazni", "Taliban", "Afghan police"),
    ("Israel bombs Rafah, killing nine", ISRAEL, NOBODY),
    ("Russian missiles hit Kharkiv", RUSSIA, NOBODY),
    ("Police arrest 12 protesters in Nairobi", "Protesters", "Kenyan police"),
    ("Boko Haram raid kills six farmers near Maiduguri", "Boko Haram", "Civilians"),
    # the source is no side
    ("The army said gunmen attacked a bus near Maiduguri on Monday.", ARMED, NOBODY),
    ("The Taliban attacked a bank in Kunduz, police said.", "Taliban", NOBODY),
    ("Police said Boko Haram had killed three farmers near Maiduguri on Sunday.", "Boko Haram", "Civilians"),
    ("According to the army, the ELN blew up a pipeline near Arauca on Sunday.", ELN, NOBODY),
]

STORIES = [
    # they, it, the group: the side named before
    ("Boko Haram came to Dapchi on Monday. The group killed five farmers in the town.", "Boko Haram", "Civilians"),
    ("The Taliban entered Ghazni on Monday. They killed five traders in the bazaar.", "Taliban", "Civilians"),
    ("Boko Haram raided Dapchi on Monday. The militants abducted eleven girls in the town.", "Boko Haram", "Civilians"),
    ("The ELN stopped a bus near Arauca on Monday. The rebels kidnapped two engineers.", ELN, "Civilians"),
    (
        "Turkey sent troops over the border on Monday. Its special forces raided a house in Kobani on Tuesday.",
        TURKEY,
        NOBODY,
    ),
    (
        "Turkey said its special forces had entered Afrin on Monday. "
        "The special forces attacked a village near Rajo on Tuesday.",
        TURKEY,
        NOBODY,
    ),
    (
        "The army stormed the town of Goma on Sunday. It shelled the airport on Monday.",
        "Congolese armed forces",
        NOBODY,
    ),
    # "rebels" belong to the country that the text is about
    (
        "The war in Yemen has gone on for years. Russia has called for talks. Rebels attacked a barracks in Taiz on Monday.",
        "Rebels (Yemen)",
        NOBODY,
    ),
    (
        "Fighting shook Aleppo, Idlib and Hama in Syria. In London, officials said rebels shot down a jet on Monday.",
        "Opposition rebels (Syria)",
        NOBODY,
    ),
]


def told(article: AnalysedArticle) -> list[Report]:
    return [r for r in article.reports if r.assertion in (Assertion.STATED, Assertion.CLAIMED)]


def names(actors: tuple[Actor, ...]) -> str:
    return "; ".join(a.name for a in actors)


@pytest.mark.parametrize(("text", "actor1", "actor2"), ONE_SENTENCE)
def test_sides_of_one_sentence(read: Read, text: str, actor1: str, actor2: str) -> None:
    report = told(read(text, "2018-06-15"))[0]
    assert (names(report.actor1), names(report.actor2)) == (actor1, actor2)


@pytest.mark.parametrize(("text", "actor1", "actor2"), STORIES)
def test_sides_of_the_last_sentence(read: Read, text: str, actor1: str, actor2: str) -> None:
    report = told(read(text, "2018-06-15"))[-1]
    assert (names(report.actor1), names(report.actor2)) == (actor1, actor2)


STATE = Actor("turkish-armed-forces", TURKEY, ActorKind.STATE_FORCES, "Turkey")
REBELS = Actor("rebels-syria", "Rebels (Syria)", ActorKind.REBEL_GROUP, "Syria")
STATELESS = Actor("government-forces", "Government forces", ActorKind.STATE_FORCES)


@pytest.mark.parametrize(
    ("actor", "country", "kind"),
    [
        (STATE, "Syria", ActorKind.EXTERNAL_OTHER),
        (STATE, "Turkey", ActorKind.STATE_FORCES),
        (STATE, "", ActorKind.STATE_FORCES),
        (REBELS, "Turkey", ActorKind.REBEL_GROUP),
        (STATELESS, "Syria", ActorKind.STATE_FORCES),
    ],
)
def test_a_states_forces_abroad_are_external(actor: Actor, country: str, kind: ActorKind) -> None:
    (settled,) = settle_kinds((actor,), country)
    assert settled.kind is kind
    assert settled.actor_id == actor.actor_id
