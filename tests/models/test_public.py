"""What everybody may read, by rules in SQL, is what the same rules in plain Python say of invented archives."""

import random
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

import pytest
from django.utils import timezone

from articles.models import (
    Article,
    Commitment,
    Membership,
    Participation,
    Partnership,
    PartnershipEvent,
    Passage,
    Person,
    Telling,
)
from articles.models.moments import AsKnown, Moment
from articles.vocabulary import ArticleStatus
from tests import factories as make

pytestmark = pytest.mark.django_db
CODES = ("bg", "vn", "fi", "us")
MOMENTS: tuple[Moment | None, ...] = (
    None,
    datetime(2025, 1, 1, tzinfo=UTC),
    datetime(2200, 1, 1, tzinfo=UTC),
    AsKnown(date(2025, 6, 30)),
)


class Rules:
    """The rules, row by row, at a moment."""

    def __init__(self, at: Moment | None) -> None:
        self.known = at if isinstance(at, AsKnown) else None
        self.now = at if isinstance(at, datetime) else timezone.now()
        for kind in KINDS:  # a row is looked at once
            setattr(self, kind, cache(getattr(self, kind)))

    def article(self, row: Article) -> bool:
        by_then = not self.known or (row.published_latest is not None and row.published_latest <= self.known.by)
        released = row.status == ArticleStatus.PUBLISHED
        return released and (row.visible_from is None or row.visible_from <= self.now) and by_then

    def passage(self, row: Passage) -> bool:
        return self.article(row.version.article)

    def resting(self, row: Any) -> bool:
        return self.word(row) or any(map(self.passage, row.passages.all()))

    def word(self, row: Any) -> bool:
        return row.without_evidence and not self.known

    event = membership = resting

    def telling(self, row: Telling) -> bool:
        return self.word(row) or (row.passage is not None and self.passage(row.passage))

    def participation(self, row: Participation) -> bool:
        return self.event(row.event) and (row.passage is None or self.passage(row.passage))

    def commitment(self, row: Commitment) -> bool:
        return any(map(self.telling, row.tellings.all()))

    def person(self, row: Person) -> bool:
        return (
            any(map(self.article, row.articles.all()))
            or any(map(self.participation, Participation.objects.filter(person=row)))
            or any(map(self.membership, Membership.objects.filter(person=row)))
            or any(map(self.telling, Telling.objects.filter(speaker=row)))
            or any(map(self.passage, Passage.objects.filter(speaker=row)))
        )

    def partnership(self, row: Partnership) -> bool:
        events = PartnershipEvent.objects.filter(parties=row.first).filter(parties=row.second)
        return any(map(self.event, events))


KINDS = {
    "article": Article,
    "passage": Passage,
    "event": PartnershipEvent,
    "membership": Membership,
    "telling": Telling,
    "participation": Participation,
    "commitment": Commitment,
    "person": Person,
    "partnership": Partnership,
}


@pytest.mark.parametrize("seed", range(3))
def test_what_everybody_may_read_is_what_the_rules_say_row_by_row(seed: int) -> None:
    _invent(random.Random(seed))

    for at in MOMENTS:
        for kind, model in KINDS.items():
            holds = getattr(Rules(at), kind)
            expected = {row.pk for row in model._default_manager.all() if holds(row)}
            assert set(model.objects.visible(at).values_list("pk", flat=True)) == expected, (kind, at)  # type: ignore[attr-defined]


def test_parts_and_reports_are_counted_by_the_same_rules() -> None:
    _invent(random.Random(1))

    for at in MOMENTS:
        rules = Rules(at)
        for event in PartnershipEvent.objects.counted(at):
            reports = {row.version.article_id for row in event.passages.all() if rules.passage(row)}
            parts = [part for part in PartnershipEvent.objects.filter(parent=event) if rules.event(part)]
            assert (event.report_count, event.part_count) == (len(reports), len(parts))


def test_the_invented_archives_have_shown_and_hidden_rows_of_every_kind() -> None:
    _invent(random.Random(0))

    for model in KINDS.values():
        shown = model.objects.visible().count()  # type: ignore[attr-defined]
        assert 0 < shown < model._default_manager.count(), model


def test_a_rule_holds_in_a_condition_within_another_query() -> None:
    hidden, shown = make.passage(make.article(status="draft")), make.passage()
    make.event(passages=[hidden])
    event = make.event(passages=[shown, hidden])

    assert [*Passage.objects.filter(events__in=PartnershipEvent.objects.visible()).visible()] == [shown]
    assert PartnershipEvent.objects.exclude(pk__in=PartnershipEvent.objects.visible()).count() == 1
    assert [*PartnershipEvent.objects.visible().filter(passages__in=Passage.objects.visible())] == [event]


def _invent(chance: random.Random) -> None:
    """Some rows of every kind, tied by chance, that rest on copy in every state."""
    people = [make.person(f"Person {number}") for number in range(14)]
    passages = [make.passage(_story(chance, people), speaker=_one(chance, people, 0.2)) for _ in range(14)]
    office = make.post()
    for who in chance.sample(people, 6):
        held = make.membership(who, office, without_evidence=chance.random() < 0.2)
        held.passages.set(_some(chance, passages, 2))
    events: list[PartnershipEvent] = []
    for number in range(10):
        told = {"passages": _some(chance, passages, 3), "without_evidence": chance.random() < 0.15}
        pair = chance.sample(CODES, chance.randint(1, 3))
        events.append(make.event(f"Talks {number}", parent=_one(chance, events, 0.5), parties=pair, **told))
    for one, other in (("bg", "vn"), ("bg", "fi"), ("fi", "us"), ("us", "vn")):
        make.partnership(one, other)
    for event, who in {(chance.choice(events), chance.choice(people)) for _ in range(12)}:
        make.participation(event, who, passage=_one(chance, passages, 0.5))
    for number in range(8):
        point = make.commitment(f"Point {number}", ["bg"], ["vn"])
        for passage in _some(chance, passages, 2):
            make.telling(point, passage, speaker=_one(chance, people, 0.3))
        if chance.random() < 0.2:
            make.telling(point, without_evidence=True)


def _story(chance: random.Random, people: list[Person]) -> Article:
    embargo = chance.choice((None, None, timezone.now() - timedelta(days=1), timezone.now() + timedelta(days=1)))
    return make.article(
        status=chance.choice(("published", "published", "draft", "review", "withdrawn")),
        visible_from=embargo,
        published=chance.choice(("2025-01-05", "2025-06-30", "2025-06", "2025-10-23", None)),
        people=_some(chance, people, 2),
    )


def _one(chance: random.Random, rows: list[Any], share: float) -> Any:
    return chance.choice(rows) if rows and chance.random() < share else None


def _some(chance: random.Random, rows: list[Any], most: int) -> Iterable[Any]:
    return chance.sample(rows, chance.randint(0, most))
