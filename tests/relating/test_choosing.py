"""Which points a choice finds: the same whichever way they are looked for, compared with plain Python."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

import pytest

from articles.models import FollowUp, Passage
from articles.relating import choosing, walking
from articles.relating.choosing import Chosen
from articles.relating.walking import Choice
from tests import factories

pytestmark = pytest.mark.django_db

CODES = ("bg", "vn", "fi", "us")
SECTORS = ("trade", "culture")
WAYS = ("pledged", "asked")
YEARS = (2009, 2013, 2024)


class Told(NamedTuple):
    way: str
    day: date | None


class Row(NamedTuple):
    """A point as plain Python knows it, with the tellings that everybody may read."""

    pk: int
    givers: frozenset[str]
    takers: frozenset[str]
    sectors: frozenset[str]
    told: tuple[Told, ...]
    completed: date | None


def quote(day: date | None, is_shown: bool) -> Passage:
    story = factories.article(published=day.isoformat() if day else None, status="published" if is_shown else "draft")
    return factories.passage(story)


def held(chance: random.Random, count: int) -> Iterator[Row]:
    """Points of every sort: with hidden tellings, hidden and undated occasions, undated reports, no passage at all."""
    sectors = {code: factories.sector(code) for code in SECTORS}
    for number in range(count):
        givers, takers = (frozenset(chance.sample(CODES, chance.choice((1, 1, 2)))) for _ in range(2))
        about = frozenset(chance.sample(SECTORS, chance.randint(0, 2)))
        point = factories.commitment(f"Point {number}", givers, takers, sectors=[sectors[code] for code in about])
        told = []
        for _ in range(chance.randint(1, 2)):
            way, is_shown = chance.choice(WAYS), chance.random() < 0.8
            day, started = ((chance.choice((*days(), None))) for _ in range(2))
            is_open = chance.random() < 0.7
            event = None
            if chance.random() < 0.6:
                passages = [quote(day, is_shown=True)] if is_open else []
                event = factories.event(start=started.isoformat() if started else None, passages=passages)
            bare = chance.random() < 0.2
            factories.telling(
                point, None if bare else quote(day, is_shown), way, event=event, without_evidence=bare and is_shown
            )
            if is_shown:
                report = None if bare else day
                told.append(Told(way, (event and is_open and started) or report))
        completed = chance.choice(days()) if chance.random() < 0.3 else None
        if completed:
            FollowUp.objects.create(commitment=point, kind="completion", passage=quote(completed, is_shown=True))
        yield Row(point.pk, givers, takers, about, tuple(told), completed)


def days() -> list[date]:
    return [date(year, 6, 1) for year in YEARS]


def counting(row: Row, choice: Choice) -> list[Told]:
    """The tellings of a point that count."""
    return [
        one
        for one in row.told
        if (choice.until is None or one.day is None or one.day <= choice.until)
        and (not choice.modality or one.way in choice.modality)
        and (not choice.year or (one.day is not None and one.day.year in choice.year))
    ]


def wanted(row: Row, choice: Choice) -> bool:
    """Whether a point is of a choice."""
    days = [one.day for one in row.told if one.day and (not choice.until or one.day <= choice.until)]
    first = min(days, default=None)
    pair = frozenset(choice.pair or ())
    is_between = bool(pair & row.givers and pair & row.takers) and row.givers | row.takers == pair
    is_open = not row.completed or bool(choice.until and row.completed > choice.until)
    return (
        bool(counting(row, choice))
        and (not choice.from_country or bool(row.givers & {*choice.from_country}))
        and (not choice.to_country or bool(row.takers & {*choice.to_country}))
        and (not choice.sector or bool(row.sectors & {*choice.sector}))
        and (not pair or is_between)
        and (not choice.open_since or (first is not None and first.year in choice.open_since and is_open))
    )


def drawn(chance: random.Random, often: float = 0.3) -> Choice:
    """A choice of a few kinds, each as often."""

    def some(values: tuple[str, ...], most: int = 2) -> tuple[str, ...]:
        return tuple(chance.sample(values, chance.randint(1, most))) if chance.random() < often else ()

    def years() -> tuple[int, ...]:
        return tuple(chance.sample(YEARS, chance.randint(1, 2))) if chance.random() < often else ()

    return Choice(
        modality=some(WAYS),
        from_country=some(CODES, 4),
        to_country=some(CODES, 4),
        sector=some(SECTORS),
        year=years(),
        open_since=years(),
        pair=tuple(chance.sample(CODES, 2)) if chance.random() < 0.3 else None,  # type: ignore[arg-type]
        until=date(chance.choice(YEARS), 12, 31) if chance.random() < 0.3 else None,
    )


@pytest.mark.parametrize("few", [0, 2_000])
def test_a_choice_finds_what_plain_python_finds(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "FEW", few)
    monkeypatch.setattr(walking, "MOST_EARLY", walking.MOST_EARLY if few else 0)
    chance = random.Random(few + 1)
    rows = list(held(chance, 24))

    found = 0
    for choice in [Choice(), *(drawn(chance) for _ in range(120))]:
        expected = [row.pk for row in reversed(rows) if wanted(row, choice)]
        assert Chosen(choice).pks == expected, choice
        found += len(expected) > 0
    assert found > 30


def test_years_and_ways_are_counted_by_the_tellings_that_count() -> None:
    chance = random.Random(3)
    rows = list(held(chance, 24))

    for choice in [Choice(), *(drawn(chance) for _ in range(40))]:
        for name, of in (("year", lambda told: told.day and str(told.day.year)), ("modality", lambda told: told.way)):
            free = choice.without(name)
            values = [{of(told) for told in counting(row, free)} - {None} for row in rows if wanted(row, free)]
            expected = Counter(value for of_row in values for value in of_row)
            assert {value.code: value.count for value in Chosen(choice).values(name)} == expected, (name, choice)


def test_what_is_told_of_a_hidden_occasion_is_dated_by_the_report() -> None:
    point = factories.commitment()
    hidden = factories.event(start="2031-05-05", passages=[quote(date(2024, 1, 1), is_shown=False)])
    factories.telling(point, quote(date(2024, 1, 1), is_shown=True), event=hidden)

    assert [value.code for value in Chosen(Choice()).values("year")] == ["2024"]
    assert Chosen(Choice(year=(2031,))).pks == []


def test_what_is_heard_after_the_day_is_not_counted() -> None:
    point = factories.commitment()
    factories.telling(point, quote(date(2013, 1, 1), is_shown=True))
    FollowUp.objects.create(commitment=point, kind="completion", passage=quote(date(2024, 1, 1), is_shown=True))

    (told,) = Chosen(Choice(until=date(2020, 1, 1))).told.values()

    assert (told.last, told.is_completed) == (date(2013, 1, 1), False)


def test_what_was_completed_after_the_day_was_open_on_it_in_the_list_and_its_count() -> None:
    point = factories.commitment()
    factories.telling(point, quote(date(2023, 1, 1), is_shown=True))
    FollowUp.objects.create(commitment=point, kind="completion", passage=quote(date(2025, 3, 3), is_shown=True))

    for until, keys in ((date(2024, 12, 31), [point.pk]), (date(2025, 3, 3), []), (None, [])):
        assert Chosen(Choice(open_since=(2023,), until=until)).pks == keys
        counted = Chosen(Choice(until=until)).values("open_since")
        assert [value.code for value in counted] == ["2023"] * len(keys)


def test_a_point_first_told_after_the_day_was_not_open_by_it_though_something_undated_is_told_of_it() -> None:
    point = factories.commitment()
    factories.telling(point, quote(date(2024, 1, 1), is_shown=True))
    factories.telling(point, quote(None, is_shown=True))

    assert Chosen(Choice(open_since=(2024,), until=date(2023, 6, 1))).pks == []
    assert Chosen(Choice(until=date(2023, 6, 1))).values("open_since") == []


def test_what_narrows_a_choice_further_is_counted_as_plain_python_counts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several kinds at once, with more points than are read at once, than are looked through, and than few."""
    for module, name, number in ((choosing, "AT_ONCE", 3), (choosing, "MARGIN", 1), (choosing, "MOST", 9)):
        monkeypatch.setattr(module, name, number)
    chance = random.Random(11)
    rows = list(reversed(list(held(chance, 30))))
    ends = {"from_country": "givers", "to_country": "takers", "sector": "sectors"}

    counted = 0
    for few in (0, 5, 300):
        monkeypatch.setattr(walking, "FEW", few)
        for choice in (drawn(chance, often=0.6) for _ in range(60)):
            chosen = Chosen(choice)
            for name in (*ends, "open_since"):
                free = [row for row in rows if wanted(row, choice.without(name))][:9]
                values = (getattr(row, ends[name]) if name in ends else open_since(row, choice) for row in free)
                expected = Counter(value for of_row in values for value in of_row)
                assert {value.code: value.count for value in chosen.values(name)} == expected, (name, choice)
                counted += len(expected)
    assert counted > 500


def open_since(row: Row, choice: Choice) -> set[str]:
    """The year that a point is open since, by the tellings by the day."""
    days = [one.day for one in row.told if one.day and (choice.until is None or one.day <= choice.until)]
    is_open = not row.completed or bool(choice.until and row.completed > choice.until)
    return {str(min(days).year)} if days and is_open else set()


def test_counts_beside_the_list_say_where_they_are_not_of_all_points_and_the_list_is_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number in range(12):
        point = factories.commitment(f"Point {number}")
        factories.telling(point, quote(date(2013, 1, 1), is_shown=True), modality="asked" if number % 4 else "pledged")
    choice = Choice(modality=("pledged",), year=(2013,))
    whole = Chosen(choice)
    assert [whole.is_partly_counted(name) for name in ("modality", "year")] == [False, False]
    monkeypatch.setattr(choosing, "AT_ONCE", 4)
    monkeypatch.setattr(choosing, "ENOUGH", 4)
    partly = Chosen(choice)

    assert partly.pks == whole.pks and len(whole.pks) == 3
    assert {value.code: value.count for value in whole.values("modality")} == {"asked": 9, "pledged": 3}
    assert partly.is_partly_counted("modality")
    assert {value.code: value.count for value in partly.values("modality")}["asked"] < 9
