"""ACLED's types in words: their names, which English keeps as ACLED spells them, and what each means."""

from __future__ import annotations

from ..model import EventType, SubEventType
from .phrases import say, say_in

EVENT_TYPES: dict[EventType, str] = {
    EventType.BATTLES: say("Battles"),
    EventType.EXPLOSIONS: say("Explosions/Remote violence"),
    EventType.VIOLENCE_AGAINST_CIVILIANS: say("Violence against civilians"),
    EventType.PROTESTS: say("Protests"),
    EventType.RIOTS: say("Riots"),
    EventType.STRATEGIC: say("Strategic developments"),
}
SUB_EVENT_TYPES: dict[SubEventType, str] = {
    SubEventType.ARMED_CLASH: say("Armed clash"),
    SubEventType.GOVERNMENT_REGAINS: say("Government regains territory"),
    SubEventType.NON_STATE_OVERTAKES: say("Non-state actor overtakes territory"),
    SubEventType.CHEMICAL_WEAPON: say("Chemical weapon"),
    SubEventType.AIR_STRIKE: say("Air/drone strike"),
    SubEventType.SUICIDE_BOMB: say("Suicide bomb"),
    SubEventType.SHELLING: say("Shelling/artillery/missile attack"),
    SubEventType.REMOTE_EXPLOSIVE: say("Remote explosive/landmine/IED"),
    SubEventType.GRENADE: say("Grenade"),
    SubEventType.SEXUAL_VIOLENCE: say("Sexual violence"),
    SubEventType.ATTACK: say_in("sub-event type", "Attack"),
    SubEventType.ABDUCTION: say("Abduction/forced disappearance"),
    SubEventType.PEACEFUL_PROTEST: say("Peaceful protest"),
    SubEventType.PROTEST_INTERVENTION: say("Protest with intervention"),
    SubEventType.EXCESSIVE_FORCE: say("Excessive force against protesters"),
    SubEventType.VIOLENT_DEMONSTRATION: say("Violent demonstration"),
    SubEventType.MOB_VIOLENCE: say("Mob violence"),
    SubEventType.AGREEMENT: say("Agreement"),
    SubEventType.ARRESTS: say("Arrests"),
    SubEventType.CHANGE_TO_GROUP: say("Change to group/activity"),
    SubEventType.DISRUPTED_WEAPONS: say("Disrupted weapons use"),
    SubEventType.HEADQUARTERS: say("Headquarters or base established"),
    SubEventType.LOOTING: say("Looting/property destruction"),
    SubEventType.NON_VIOLENT_TRANSFER: say("Non-violent transfer of territory"),
    SubEventType.OTHER: say_in("sub-event type", "Other"),
}
MEANINGS: dict[SubEventType, str] = {
    SubEventType.ARMED_CLASH: say("Armed sides fight each other, and no ground is said to change hands."),
    SubEventType.GOVERNMENT_REGAINS: say("State forces, or forces fighting for them, take back ground in a fight."),
    SubEventType.NON_STATE_OVERTAKES: say("A non-state or foreign force takes ground in a fight."),
    SubEventType.CHEMICAL_WEAPON: say("A chemical weapon is used."),
    SubEventType.AIR_STRIKE: say("A strike from the air, by aeroplane, helicopter or drone."),
    SubEventType.SUICIDE_BOMB: say("An attacker sets off explosives and means to die by them."),
    SubEventType.SHELLING: say("Shells, rockets or missiles are fired from afar."),
    SubEventType.REMOTE_EXPLOSIVE: say(
        "A mine, a planted bomb or another explosive set off from afar or by its victim."
    ),
    SubEventType.GRENADE: say("A grenade or another explosive thrown by hand."),
    SubEventType.SEXUAL_VIOLENCE: say("Sexual violence against civilians."),
    SubEventType.ATTACK: say("A direct attack on people who are not armed."),
    SubEventType.ABDUCTION: say("People are abducted, or disappear by force."),
    SubEventType.PEACEFUL_PROTEST: say("A protest that stays peaceful and meets no force."),
    SubEventType.PROTEST_INTERVENTION: say(
        "A peaceful protest that is dispersed or hindered, without deaths by force."
    ),
    SubEventType.EXCESSIVE_FORCE: say("A peaceful protest that meets force which kills or may kill."),
    SubEventType.VIOLENT_DEMONSTRATION: say("A demonstration that turns violent."),
    SubEventType.MOB_VIOLENCE: say("A crowd that is no demonstration uses violence."),
    SubEventType.AGREEMENT: say("Sides agree: a ceasefire, an exchange, a treaty, an evacuation."),
    SubEventType.ARRESTS: say("Arrests on a large scale or of people of political weight."),
    SubEventType.CHANGE_TO_GROUP: say("A force is founded, split, joined, renamed, moved or led by someone new."),
    SubEventType.DISRUPTED_WEAPONS: say("A weapon is intercepted, found or disarmed before it does harm."),
    SubEventType.HEADQUARTERS: say("A headquarters or base is set up."),
    SubEventType.LOOTING: say("Property is looted, seized or destroyed."),
    SubEventType.NON_VIOLENT_TRANSFER: say("Ground changes hands without a fight."),
    SubEventType.OTHER: say("A development of weight for the conflict that none of the other types holds."),
}
"""In our words, after ACLED's codebook (2023)."""
