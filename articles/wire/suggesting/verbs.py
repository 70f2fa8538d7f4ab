"""Which verbs say what: a pledge, a request, a hope; the table that modalities are taken from."""

from dataclasses import dataclass

from articles.vocabulary import Modality
from articles.wire.gazetteer import Lexicon
from articles.wire.suggesting.words import phrases

FINITE, PARTICIPLE, BASE, PASSIVE, NOUN = "finite", "participle", "base", "passive", "noun"
MEANT = "meant"
"""What someone is to do."""
AGREED, PLEDGED, ASKED, PROPOSED = Modality.AGREED, Modality.PLEDGED, Modality.ASKED, Modality.PROPOSED
OFFERED, HOPED, EXPECTED, STATED = Modality.OFFERED, Modality.HOPED, Modality.EXPECTED, Modality.STATED


@dataclass(frozen=True, slots=True)
class Sign:
    """A phrase that shows a modality. `follows`: one of these words must come next, where any are given.

    Where an ellipsis is among them, whom it is said to may stand between: assured its partner that ….
    """

    modality: Modality
    form: str = FINITE
    follows: frozenset[str] = frozenset()
    rule: str = ""
    clause: bool = False


# base, -s, past, -ing; then what must follow, a full stop for anything. A hyphen leaves a form out.
_VERBS = {
    AGREED: (
        "agree agrees agreed agreeing > to on that upon with in",
        "concur concurs concurred concurring > to on that with in",
        "consent consents consented consenting > to",
        "decide decides decided deciding > to on",
        "instruct instructs instructed instructing > … to",
        "task tasks tasked tasking > … with to",
    ),
    PLEDGED: (
        "pledge pledges pledged pledging",
        "vow vows vowed vowing > to that",
        "promise promises promised promising",
        "undertake undertakes undertook undertaking > to that",
        "- - undertaken - > to that",
        "- - assured assuring > … that of",
        "commit commits committed committing > itself themselves himself herself to",
        "guarantee guarantees guaranteed guaranteeing > to that",
    ),
    ASKED: (
        "ask asks asked asking",
        "request requests requested requesting",
        "urge urges urged urging",
        "press presses pressed pressing > … for to",
        "seek seeks sought seeking > … help assistance support aid assurances assurance guarantees release return"
        " access approval consent extradition removal recognition",
        "plead pleads pleaded pleading > … for to",
        "push pushes pushed pushing > for",
        "lobby lobbies lobbied lobbying > … for to",
        "beg begs begged begging > … for to",
        "insist insists insisted insisting > on that",
        "appeal appeals appealed appealing > to for",
        "demand demands demanded demanding",
        "encourage - encouraged encouraging",
    ),
    PROPOSED: (
        "propose proposes proposed proposing",
        "suggest suggests suggested suggesting",
        "recommend recommends recommended recommending",
    ),
    OFFERED: ("offer offers offered offering",),
    HOPED: (
        "hope hopes hoped hoping",
        "wish wishes wished wishing > to that for",
        "want wants wanted wanting > … to a an",
    ),
    EXPECTED: ("expect expects - expecting",),
    STATED: (
        "- says said saying",
        "- stresses stressed stressing",
        "emphasise emphasises emphasised emphasising",
        "emphasize emphasizes emphasized emphasizing",
        "- underlines underlined underlining",
        "- underscores underscored underscoring",
        "affirm affirms affirmed affirming",
        "reaffirm reaffirms reaffirmed reaffirming",
        "reiterate reiterates reiterated reiterating",
        "- - noted noting",
        "- considers considered considering",
        "- - described describing",
        "- highlights highlighted highlighting",
        "- - stated stating > that his its their the",
        "- - declared declaring > that",
        "- - acknowledged acknowledging",
        "- - added adding > that",
        "- - remarked remarking > that",
        "- - welcomed welcoming",
        "aim aims aimed aiming > to",
        "- - told telling > … that",
        "- - expressed expressing",
        "- - voiced voicing",
        "- - briefed briefing",
        "- - recalled recalling",
        "- believes believed believing",
    ),
}
_CLAUSAL = phrases(
    "say stress emphasise emphasize underline underscore affirm reaffirm reiterate note state declare",
    "acknowledge add remark recall believe consider",
)
_PHRASES = {
    (ASKED, FINITE): "called_on called_upon calls_on calls_upon called_for calls_for",
    (ASKED, PARTICIPLE): "calling_on calling_upon calling_for",
    (AGREED, FINITE): (
        "were_of_one_mind are_of_one_mind was_of_one_mind saw_eye_to_eye were_unanimous are_unanimous "
        "came_to_an_agreement set_a_target set_the_target set_a_goal set_the_goal set_themselves_the_target "
        "set_themselves_the_goal set_themselves_a_target set_themselves_a_goal"
    ),
    (AGREED, PASSIVE): "agreement_was_reached consensus_was_reached agreement_has_been_reached",
    (PROPOSED, FINITE): "put_forward puts_forward",
    (PROPOSED, PARTICIPLE): "putting_forward",
    (OFFERED, FINITE): (
        "stands_ready stand_ready stood_ready is_ready are_ready was_ready were_ready remains_ready remain_ready "
        "is_keen_to are_keen_to was_keen_to were_keen_to is_eager_to are_eager_to was_eager_to were_eager_to "
        "is_willing are_willing was_willing were_willing remains_willing remain_willing remained_willing "
        "remained_ready is_prepared_to are_prepared_to was_prepared_to stays_ready"
    ),
    (HOPED, FINITE): (
        "looks_forward_to look_forward_to looked_forward_to would_like would_welcome would_hope "
        "is_hopeful are_hopeful was_hopeful were_hopeful remains_hopeful remain_hopeful remained_hopeful"
    ),
    (HOPED, PARTICIPLE): "looking_forward_to",
    (EXPECTED, FINITE): "count_on counts_on counted_on is_counting_on are_counting_on was_counting_on were_counting_on",
    (EXPECTED, PASSIVE): "is_expected are_expected was_expected were_expected is_anticipated are_anticipated",
    (PLEDGED, FINITE): (
        "is_committed are_committed remains_committed remain_committed remained_committed was_committed were_committed "
        "committed_itself committed_themselves committed_to is_determined_to are_determined_to "
        "was_determined_to were_determined_to resolved_to "
        "is_obliged_to are_obliged_to"
    ),
    (PLEDGED, MEANT): "is_to are_to",
    (STATED, FINITE): "pointed_out points_out spoke_highly made_clear",
    (STATED, PARTICIPLE): "pointing_out",
}
LIGHT = phrases(
    "expressed expressing expresses voiced voicing voices affirmed affirming reaffirmed reaffirming reiterated",
    "reiterating underlined underlining underscored stressed emphasised emphasized confirmed confirming",
    "reiterates renews conveyed conveying shared sharing made making gave given giving showed declared reached",
    "reaching stated highlighted renewed renewing repeated repeating repeats",
)
"""Verbs that say little beside their noun: expressed readiness, reaffirmed their commitment, reached consensus."""
NOUNS = {
    **dict.fromkeys(("readiness", "willingness", "keenness", "eagerness"), OFFERED),
    **dict.fromkeys(("hope", "hopes", "wish", "wishes", "desire"), HOPED),
    **dict.fromkeys(("commitment", "commitments", "determination", "resolve", "pledge", "pledges"), PLEDGED),
    **dict.fromkeys(("assurance", "assurances", "undertaking", "promise", "promises", "guarantee", "word"), PLEDGED),
    **dict.fromkeys(("consensus", "agreement", "accord", "understanding"), AGREED),
    **dict.fromkeys(("expectation", "expectations"), EXPECTED),
    **dict.fromkeys(("request", "requests", "appeal", "call", "calls", "demand", "plea"), ASKED),
    **dict.fromkeys(("proposal", "proposals", "suggestion", "suggestions"), PROPOSED),
    **dict.fromkeys(("offer", "offers"), OFFERED),
}
DEEDS = {
    **dict.fromkeys(("pledge", "promise", "undertaking", "vow"), PLEDGED),
    **dict.fromkeys(("request", "appeal", "demand", "plea"), ASKED),
    **dict.fromkeys(("proposal", "suggestion"), PROPOSED),
    "offer": OFFERED,
}
"""Nouns that say it alone, where it is told whose they are: a pledge by Bulgaria to …."""
STATED_BY = phrases(
    "admiration satisfaction concern confidence belief conviction view support",
)
"""What someone expresses who only says something of the relation."""


def _signs() -> dict[str, Sign]:
    signs: dict[str, Sign] = {}
    for modality, lines in _VERBS.items():
        for line in lines:
            forms, _, after = line.partition(" > ")
            follows = frozenset(after.split())
            parts = forms.split()
            name = (parts[0] if parts[0] != "-" else parts[2] if parts[2] != "-" else parts[1]).removesuffix("ed")
            clause = any(each in _CLAUSAL for each in (name, f"{name}e", parts[1].removesuffix("s"), _stem(parts)))
            for form, kind in zip(parts, (BASE, FINITE, FINITE, PARTICIPLE), strict=True):
                if form != "-":
                    signs[form] = Sign(
                        modality, kind, follows, f"{modality}:{parts[2] if parts[2] != '-' else form}", clause
                    )
    for (modality, kind), line in _PHRASES.items():
        for phrase in line.split():
            words = phrase.replace("_", " ")
            signs[words] = Sign(modality, kind, rule=f"{modality}:{words}")
    return signs


def _stem(parts: list[str]) -> str:
    return parts[3].removesuffix("ing")


SIGNS: Lexicon[Sign] = Lexicon(_signs().items())
