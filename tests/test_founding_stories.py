"""What the two founding stories say, and that the demonstration archive says no more and no less, row by row."""

import re
from datetime import date
from typing import Any

import pytest

from articles.models import Article, Claim, Commitment, Instrument, Membership, Participation, PartnershipEvent, Telling

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]

TALKS = "viet-nam-and-bulgaria-become-strategic-partners"
MEETING = "zhelyazkov-and-to-lam-turn-to-carrying-out-the-partnership"
DOUBLING = "Double trade between Bulgaria and Việt Nam"
BOTH, TO_BULGARIA, TO_VIETNAM = ("bg vn", "bg vn"), ("vn", "bg"), ("bg", "vn")
LAM, RADEV, ZHELYAZKOV = "to-lam", "rumen-radev", "rosen-zhelyazkov"

# Story, modality, who said so (None: the report speaks for both), from and to, words of the point.
FACTS = [
    (TALKS, "stated", LAM, TO_BULGARIA, "Seventy-five years"),
    (TALKS, "agreed", LAM, BOTH, "political trust"),
    (TALKS, "agreed", LAM, BOTH, "existing mechanisms"),
    (TALKS, "agreed", LAM, BOTH, "new mechanisms"),
    (TALKS, "agreed", LAM, BOTH, "joint statement"),
    (TALKS, "stated", None, BOTH, "academies, UN peacekeeping, cybersecurity and military medicine"),
    (TALKS, "agreed", None, BOTH, "main pillar"),
    (TALKS, "pledged", None, BOTH, "Keep trade free"),
    (TALKS, "pledged", None, BOTH, "EVFTA"),
    (TALKS, "pledged", None, BOTH, DOUBLING),
    (TALKS, "expected", None, BOTH, "gateways"),
    (TALKS, "stated", LAM, BOTH, "science and technology a pillar"),
    (TALKS, "stated", LAM, BOTH, "digital"),
    (TALKS, "stated", LAM, BOTH, "biotechnology"),
    (TALKS, "agreed", None, BOTH, "Train highly skilled people"),
    (TALKS, "agreed", None, BOTH, "exhibitions"),
    (TALKS, "stated", None, BOTH, "Room for more"),
    (TALKS, "pledged", None, BOTH, "integration of the Vietnamese community"),
    (TALKS, "pledged", None, BOTH, "multilateral"),
    (TALKS, "stated", None, BOTH, "East Sea"),
    (TALKS, "stated", RADEV, TO_VIETNAM, "Đổi mới"),
    (TALKS, "hoped", RADEV, TO_VIETNAM, "traditional fields"),
    (MEETING, "stated", ZHELYAZKOV, TO_VIETNAM, "partners in Southeast Asia"),
    (MEETING, "stated", ZHELYAZKOV, TO_VIETNAM, "landmark"),
    (MEETING, "stated", LAM, TO_BULGARIA, "outcome of the talks"),
    (MEETING, "agreed", None, BOTH, "political trust"),
    (MEETING, "pledged", None, BOTH, "Carry out the Strategic Partnership"),
    (MEETING, "pledged", None, BOTH, "existing mechanisms"),
    (MEETING, "agreed", None, BOTH, "new mechanisms"),
    (MEETING, "stated", None, BOTH, "EVFTA"),
    (MEETING, "stated", None, BOTH, "seaports"),
    (MEETING, "stated", None, BOTH, DOUBLING),
    (MEETING, "offered", LAM, TO_BULGARIA, "Bulgarian products"),
    (MEETING, "hoped", LAM, TO_BULGARIA, "gateway to the EU"),
    (MEETING, "hoped", LAM, TO_BULGARIA, "barriers to trade"),
    (MEETING, "hoped", LAM, TO_BULGARIA, "Vietnamese companies"),
    (MEETING, "proposed", LAM, TO_BULGARIA, "traditional fields"),
    (MEETING, "asked", LAM, TO_BULGARIA, "yellow card"),
    (MEETING, "asked", LAM, TO_BULGARIA, "agreement on health care"),
    (MEETING, "offered", ZHELYAZKOV, TO_VIETNAM, "Coordinate closely"),
    (MEETING, "stated", None, BOTH, "digital"),
    (MEETING, "pledged", None, BOTH, "science and technology a pillar"),
    (MEETING, "asked", LAM, TO_BULGARIA, "Bulgarian nationality"),
    (MEETING, "asked", LAM, TO_BULGARIA, "integrate more deeply"),
    (MEETING, "agreed", None, BOTH, "multilateral"),
    (MEETING, "agreed", None, BOTH, "global challenges"),
]


# How a passage says that something was agreed, pledged and so on; what is stated needs no verb of its own.
VERBS = {
    "agreed": "agreed|decided",
    "pledged": "pledged|affirmed|committed|will ",
    "asked": "asked|called on",
    "proposed": "proposed",
    "offered": "offered|ready to",
    "hoped": "hope[ds]",
    "expected": "expected",
}


def codes(manager: Any) -> str:
    return " ".join(sorted(country.code for country in manager.all()))


@pytest.mark.parametrize(("story", "modality", "speaker", "direction", "words"), FACTS)
def test_points_of_the_founding_stories(
    story: str, modality: str, speaker: str | None, direction: tuple[str, str], words: str
) -> None:
    told = Telling.objects.filter(
        passage__version__article__slug=story, modality=modality, commitment__summary__contains=words
    )
    directed = [
        telling
        for telling in told
        if (codes(telling.commitment.from_countries), codes(telling.commitment.to_countries)) == direction
    ]

    assert len(directed) == 1
    assert (directed[0].speaker.slug if directed[0].speaker else None) == speaker
    assert directed[0].commitment.sectors.exists() and directed[0].event is not None


def test_the_passage_of_a_point_says_how_it_was_put() -> None:
    tellings = Telling.objects.exclude(modality="stated").select_related("passage")

    assert {telling.modality for telling in tellings} == set(VERBS)
    for telling in tellings:
        assert re.search(VERBS[telling.modality], telling.passage.exact), (telling, telling.passage)


def test_doubling_trade_is_one_point_told_twice() -> None:
    point = Commitment.objects.get(summary=DOUBLING)

    told = [(telling.modality, telling.passage.version.article.slug) for telling in point.tellings.all()]

    assert told == [("pledged", TALKS), ("stated", MEETING)]
    assert Commitment.objects.filter(summary__icontains="double").count() == 1


def test_the_yellow_card_is_to_be_moved_through_the_commission() -> None:
    point = Commitment.objects.get(summary__contains="yellow card")

    assert point.through is not None and point.through.slug == "european-commission"


def test_the_dates_of_the_founding_stories_tell_their_basis() -> None:
    talks, meeting = Article.objects.get(slug=TALKS), Article.objects.get(slug=MEETING)

    assert (str(talks.published), talks.published.basis) == ("2025-10-23", "stated")
    assert (str(meeting.published), meeting.published.basis) == ("2025-10-24", "inferred")
    assert "Friday" in meeting.published_note
    assert [agency.code for agency in meeting.agencies.order_by("sign_offs__position")] == ["vna", "vns"]


def test_the_level_before_the_strategic_partnership_is_unknown() -> None:
    change = PartnershipEvent.objects.get(kind="level-change", partnership__first="bg", partnership__second="vn")

    assert (change.level_from, change.level_to.code, str(change.start)) == (None, "vn-strategic", "2025-10-23")
    assert change.parent.slug == "2025-10-22-visit-of-to-lam-to-bulgaria"


def test_the_visit_contains_what_happened_in_its_course() -> None:
    visit = PartnershipEvent.objects.get(slug="2025-10-22-visit-of-to-lam-to-bulgaria")

    assert visit.occasion == "22–24 October 2025"
    assert sorted(visit.parts.values_list("kind", flat=True)) == [
        "ceremony",
        "invitation",
        "joint-statement",
        "level-change",
        "meeting",
        "press-briefing",
        "talks",
    ]


def test_the_prime_minister_who_invites_was_not_there() -> None:
    invitation = PartnershipEvent.objects.get(kind="invitation")

    roles = {part.person.slug: part.role for part in invitation.participations.select_related("person")}

    assert invitation.status == "invited"
    assert roles == {"pham-minh-chinh": "mentioned-absent", LAM: "conveyor", ZHELYAZKOV: "guest"}
    assert "pham-minh-chinh" not in [part.person.slug for part in invitation.participations.attended()]


def test_zhelyazkov_was_speaker_in_2024_and_prime_minister_in_2025() -> None:
    offices = dict(
        Participation.objects.filter(person__slug=ZHELYAZKOV).values_list("event__slug", "membership__post__slug")
    )

    assert offices["2024-01-08-talks-ha-noi"] == "bg-na-speaker"
    assert offices["2025-10-24-meeting-with-prime-minister-zhelyazkov"] == "bg-prime-minister"
    posts = Membership.objects.filter(person__slug=ZHELYAZKOV)
    assert list(posts.in_force(date(2024, 1, 8)).values_list("post__slug", flat=True)) == ["bg-na-speaker"]
    assert list(posts.in_force(date(2025, 10, 24)).values_list("post__slug", flat=True)) == ["bg-prime-minister"]


@pytest.mark.parametrize(
    ("event", "values"),
    [
        ("1950-relations-established-bulgaria-viet-nam", ["8 February 1950", "7 March 1950"]),
        ("2023-09-23-visit-of-vuong-dinh-hue-to-bulgaria", ["23 September 2023", "24 September 2023"]),
    ],
)
def test_both_accounts_are_kept_where_sources_disagree(event: str, values: list[str]) -> None:
    claims = Claim.objects.filter(event__slug=event, field="start").order_by("-preferred")

    assert [claim.value for claim in claims] == values
    assert [bool(claim.reason) for claim in claims] == [True, False]


@pytest.mark.parametrize(
    ("instrument", "status"),
    [
        ("evfta", "named"),
        ("unclos", "named"),
        ("joint-statement-bulgaria-viet-nam-2025", "adopted"),
        ("agreement-on-health-care-bulgaria-viet-nam", "proposed"),
    ],
)
def test_instruments_stand_as_the_stories_tell(instrument: str, status: str) -> None:
    assert Instrument.objects.get(slug=instrument).status == status
