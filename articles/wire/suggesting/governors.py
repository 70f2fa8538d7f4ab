"""Words that take what they govern out of the told past: it is to come, is wished for or open, or is denied."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from articles.wire.gazetteer import Lexicon
from articles.wire.suggesting.words import phrases


class Certainty(IntEnum):
    """How sure a sentence is of what it names. Where several words govern one thing, the highest holds.

    `AHEAD` is still to come, `OPEN` hoped for, asked for or possible, `DENIED` said not to be so, or only supposed.
    """

    FACT = 0
    AHEAD = 1
    OPEN = 2
    DENIED = 3


FACT, AHEAD, OPEN, DENIED = Certainty


@dataclass(frozen=True, slots=True)
class Governor:
    """What a phrase makes of the words behind it.

    `follows`: one of these must come next, where any are given; `ing` stands for any gerund. `helps`: the phrase is
    part of a verb (will, not), so that what it governs is the verb's whole clause. `whole`: as `if`, all that follows.
    `present`: only where that is told in the present: when relations are raised, but not: when they were.
    `refuses`: what was offered and not taken: the meeting did not come about, but an invitation was made.
    """

    certainty: Certainty
    follows: frozenset[str] = frozenset()
    helps: bool = False
    whole: bool = False
    present: bool = False
    refuses: bool = False


# Phrases are parted by blanks, and an underscore stands for a blank in them; behind ">" what must come next.
_HELPING = {
    AHEAD: ("will shall",),
    OPEN: ("could may might should must ought can cannot would",),
    DENIED: (
        "not never neither nor no nobody none t would_have could_have might_have should_have",
        "nearly almost all_but",
        "was_to_have were_to_have due_to_have supposed_to",
    ),
}
_WHOLE = {
    OPEN: "unconfirmed reportedly allegedly supposedly",
    DENIED: "if whether unless provided_that in_case in_the_event as_if as_though",
}
_PRESENT = {AHEAD: "when whenever once before after as_soon_as as_long_as by_the_time"}
_REFUSING = (
    "refuse refuses refused refusing decline declines declined declining reject rejects rejected rejecting",
    "turn_down turns_down turned_down turning_down decide_against decides_against decided_against deciding_against",
    "veto vetoes vetoed vetoing block blocks blocked blocking prevent prevents prevented preventing",
    "avoid avoids avoided avoiding resist resists resisted resisting oppose opposes opposed opposing",
    "freeze freezes froze freezing give_up gives_up gave_up giving_up",
    "opt_out_of opts_out_of opted_out_of cry_off_from cried_off_from",
)
_REFUSED = "a an the any all his her its their talks meetings visits"
_FORWARD = {
    AHEAD: (
        "plan plans planned planning intend intends intended intending intention intentions > to ing of",
        "preparations arrangements ready track course way > to for",
        "expect expects expected expecting anticipated due set scheduled slated poised bound is are was were > to",
        "agree agrees agreed agreeing consent consented decide decides decided deciding resolved > to on ing",
        "undertake undertook pledge pledges pledged pledging promise promises promised vow vows vowed vowing > to ing",
        "commit commits committed committing prepare prepares preparing prepared decision decisions commitment > to",
        "agreement agreements promises pledges > to",
        "ahead > of",
        "due expected > in at here",
        "expects > a an talks meetings visits",
    ),
    OPEN: (
        "hope hopes hoped hoping hopeful seek seeks sought seeking",
        "wish wishes wished wishing want wants wanted wanting > to that for the its their his her a ties relations both"
        " bulgaria vietnam viet",
        "try tries tried trying attempt attempts attempted attempting strive strives striving > to",
        "aim aims aimed aiming goal objective target ambition desire willingness readiness bid > to at of for that",
        "effort efforts drive push pushes pushed pushing press presses pressed pressing wait waiting waited > to for",
        "forward > to",
        "propose proposes proposed proposing suggest suggests suggested suggesting recommend recommends recommended",
        "proposal proposals suggestion suggestions idea ideas initiative > to for of that on",
        "ask asks asked asking request requests requested requesting urge urges urged urging demand demands demanded",
        "called_on called_upon calls_on calls_upon called_for calls_for call_for calling_on calling_for",
        "appealed appeal appeals lobby lobbied lobbying campaign campaigned persuade convince encourage encouraged > to"
        " for bulgaria viet vietnam the",
        "consider considers considered considering discuss discusses discussed discussing explore explores explored"
        " weigh weighs weighed weighing mull mulls mulled mulling debate debated > ing how possible a",
        "talks_on talks_about discussions_on negotiations_on consultations_on negotiations_about talk_of > ing a an",
        "roadmap road_map work works worked working moved moving step steps closer close > to towards toward on for",
        "prospect prospects possibility chance chances hopes dream dreams question speculation > of that about over",
        "toward towards in_order_to so_as_to with_a_view_to with_the_aim_of with_the_goal_of > ing a the an",
        "the_verge the_brink the_point > of",
        "about > to",
        "support supports supported supporting back backs backed favour favours favoured advocates > the a ing",
        "perhaps maybe possibly likely unlikely probably subject_to pending until",
        "report reports claim claims claimed claiming allege alleged alleges rumours rumors rumour rumor allegations"
        " suggestions > that of",
    ),
    DENIED: (
        "without instead_of rather_than short_of far_from yet_to",
        "fail fails failed failing refuse refuses refused refusing decline declines declined declining unable > to",
        "deny denies denied denying refute refutes refuted dispute disputes disputed doubt doubts doubted denial",
        "reject rejects rejected rejecting dismiss dismisses dismissed dismissing > that reports claims rumours any",
        "rule rules ruled ruling > out",
        "false untrue unfounded incorrect wrong > that",
        "wrongly_reported falsely_reported mistakenly_reported erroneously_reported incorrectly_reported"
        " wrongly_claimed falsely_claimed wrongly_said falsely_said wrongly_stated falsely_stated > that",
        "cancel cancels canceled canceling cancelled cancelling postpone postpones postponed postponing cancellation",
        "postponement shelve shelves shelved shelving scrap scraps scrapped scrapping abort aborts aborted aborting",
        "abandon abandons abandoned abandoning axe axes axed axing skip skips skipped skipping",
        "boycott boycotts boycotted boycotting snub snubs snubbed snubbing shun shuns shunned shunning",
        "miss misses missed missing drop drops dropped dropping ditch ditches ditched ditching defer defers deferred"
        " deferring delay delays delayed delaying forgo forgoes forwent"
        " > the a an his her its their plans",
        "withdraw_from withdraws_from withdrew_from withdrawing_from",
        "pull_out_of pulls_out_of pulled_out_of pulling_out_of back_out_of backs_out_of backed_out_of backing_out_of",
        "drop_out_of drops_out_of dropped_out_of dropping_out_of bow_out_of bows_out_of bowed_out_of bowing_out_of",
        "stay_away_from stays_away_from stayed_away_from staying_away_from kept_away_from",
        "call_off calls_off called_off calling_off put_off puts_off putting_off",
    ),
}


def _governors() -> Iterator[tuple[str, Governor]]:
    for certainty, lines in _FORWARD.items():
        for line in lines:
            given, _, after = line.partition(" > ")
            for phrase in phrases(given):
                yield phrase, Governor(certainty, phrases(after))
    for phrase in phrases(*_REFUSING):
        yield phrase, Governor(DENIED, phrases(_REFUSED), refuses=True)
    for certainty, lines in _HELPING.items():
        for phrase in phrases(*lines):
            yield phrase, Governor(certainty, helps=True)
    for certainty, line in _WHOLE.items():
        for phrase in phrases(line):
            yield phrase, Governor(certainty, whole=True)
    for certainty, line in _PRESENT.items():
        for phrase in phrases(line):
            yield phrase, Governor(certainty, present=True)


GOVERNORS = Lexicon(_governors())

_BACKWARD = {
    DENIED: (
        "cancelled canceled called_off put_off postponed shelved scrapped dropped abandoned delayed aborted "
        "rescheduled deferred off ruled_out rejected averted blocked axed "
        "skipped boycotted ditched snubbed shunned pulled vetoed frozen put_back pushed_back opposed "
        "yet_to_be_agreed yet_to_be_arranged yet_to_be_fixed yet_to_be_held yet_to_be_announced yet_to_be_confirmed "
        "yet_to_be_set yet_to_be_signed yet_to_be_issued yet_to_be_adopted yet_to_take_place yet_to_begin"
    ),
    OPEN: (
        "proposed sought wanted possible likely unlikely uncertain in_doubt under_discussion in_sight within_reach "
        "within_sight on_the_table on_the_agenda on_the_horizon on_the_cards"
    ),
    AHEAD: "planned scheduled expected due set foreseen envisaged slated anticipated under_preparation",
}
BACKWARD = Lexicon((phrase, certainty) for certainty, line in _BACKWARD.items() for phrase in phrases(line))
"""What tells, behind a form of be or the noun itself, that the event named before it did not happen, or not yet."""
AIMS = phrases("goal goals aim aims objective objectives target dream ambition aspiration hope wish priority prospect")
"""What tells, as a predicate, that the event named before it is only wished for: … remains a distant goal."""
REMAINS = phrases("remain remains remained stays stayed seems seemed")
"""Verbs that lead to a predicate as the forms of be do."""
SUPPOSING = phrases("would could might may")
"""Under these a change is itself supposed, where it is the subject: the elevation of relations would help."""
FALSE = phrases("false untrue unfounded baseless groundless incorrect fabricated invented")
"""What tells, behind a form of be, that all said before it is not so."""
TAKES_PLACE = phrases(
    "place happen happened happens occur occurred ahead materialise materialised materialize materialized about"
)
"""The last word of what tells of an event named before it that it came about: takes place, went ahead."""
_LED = phrases("take takes took taken taking go goes gone went come came")
DONE = phrases("held signed adopted issued given paid raised published concluded reached made approved")
"""What tells the same behind a form of be."""


def takes_place(before: str, word: str) -> bool:
    """Whether two words tell of an event named before them that it came about."""
    return word in TAKES_PLACE and (before in _LED or word.startswith(("hap", "occ", "mat")))


FELL_THROUGH = Lexicon(
    (phrase, DENIED) for phrase in phrases("fell_through fallen_through came_to_nothing came_to_naught")
)
PARTED = phrases("call calls called calling put puts putting")
"""Verbs that “off” makes deny what they govern, also behind that: called his visit off."""
ATTRIBUTES = {
    **dict.fromkeys(phrases("planned scheduled upcoming forthcoming coming future imminent expected due"), AHEAD),
    **dict.fromkeys(phrases("proposed possible potential prospective mooted rumoured rumored"), OPEN),
    **dict.fromkeys(phrases("cancelled canceled postponed aborted abandoned delayed"), DENIED),
}
"""Adjectives: they tell of the noun that follows."""
DENYING = frozenset(
    word
    for line in (*_FORWARD[DENIED], *_REFUSING)
    for phrase in line.partition(" > ")[0].split()
    for word in [phrase.partition("_")[0]]
    if word.endswith(("ed", "withdrew", "forwent", "froze")) and word not in ATTRIBUTES
)
"""Verbs in the past that deny what they govern: denied, doubted."""
OPENERS = (
    GOVERNORS.openers
    | BACKWARD.openers
    | TAKES_PLACE
    | DONE
    | FELL_THROUGH.openers
    | FALSE
    | AIMS
    | ATTRIBUTES.keys()
    | {"to"}
) - phrases("is are was were be been")
"""A sentence without any of these words is told as it is."""
