"""The demonstration archive: it loads, it is sound, and it says what its sources say, row by row."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from articles.dates import Truth
from articles.folding import body_text, digest, fold, normalise
from articles.models import (
    Article,
    ArticleVersion,
    Claim,
    Commitment,
    Instrument,
    Membership,
    Name,
    Participation,
    PartnershipEvent,
    Passage,
    Person,
    Telling,
)
from articles.models.keys import ALPHABET, LENGTH

pytestmark = pytest.mark.django_db

FILES = sorted((settings.BASE_DIR / "fixtures").glob("*.json"))
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
    (TALKS, "agreed", None, BOTH, "room for more"),
    (TALKS, "pledged", None, BOTH, "integration of the Vietnamese community"),
    (TALKS, "pledged", None, BOTH, "multilateral"),
    (TALKS, "stated", None, BOTH, "East Sea"),
    (TALKS, "stated", RADEV, TO_VIETNAM, "Đổi mới"),
    (TALKS, "hoped", RADEV, TO_VIETNAM, "traditional fields"),
    (MEETING, "stated", ZHELYAZKOV, TO_VIETNAM, "partners in Southeast Asia"),
    (MEETING, "stated", ZHELYAZKOV, TO_VIETNAM, "landmark"),
    (MEETING, "stated", LAM, TO_BULGARIA, "outcome of the talks"),
    (MEETING, "agreed", None, BOTH, "political trust"),
    (MEETING, "pledged", None, BOTH, "carry out the Strategic Partnership"),
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


@pytest.fixture(autouse=True, scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The whole demonstration archive, in the order of the file names, gone again after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("loaddata", *FILES, verbosity=0)
        yield
        transaction.set_rollback(True)


def rows() -> dict[str, str]:
    """Everything that the archive holds, by model."""
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_app_config("articles").get_models()
        if model._meta.model_name != "outbox"
    }


def codes(manager: Any) -> str:
    return " ".join(sorted(country.code for country in manager.all()))


def test_loading_twice_changes_nothing() -> None:
    before = rows()

    call_command("loaddata", *FILES, verbosity=0)

    assert rows() == before


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_have_natural_keys_and_no_ids(path: Path) -> None:
    for row in json.loads(path.read_text()):
        assert ("pk" in row) == (row["model"] == "articles.country"), row


def test_the_readme_names_every_file() -> None:
    readme = (settings.BASE_DIR / "fixtures" / "README.md").read_text()

    assert [path.name for path in FILES if f"`{path.name}`" not in readme] == []


def test_there_is_enough_for_facets_ladders_and_timelines() -> None:
    assert Article.objects.count() >= 70
    assert PartnershipEvent.objects.count() >= 90
    assert PartnershipEvent.objects.of_kind("level-change").count() >= 24


def test_every_passage_stands_in_its_version() -> None:
    passages = Passage.objects.select_related("version")

    assert [passage.key for passage in passages if not passage.matches] == []


def test_versions_are_normalised_and_their_digests_right() -> None:
    for version in ArticleVersion.objects.all():
        assert version.body == body_text(version.body), version
        assert version.digest == digest(version.body), version


def test_names_are_normalised_and_folded() -> None:
    for name in Name.objects.all():
        assert (name.form, name.folded) == (normalise(name.form).strip(), fold(name.form))
        assert (name.script == "Cyrl") == any("\u0400" <= letter <= "\u04ff" for letter in name.form), name


def test_public_keys_are_well_formed() -> None:
    keys = [*Passage.objects.values_list("key", flat=True), *Commitment.objects.values_list("key", flat=True)]

    assert all(len(key) == LENGTH and set(key) <= set(ALPHABET) for key in keys)


def test_every_article_says_that_it_is_a_summary_and_names_its_source() -> None:
    for article in Article.objects.prefetch_related("versions", "agencies"):
        version = article.current_version
        assert version is not None and version.text_basis == "summary", article.slug
        assert "summary" in version.body and "archive" in version.body, article.slug
        assert article.source_url.startswith("https://"), article.slug
        assert article.agencies.all(), article.slug


def test_everything_rests_on_a_passage_that_can_be_read() -> None:
    for model in (Article, Person, PartnershipEvent, Membership, Participation, Commitment, Telling, Claim, Instrument):
        assert model.objects.visible().count() == model.objects.count(), model

    for model in (PartnershipEvent, Membership, Telling):
        assert not model.objects.filter(without_evidence=True).exists(), model


def test_nobody_takes_part_in_an_office_not_held_that_day() -> None:
    for part in Participation.objects.select_related("event", "membership__post", "membership__person", "person"):
        held, start = part.membership, part.event.start
        if held is not None:
            day = start.latest or start.earliest
            assert held.person == part.person, part
            assert held.holds(day) is not Truth.NO, f"{part.event.slug}: {held}"


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


@pytest.mark.parametrize(
    ("form", "bearer"),
    [
        ("to lam", "to-lam"),
        ("Желязков", ZHELYAZKOV),
        ("jeliazkov", ZHELYAZKOV),
        ("Rossen Zhelyazkov", ZHELYAZKOV),
        ("vietnam", "vn"),
        ("Viet Nam", "vn"),
        ("Виетнам", "vn"),
        ("US", "us"),
        ("Hoa Kỳ", "us"),
        ("South China Sea", "east-sea"),
        ("Biển Đông", "east-sea"),
        ("София", "sofia"),
        ("hanoi", "ha-noi"),
        ("evfta", "evfta"),
    ],
)
def test_every_spelling_reaches_whom_it_means(form: str, bearer: str) -> None:
    assert bearer in [name.bearer.natural_key()[0] for name in Name.objects.meaning(form)]


def test_a_printed_title_means_its_holder_only_while_it_did() -> None:
    title = "Vietnamese Party chief"

    assert [name.person.slug for name in Name.objects.meaning(title, date(2025, 10, 23))] == [LAM]
    assert not Name.objects.meaning(title, date(2012, 7, 10)).exists()


# Partner, when, where the date comes from, level reached, level before (None: the sources do not tell).
LEVEL_CHANGES = [
    ("cn", "2008-05", "stated", "comprehensive-strategic", None),
    ("ru", "2012-07", "stated", "comprehensive-strategic", None),
    ("us", "2013", "stated", "comprehensive", None),
    ("in", "2016", "stated", "comprehensive-strategic", None),
    ("kr", "2022", "stated", "comprehensive-strategic", None),
    ("us", "2023-09-10", "stated", "comprehensive-strategic", "comprehensive"),
    ("jp", "2023-11", "stated", "comprehensive-strategic", None),
    ("au", "2024-03-07", "stated", "comprehensive-strategic", None),
    ("fr", "2024-10-07", "stated", "comprehensive-strategic", None),
    ("my", "2024-11", "stated", "comprehensive-strategic", None),
    ("nz", "2025", "stated", "comprehensive-strategic", None),
    ("id", "2025-03", "stated", "comprehensive-strategic", None),
    ("sg", "2025-03", "stated", "comprehensive-strategic", None),
    ("fi", "2025-10-21", "stated", "strategic", None),
    ("bg", "2025-10-23", "stated", "strategic", None),
    ("gb", "2025-10-29/2025-10-30", "reported", "comprehensive-strategic", None),
    ("kw", "2025-11-16/2025-11-17", "reported", "strategic", None),
    ("dz", "2025-11-19", "stated", "strategic", None),
    ("za", "2025-11-20/2025-11-21", "reported", "strategic", None),
    ("eu", "2026-01-29", "stated", "comprehensive-strategic", None),
    ("sk", "2026-04-13", "stated", "strategic", None),
    ("in", "2026-05-05/2026-05-06", "reported", "enhanced-comprehensive-strategic", "comprehensive-strategic"),
    ("lk", "2026-05-07/2026-05-08", "reported", "comprehensive", None),
    ("ph", "2026-05-31/2026-06-01", "reported", "enhanced-strategic", None),
]

# Visits of US presidents and secretaries of state: who, to which country, first and last day.
US_VISITS = [
    ("james-baker", "bg", "1990-02-10", "1990-02-11"),
    ("warren-christopher", "vn", "1995-08-05", "1995-08-07"),
    ("madeleine-albright", "vn", "1997-06-26", "1997-06-29"),
    ("madeleine-albright", "bg", "1999-06-22", "1999-06-22"),
    ("madeleine-albright", "vn", "1999-09-06", "1999-09-08"),
    ("bill-clinton", "bg", "1999-11-21", "1999-11-23"),
    ("madeleine-albright", "bg", "1999-11-22", "1999-11-23"),
    ("bill-clinton", "vn", "2000-11-16", "2000-11-19"),
    ("colin-powell", "vn", "2001-07-24", "2001-07-27"),
    ("colin-powell", "bg", "2003-05-15", "2003-05-15"),
    ("colin-powell", "bg", "2004-12-06", "2004-12-08"),
    ("condoleezza-rice", "bg", "2006-04-27", "2006-04-28"),
    ("condoleezza-rice", "vn", "2006-11-15", "2006-11-20"),
    ("george-w-bush", "vn", "2006-11-17", "2006-11-20"),
    ("george-w-bush", "bg", "2007-06-10", "2007-06-11"),
    ("condoleezza-rice", "bg", "2008-07-09", "2008-07-09"),
    ("hillary-clinton", "vn", "2010-07-21", "2010-07-23"),
    ("hillary-clinton", "vn", "2010-10-29", "2010-10-30"),
    ("hillary-clinton", "bg", "2012-02-05", "2012-02-05"),
    ("hillary-clinton", "vn", "2012-07-10", "2012-07-11"),
    ("john-kerry", "vn", "2013-12-14", "2013-12-17"),
    ("john-kerry", "bg", "2015-01-14", "2015-01-15"),
    ("john-kerry", "vn", "2015-08-06", "2015-08-08"),
    ("john-kerry", "vn", "2016-05-22", "2016-05-25"),
    ("barack-obama", "vn", "2016-05-23", "2016-05-25"),
    ("john-kerry", "vn", "2017-01-13", "2017-01-14"),
    ("donald-trump", "vn", "2017-11-10", "2017-11-12"),
    ("rex-tillerson", "vn", "2017-11-10", "2017-11-12"),
    ("mike-pompeo", "vn", "2018-07-08", "2018-07-09"),
    ("mike-pompeo", "vn", "2019-02-24", "2019-02-28"),
    ("donald-trump", "vn", "2019-02-27", "2019-02-28"),
    ("mike-pompeo", "vn", "2020-10-29", "2020-10-30"),
    ("antony-blinken", "vn", "2023-04-14", "2023-04-16"),
    ("joe-biden", "vn", "2023-09-10", "2023-09-11"),
    ("antony-blinken", "vn", "2023-09-10", "2023-09-11"),
    ("antony-blinken", "vn", "2024-07-27", "2024-07-27"),
]
PRESIDENTS = {"bill-clinton", "george-w-bush", "barack-obama", "donald-trump", "joe-biden"}


def test_every_dated_change_of_level_is_there_and_no_other() -> None:
    changes = PartnershipEvent.objects.of_kind("level-change").select_related("level_from", "level_to", "partnership")

    told = [
        (
            change.partnership.slug.replace("vn", "").strip("-"),
            str(change.start),
            str(change.start.basis),
            change.level_to.code.removeprefix("vn-"),
            change.level_from and change.level_from.code.removeprefix("vn-"),
        )
        for change in changes
    ]

    assert sorted(told, key=str) == sorted(LEVEL_CHANGES, key=str)


def test_every_visit_from_the_lists_is_there_with_the_office_of_the_day() -> None:
    visits = PartnershipEvent.objects.of_kind("visit").filter(participations__side="us", parties="us").distinct()

    told = []
    for visit in visits:
        guest = visit.participations.get(role="guest")
        post = "us-president" if guest.person.slug in PRESIDENTS else "us-secretary-of-state"
        assert guest.membership.post.slug == post, visit
        country = visit.parties.exclude(code="us").get().code
        told.append((guest.person.slug, country, str(visit.start), str(visit.end or visit.start)))

    assert sorted(told) == sorted(US_VISITS)


@pytest.mark.parametrize(
    ("secretary", "visit"),
    [
        ("madeleine-albright", "1999-11-21-visit-of-bill-clinton-to-bulgaria"),
        ("condoleezza-rice", "2006-11-17-visit-of-george-w-bush-to-viet-nam"),
        ("john-kerry", "2016-05-23-visit-of-barack-obama-to-viet-nam"),
        ("rex-tillerson", "2017-11-10-visit-of-donald-trump-to-viet-nam"),
        ("antony-blinken", "2023-09-10-visit-of-joe-biden-to-viet-nam"),
    ],
)
def test_secretaries_who_accompanied_stand_in_the_presidents_visit(secretary: str, visit: str) -> None:
    part = Participation.objects.get(event__slug=visit, person__slug=secretary)

    assert (part.role, part.membership.post.slug) == ("participant", "us-secretary-of-state")
    assert part.passage.version.article.people.filter(slug=secretary).exists()


@pytest.mark.parametrize(
    ("host", "title", "post"),
    [
        ("vo-van-kiet", "Prime Minister Kiet", "vn-prime-minister"),
        ("tran-duc-luong", "President Tran", "vn-president"),
        ("simeon-saxe-coburg-gotha", "Prime Minister Saxe-Coburg", "bg-prime-minister"),
        ("nguyen-xuan-phuc", "Prime Minister Phuc", "vn-prime-minister"),
        (LAM, "Minister for Public Security Lam", "vn-public-security-minister"),
        ("bui-thanh-son", "Acting Foreign Minister", "vn-acting-foreign-minister"),
    ],
)
def test_hosts_have_their_office_and_the_title_as_printed(host: str, title: str, post: str) -> None:
    part = Participation.objects.get(person__slug=host, title_as_printed=title)

    assert (part.membership.post.slug, part.role) == (post, "host")


def test_to_lam_was_president_twice() -> None:
    terms = Membership.objects.filter(person__slug=LAM, post__slug="vn-president")

    assert list(terms.in_force(date(2024, 7, 27)).values_list("term", flat=True)) == [1]
    assert list(terms.possible(date(2026, 1, 30)).values_list("term", flat=True)) == [2]
    assert list(terms.in_force(date(2026, 5, 6)).values_list("term", flat=True)) == [2]


@pytest.mark.parametrize(
    ("pair", "words"),
    [("kw vn", "12–15 billion US dollars by 2030"), ("vn za", "4–5 billion US dollars within two to three years")],
)
def test_trade_targets_are_stated_by_both(pair: str, words: str) -> None:
    point = Commitment.objects.get(summary__contains=words)

    assert (codes(point.from_countries), codes(point.to_countries)) == (pair, pair)
    assert [telling.modality for telling in point.tellings.all()] == ["stated"]
    assert [sector.code for sector in point.sectors.all()] == ["trade-investment"]
