"""Casualties: low, best and high of dead and injured, read off sentences of our own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chronicle.errors import LexiconError
from chronicle.model import ActorKind, AnalysedArticle, CasualtyKind, Count
from chronicle.nlp.casualties import combine
from chronicle.nlp.casualties_lexicon import load_words

Read = Callable[..., AnalysedArticle]

# text, best count of the dead, best count of the injured; None where the text gives no number
TABLE: list[tuple[str, int | None, int | None]] = [
    ("Two border guards, both conscripts, died when their jeep hit a mine.", 2, None),
    ("Two shepherds were killed when a shell landed near Kafr Hamra.", 2, None),
    ("At least seven miners were killed and 13 wounded in the ambush.", 7, 13),
    ("The blast killed 11 people and injured 34 others.", 11, 34),
    ("A car bomb left six dead and ten wounded in central Mogadishu.", 6, 10),
    ("Militants killed four soldiers and two civilians near Tillabery.", 6, None),
    ("Twelve people, including four children, were killed in the raid.", 12, None),
    ("Five members of one family were killed, three of them children.", 5, None),
    ("A family of five was killed when their home was hit.", 5, None),
    ("A woman and her two children were killed by artillery fire.", 3, None),
    ("A soldier was killed and another wounded by a sniper.", 1, 1),
    ("One civilian and two policemen were shot dead at the market.", 3, None),
    ("The assailant detonated his vest, killing himself and two others.", 3, None),
    ("Nobody was hurt in the explosion.", None, 0),
    ("No casualties were reported.", 0, 0),
    ("There were no fatalities or injuries reported.", 0, 0),
    ("The strike caused no casualties, the ministry said.", 0, 0),
    ("No one was killed.", 0, None),
    ("The death toll from the attack rose to 34 on Sunday.", 34, None),
    ("The death toll has risen to at least 41.", 41, None),
    ("Two of the wounded died of their wounds.", 2, None),
    ("Three men succumbed to their injuries in hospital.", 3, None),
    ("The bodies of five men were found in a ditch outside Tikrit.", 5, None),
    ("A man's body was found near the canal.", 1, None),
    ("The group beheaded three men in the town square.", 3, None),
    ("The rebels executed 12 prisoners at the quarry.", 12, None),
    ("Gunmen shot dead a teacher in Kidal.", 1, None),
    ("Unknown gunmen shot three villagers dead on Friday.", 3, None),
    ("The assassination of a judge shocked the capital.", 1, None),
    ("The mayor's son was killed in a drive-by shooting.", 1, None),
    ("Mayor Juan Perez was shot dead outside his office.", 1, None),
    ("An unknown number of militants were killed.", None, None),
    ("Dozens of people were killed in the stampede at the checkpoint.", None, None),
    ("Several fighters were killed and others wounded.", None, None),
    ("Between 10 and 15 insurgents were killed.", 10, None),
    ("Some 30 rebels were killed in the bombardment.", 30, None),
    ("More than 80 troops were killed in the siege.", 80, None),
    ("A couple of bystanders were hurt.", None, 2),
    ("The army threatened to kill 20 hostages.", None, None),
    ("A plot to kill three ministers was foiled.", None, None),
    ("A new offensive could kill thousands, aid groups warned.", None, None),
    ("The general denied that 12 civilians were killed.", None, None),
    ("The jets attacked a convoy, killing nine fighters and wounding five.", 9, 5),
    ("Both pilots were killed.", 2, None),
    ("All four crew members were killed when the helicopter came down.", 4, None),
    ("The attacker was also killed.", 1, None),
    ("Shelling wounded a nurse and three patients.", None, 4),
    ("Eight people sustained injuries.", None, 8),
    ("Nine protesters were hospitalised after police opened fire.", None, 9),
    ("20 casualties were reported.", None, None),
    ("Rockets killed a grandmother in Sderot.", 1, None),
    ("Twenty-three soldiers and 41 rebels died in the battle for Bentiu.", 64, None),
    ("One hundred and fifty prisoners were killed in the massacre.", 150, None),
    ("1,200 people were killed in a single night.", 1200, None),
    ("A dozen soldiers were killed and half a dozen injured.", 12, 6),
    ("Two dozen fighters were killed in the assault.", 24, None),
    ("A 62-year-old man was killed by a stray bullet.", 1, None),
    ("A 120mm mortar round killed two people at 10:30 am.", 2, None),
    ("Ahmed Karimi, 34, was killed on his way home.", 1, None),
    ("Hasan Ali and Omar Said were killed in the strike.", 2, None),
    ("The police chief, Colonel Ali Hassan, was killed in the blast.", 1, None),
    ("Police said 17 people had been killed and 60 injured.", 17, 60),
    ("The hospital said it had received nine bodies.", None, None),
    ("A suicide bomber killed 14 worshippers at a mosque in Quetta.", 14, None),
    ("In addition to the bomber, three guards were killed.", 4, None),
    ("The commander was killed along with two bodyguards.", 3, None),
    ("Three Marines lost their lives in the crash.", 3, None),
    ("The explosion claimed the lives of eight soldiers.", 8, None),
    ("The attack claimed 12 lives.", 12, None),
    ("Two killed, five injured in grenade attack in Bujumbura", 2, 5),
    ("Ten dead after airstrike on market in Saada", 10, None),
    ("Four policemen killed in ambush near Swat", 4, None),
    ("Fighting in the town resulted in 15 deaths.", 15, None),
    ("The bombing resulted in six deaths and 20 injuries.", 6, 20),
    ("Six rebels were killed or wounded in the exchange.", None, None),
    ("The offensive left at least three soldiers dead and 11 injured.", 3, 11),
    ("At least 10 assailants, including two commanders, and three soldiers were killed.", 13, None),
    ("Paramilitaries killed a trade unionist and abducted two of his colleagues.", 1, None),
    ("The gunmen killed a guard, wounded two others and fled.", 1, 2),
    ("The mine killed one peacekeeper and injured two more.", 1, 2),
    ("Nine people were injured, two of them critically.", None, 9),
    ("Three children were among the dead.", 3, None),
    ("The rebels said they had killed 25 government troops.", 25, None),
    ("Up to 20 militants were killed.", None, None),
    ("As many as 50 villagers were killed.", None, None),
    ("About 200 people were wounded in the clashes.", None, 200),
    ("Police officers Maria Cruz, Jose Luna and Ana Diaz were killed.", 3, None),
    ("He was killed by a roadside bomb.", 1, None),
    ("A Red Cross worker was abducted and killed.", 1, None),
    ("Troops shot and killed two demonstrators.", 2, None),
    ("The protesters were beaten, and one was killed.", 1, None),
    ("A teenager was stabbed to death in Hebron.", 1, None),
    ("Villagers beat two suspected thieves to death.", 2, None),
    ("Three gunmen were gunned down by police.", 3, None),
    ("Ten soldiers were captured and 16 killed.", 16, None),
    ("Nineteen people have been confirmed dead.", 19, None),
    ("Eleven miners were found dead.", 11, None),
    ("A shell hit a school, killing a teacher and six pupils and wounding 14 others.", 7, 14),
    ("Four Afghan policemen and a civilian died and eight people were hurt.", 5, 8),
    ("Clashes killed a dozen people and displaced 4,000.", 12, None),
    ("Seven Tamil Tigers and two sailors were killed in the sea battle.", 9, None),
    ("UNITA rebels ambushed a bus, killing 21 passengers.", 21, None),
    ("The Khmer Rouge murdered two aid workers.", 2, None),
    ("Their commander escaped but three fighters died.", 3, None),
    ("A roadside bomb struck a minibus, killing at least eight, mostly women.", 8, None),
    ("Two Turkish soldiers were martyred in the operation.", 2, None),
    ("The army neutralised six terrorists in the mountains.", 6, None),
    ("The fire destroyed 40 houses and killed three residents.", 3, None),
    ("Cattle raiders killed 60 cows and two herders.", 2, None),
    ("Two officers suffered minor injuries.", None, 2),
    ("A bomb was defused and nobody was injured.", None, 0),
    ("The strike killed Abu Omar, a senior commander, and two aides.", 3, None),
    ("Seventeen Congolese soldiers and at least 30 M23 fighters were killed in the fighting.", 47, None),
    ("Officials said the ambush had left 5 soldiers, a driver and an interpreter dead.", 7, None),
    ("Separatists executed two teachers in front of their pupils.", 2, None),
    ("A grenade thrown into a bar wounded eight people, three of them seriously.", None, 8),
    ("Three people - a doctor, a nurse and a driver - were killed.", 3, None),
    ("Four people were killed (three soldiers and a civilian).", 4, None),
    ("A total of 18 people were killed and 42 others were wounded.", 18, 42),
    ("Police recovered 13 bodies from the river.", 13, None),
    ("Snipers killed a boy and his father as they crossed the street.", 2, None),
    ("Fourteen were killed and 31 wounded.", 14, 31),
    ("Around a dozen people were injured.", None, 12),
    ("Twenty hostages, a guard and three attackers died in the rescue.", 24, None),
    ("A priest was kidnapped and later found dead.", 1, None),
    ("Unidentified men killed a local councillor late on Sunday.", 1, None),
    ("A rocket hit the base without causing any casualties.", 0, 0),
    ("There were no immediate reports of casualties.", 0, 0),
    ("The militia wants to kill 10 hostages.", None, None),
    ("Two people may have been killed.", None, None),
    ("Five people are feared dead.", None, None),
    ("If 100 people were killed, the world would act.", None, None),
    ("He was convicted of killing three people.", None, None),
    ("Six Serb policemen and one KLA fighter were killed in the clash.", 7, None),
    ("Bandits killed 8-10 residents.", 8, None),
    ("Thousands fled after ten people were killed.", 10, None),
    ("Airstrikes on three villages killed 14 people, medics said.", 14, None),
    ("Two soldiers were killed near Gao. A civilian also died.", 3, None),
    ("Twelve people were killed in a bombing in Basra on Monday. The death toll later rose to 19.", 19, None),
    ("Gunmen killed five miners in Zamfara. The five miners were killed as they slept, police said.", 5, None),
    ("Three policemen were killed in Herat. Two attackers were also killed.", 5, None),
    ("An air raid on Idlib killed 10 people, rescuers said. Four children were among the dead.", 10, None),
    ("Thirty porters, nine guides and two soldiers were among the dead.", 41, None),
    ("An attack on a hotel killed nine people. Five attackers were killed by security forces.", 14, None),
    ("A bomb wounded six people. Two of them later died in hospital.", 2, 6),
    ("Rebels shot down a helicopter, killing all five on board.", 5, None),
    ("The United Nations said 14 of its peacekeepers were killed and 53 wounded in the attack in North Kivu.", 14, 53),
    ("At least nine people were killed, including two nurses, and 30 were wounded.", 9, 30),
    (
        "Israeli troops shot and killed a 17-year-old Palestinian during a raid in Jenin, the health ministry said.",
        1,
        None,
    ),
    ("Serb forces shelled the Markale market, killing 68 civilians and wounding 144.", 68, 144),
    ("The ambush, which killed three Filipino soldiers, was blamed on the NPA.", 3, None),
    ("The rocket fire, in which two Israelis died, drew a quick response.", 2, None),
    ("A hand grenade exploded in a bar, wounding eight.", None, 8),
    ("In the village of Kanzra, the men were lined up and 21 of them were shot.", None, None),
    (
        "Militants stormed the army camp in Inates on Tuesday and killed 71 soldiers, the defence ministry said.",
        71,
        None,
    ),
    ("The ministry said 71 soldiers had been killed, 12 injured and an unspecified number were missing.", 71, 12),
    ("Houthi fighters fired two missiles at a camp, killing more than 110 soldiers and wounding dozens.", 110, None),
    ("Saudi-led coalition aircraft bombed a school bus in Dahyan, leaving 40 children dead.", 40, None),
    ("Mexican marines killed four suspected cartel members in a shootout in Reynosa.", 4, None),
    ("Four suspected cartel members and a marine were killed in a shootout in Reynosa.", 5, None),
    ("FARC guerrillas attacked a police post in Inza, killing eight people and injuring 30.", 8, 30),
    ("Police opened fire on the crowd. At least 13 demonstrators died.", 13, None),
    ("Eyewitnesses said they counted 27 bodies.", 27, None),
    ("A local leader was hacked to death by a mob in Dhaka.", 1, None),
    ("The victims were identified as a father and his son.", None, None),
    ("Fifteen rebels and two civilians have been killed since the operation began on Saturday.", 17, None),
    ("No one was hurt in the attack, but two vehicles were destroyed.", None, 0),
    ("The raid killed 3 people, 2 of them women.", 3, None),
    ("The shelling killed one, wounded four.", 1, 4),
    (
        "The Ukrainian military said three of its servicemen had been killed and seven wounded over the past 24 hours.",
        3,
        7,
    ),
    ("One Ukrainian soldier was killed, and two were wounded.", 1, 2),
    ("Fighters from the two clans clashed in Adado, leaving 9 people dead and 15 wounded on both sides.", 9, 15),
    ("In a separate incident, a roadside bomb killed a district governor and his two bodyguards.", 3, None),
    ("Boko Haram gunmen slit the throats of 10 villagers.", 10, None),
    ("The army lost 12 men, the rebels 30.", 42, None),
    ("Burundian police said one of the attackers was killed and three others arrested.", 1, None),
    ("Suspected ADF rebels hacked 14 farmers to death in Beni territory.", 14, None),
    ("A vehicle carrying five ICRC staff was hit; all five were killed.", 5, None),
    ("Thirty-six people died instantly and seven more died in hospital.", 43, None),
    ("Sudanese war planes killed a mother of six in the Nuba mountains.", 1, None),
    ("Three blasts rocked Baghdad, killing a total of 25.", 25, None),
    ("Local officials put the number of dead at 37.", 37, None),
    ("The death toll stands at 58, with more than 200 wounded.", 58, 200),
    ("The operation resulted in the deaths of four insurgents.", 4, None),
    ("The killing of seven farmers by soldiers has angered villagers.", 7, None),
    ("Colombian troops killed the rebel commander known as Romaña.", 1, None),
    ("The monks said that 3 novices were hurt when troops stormed the monastery.", None, 3),
    (
        "A Pakistani soldier and four militants were killed in an exchange of fire, while two soldiers were injured.",
        5,
        2,
    ),
    ("They found the body of a missing activist in a well.", 1, None),
    ("Hospital officials in Gaza said at least 12 Palestinians, most of them civilians, were killed.", 12, None),
    ("The regime dropped barrel bombs on Daraya; seven people died, among them four children.", 7, None),
    ("A UN convoy came under fire and one driver was lightly wounded.", None, 1),
    ("The bomber blew himself up, killing a guard.", 1, None),
    ("A mine blast killed the driver and wounded the three passengers.", 1, 3),
    ("At least 35 people were killed and as many as 70 wounded in two suicide bombings.", 35, None),
    ("Kurdish fighters killed 12 jihadists and lost three of their own.", 12, None),
    ("President Ahmed was killed by his guards.", 1, None),
    ("The wounded soldiers were flown to Bamako.", None, None),
    ("Relatives buried the three students killed on Sunday.", 3, None),
    ("Police arrested a man suspected of killing two tourists.", 2, None),
    ("A ceasefire was agreed after five days of fighting.", None, None),
    ("The 2008 attacks in Mumbai, which killed 166 people, are still remembered.", 166, None),
    ("Almost 3,000 people were killed in the attacks on New York and Washington.", 3000, None),
    ("Seven bodies, all with gunshot wounds, were found in Ramadi.", 7, None),
    ("Tribesmen killed at least 40 cattle herders from the Misseriya.", 40, None),
    ("Six policemen were injured, one critically, when protesters threw stones.", None, 6),
]

BOUNDS = [
    ("At least seven miners were killed.", Count(7, 7, None)),
    ("More than 80 troops were killed.", Count(80, 80, None)),
    ("Between 10 and 15 insurgents were killed.", Count(10, 10, 15)),
    ("Ten to 15 insurgents were killed.", Count(10, 10, 15)),
    ("Raiders killed 8-10 residents.", Count(8, 8, 10)),
    ("As many as 20 militants were killed.", Count(None, None, 20)),
    ("Up to 20 militants were killed.", Count(None, None, 20)),
    ("About 30 rebels were killed.", Count(None, 30, None)),
    ("Dozens of people were killed.", Count(24, None, None)),
    ("Several fighters were killed.", Count(2, None, None)),
    ("Exactly four people were killed.", Count(4, 4, 4)),
    ("Five soldiers and several civilians were killed.", Count(5, 5, None)),
    ("Six rebels were killed or wounded.", Count(None, None, 6)),
    ("No one was killed.", Count(0, 0, 0)),
]

CUMULATIVE = [
    "The war has killed at least 250,000 people.",
    "More than 400 people have been killed since January.",
    "Since the start of the year, 86 officers have been killed.",
    "At least 300 people have been killed over the past week.",
    "The insurgency has claimed more than 40,000 lives since 1984.",
    "In recent months 70 villagers have been killed.",
    "The conflict has left 18,000 people dead.",
    "So far this year, 1,100 civilians have been killed.",
]


def best(article: AnalysedArticle, kind: CasualtyKind) -> int | None:
    return combine(article.casualties, kind).best


@pytest.mark.parametrize(("text", "killed", "injured"), TABLE)
def test_counts(read: Read, text: str, killed: int | None, injured: int | None) -> None:
    article = read(text)
    assert (best(article, CasualtyKind.KILLED), best(article, CasualtyKind.INJURED)) == (killed, injured)


@pytest.mark.parametrize(("text", "count"), BOUNDS)
def test_bounds(read: Read, text: str, count: Count) -> None:
    assert combine(read(text).casualties, CasualtyKind.KILLED) == count


@pytest.mark.parametrize("text", CUMULATIVE)
def test_tolls_of_a_war_or_a_long_period_are_no_events(read: Read, text: str) -> None:
    article = read(text)
    assert article.casualties
    assert all(mention.cumulative for mention in article.casualties)
    assert combine(article.casualties, CasualtyKind.KILLED) == Count()


def test_spans_are_the_texts_own_words(read: Read) -> None:
    text = "Militants stormed the camp, killing four guards, and left 12 people wounded, including two nurses."
    for mention in read(text).casualties:
        assert text[mention.span.start : mention.span.end] == mention.text


def test_parts_are_marked(read: Read) -> None:
    parts = [m for m in read("Twelve people, including four children, were killed.").casualties if m.part_of_total]
    assert 4 in [m.count.best for m in parts]


def test_victims_are_named(read: Read) -> None:
    (mention,) = read("Gunmen killed three villagers.").casualties
    assert [victim.kind for victim in mention.victims] == [ActorKind.CIVILIANS]


def test_bad_rows_are_all_reported(tmp_path: Path) -> None:
    (tmp_path / "number_words.csv").write_text("word,value,kind\none,x,unit\ntwo,2,odd\n", encoding="utf-8")
    (tmp_path / "casualty_words.csv").write_text("forms,kind,use\nkill,slain,transitive\n", encoding="utf-8")
    (tmp_path / "casualty_not_people.csv").write_text("thing\nhouse\n", encoding="utf-8")
    (tmp_path / "casualty_cues.csv").write_text("words,cue\nsome,odd\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_words(tmp_path)
    assert len(caught.value.problems) == 5
    assert all(problem.path and problem.line and problem.remedy for problem in caught.value.problems)
