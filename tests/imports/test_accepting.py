"""Accepting and refusing: a suggestion becomes one assertion with its passage, once, or nothing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles.dates import Span
from articles.imports.accepting import AlreadyDecidedError, accept, refuse
from articles.imports.suggestions import record, store
from articles.models import (
    Article,
    ArticleVersion,
    Commitment,
    Participation,
    PartnershipEvent,
    Passage,
    Suggestion,
    Telling,
)
from articles.vocabulary import Basis
from articles.wire import records
from tests import factories as make

pytestmark = pytest.mark.django_db

BODY = (
    "President Rumen Radev met General Secretary Tô Lâm in Sofia.\n\n"
    "They agreed to double two-way trade.\n\n"
    "Relations were raised to a Strategic Partnership."
)
BOTH = ["bg", "vn"]


@pytest.fixture
def story() -> Article:
    return make.article(body=BODY, status="draft", countries=["bg", "vn"])


@pytest.fixture
def editor() -> User:
    return User.objects.create_user("editor")


def point(story: Article, **more: Any) -> Suggestion:
    return make.suggestion(story, **{"modality": "agreed", "origin": BOTH, "to": BOTH, **more})


def test_what_a_reader_found_is_stored_and_comes_back_as_it_was(story: Article) -> None:
    found = records.Suggestion(
        "commitment", "Double trade", 2, "agreed to double", "agreed:agreed", modality="agreed", origin=("bg", "vn")
    )

    (row,) = store(story.current_version, None, [found])

    assert record(Suggestion.objects.get(pk=row.pk)) == found
    assert row.details == {"modality": "agreed", "origin": ["bg", "vn"]}
    assert row.state == "open"


@pytest.mark.parametrize(
    ("type_", "key", "tag"),
    [("country", "fi", "countries"), ("sector", "trade", "sectors"), ("organization", "commission", "organizations")],
)
def test_what_is_named_becomes_a_tag_of_the_article(
    story: Article, editor: User, type_: str, key: str, tag: str
) -> None:
    {"country": make.country, "sector": make.sector}.get(type_, lambda key: make.organization(slug=key))(key)
    row = make.suggestion(story, type_, key=key)

    made = accept(row, editor)

    assert made in getattr(story, tag).all()
    assert (row.state, row.decided_by, row.made) == ("accepted", editor, f"{type_} {made.pk}")
    assert not Passage.objects.exists()


def test_a_person_whom_the_archive_does_not_know_is_chosen_by_the_editor(story: Article, editor: User) -> None:
    row, who = make.suggestion(story, "person", label="Rumen Radev", paragraph=1), make.person("Rumen Radev")

    with pytest.raises(ValidationError, match="Choose the person"):
        accept(row, editor)
    accept(row, editor, target=who)

    assert list(story.people.all()) == [who]


def test_an_instrument_keeps_the_words_that_name_it(story: Article, editor: User) -> None:
    paper = make.instrument("Trade paper")

    accept(make.suggestion(story, "instrument", quote="two-way trade", key=paper.slug), editor)

    assert [passage.exact for passage in paper.passages.all()] == ["two-way trade"]
    assert list(story.instruments.all()) == [paper]


def test_a_commitment_is_told_with_modality_speaker_and_passage(story: Article, editor: User) -> None:
    who, sector = make.person("Rumen Radev", slug="rumen-radev"), make.sector("trade")

    made = accept(point(story, speaker="rumen-radev", sectors=["trade"], quote="double two-way trade"), editor)

    telling = Telling.objects.get()
    assert isinstance(made, Commitment)
    assert telling.passage is not None
    assert (telling.commitment, telling.modality, telling.speaker) == (made, "agreed", who)
    assert (telling.passage.exact, telling.passage.paragraph) == ("double two-way trade", 2)
    assert [country.code for country in made.from_countries.all()] == BOTH
    assert list(made.sectors.all()) == [sector]
    assert not Telling.objects.visible().exists()  # the article is a draft


def test_a_commitment_told_before_gets_one_more_telling(story: Article, editor: User) -> None:
    known = make.commitment("Trade twice as much")

    accept(point(story), editor, target=known, modality="pledged")

    assert list(Commitment.objects.all()) == [known]
    assert [telling.modality for telling in known.tellings.all()] == ["pledged"]
    with pytest.raises(ValidationError, match="told of this commitment"):
        accept(point(story), editor, target=known, modality="pledged")


def test_an_event_has_parties_participants_and_its_words(story: Article, editor: User) -> None:
    for name in ("Tô Lâm", "Rumen Radev"):
        make.person(name, short_name=name.split()[1], country=make.country("vn" if name[0] == "T" else "bg"))
    make.suggestion(story, "person", paragraph=1, key="rumen-radev", title="President")
    make.suggestion(story, "person", paragraph=1, key="to-lam")
    row = make.suggestion(
        story,
        "event",
        paragraph=1,
        label="Meeting in Sofia",
        kind="meeting",
        day="2025-10-23",
        origin=BOTH,
        to=BOTH,
        rule="meeting",
    )

    accept(row, editor)

    event = PartnershipEvent.objects.get()
    assert (event.kind, str(event.start), event.slug) == ("meeting", "2025-10-23", "2025-10-23-meeting-in-sofia")
    assert [country.code for country in event.parties.all()] == BOTH
    assert event.passages.get().paragraph == 1
    titles = set(Participation.objects.values_list("person__slug", "side", "title_as_printed"))
    assert titles == {("rumen-radev", "bg", "President"), ("to-lam", "vn", "")}


@pytest.mark.parametrize(
    ("rule", "year", "basis"),
    [
        ("talks-planned", "", Basis.INFERRED),
        ("talks-planned", " 2026", Basis.STATED),
        ("talks", "", Basis.STATED),
    ],
)
def test_the_day_of_a_plan_without_its_year_is_inferred(editor: User, rule: str, year: str, basis: str) -> None:
    story = make.article(body=f"They will hold talks on 3 February{year}.", countries=BOTH)
    row = make.suggestion(
        story, "event", paragraph=1, label="Talks", kind="talks", day="2026-02-03", origin=BOTH, to=BOTH, rule=rule
    )

    accept(row, editor)

    assert PartnershipEvent.objects.get().start == Span.parse("2026-02-03", basis)


def test_who_conveys_an_invitation_who_is_invited_and_who_is_only_named_are_told_apart(
    story: Article, editor: User
) -> None:
    for name, code in (("Tô Lâm", "vn"), ("Rumen Radev", "bg"), ("Phạm Minh Chính", "vn")):
        make.suggestion(story, "person", key=make.person(name, country=make.country(code)).slug)
    body = "President Radev was handed an invitation of Phạm Minh Chính by his guest."
    version = ArticleVersion.objects.append(story, body)
    Suggestion.objects.update(version=version)
    story = Article.objects.get(pk=story.pk)
    details = {"kind": "invitation", "origin": ["vn"], "to": ["bg"], "speaker": "to-lam"}

    accept(make.suggestion(story, "event", paragraph=1, **details), editor)

    roles = dict(Participation.objects.values_list("person__slug", "role"))
    assert roles == {"to-lam": "conveyor", "rumen-radev": "guest", "pham-minh-chinh": "mentioned-absent"}
    assert PartnershipEvent.objects.get().status == "invited"


def test_a_level_change_names_the_pair_and_the_level(story: Article, editor: User) -> None:
    make.level("vn-strategic")
    row = make.suggestion(story, "level_change", paragraph=3, origin=BOTH, to=BOTH, level="vn-strategic", day="2025")

    accept(row, editor)

    event = PartnershipEvent.objects.get()
    assert (event.partnership.slug, event.level_to.code, event.level_from) == ("bg-vn", "vn-strategic", None)
    assert event.passages.get().exact == BODY.split("\n\n")[2]


def test_what_does_not_hold_together_is_refused_and_stores_nothing(story: Article, editor: User) -> None:
    wrong: list[tuple[Suggestion, dict[str, Any], str]] = [
        (point(story), {"quote": "words that stand nowhere"}, "do not stand in"),
        (point(story), {"origin": ()}, "at least one country"),
        (point(story), {"modality": ""}, "how it was put"),
        (make.suggestion(story, "level_change", origin=BOTH, to=BOTH), {}, "Choose the level"),
        (make.suggestion(story, "level_change", origin=["bg"]), {}, "between two"),
        (make.suggestion(story, "event", kind="talks"), {}, "at least one country"),
        (make.suggestion(story, "event", kind="talks", origin=BOTH), {"day": "some day"}, "is not a date"),
    ]
    for row, changes, message in wrong:
        with pytest.raises(ValidationError, match=message):
            accept(row, editor, **changes)

    assert not any(model.objects.exists() for model in (Commitment, Telling, PartnershipEvent, Passage))
    assert set(Suggestion.objects.values_list("state", flat=True)) == {"open"}


def test_nothing_is_decided_twice(story: Article, editor: User) -> None:
    accepted, refused = point(story), point(story, label="Another")
    accept(accepted, editor)
    refuse(refused, editor)

    for row in (accepted, refused):
        for decide in (accept, refuse):
            with pytest.raises(AlreadyDecidedError, match=r"by editor on \d{4}.* already"):
                decide(Suggestion.objects.get(pk=row.pk), editor)
    assert Telling.objects.count() == 1
