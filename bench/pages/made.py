"""An invented archive as rows, the same from the same seed: copy with passages, and what rests on them.

Rows are written past the forms and past the triggers that tell the index of changes; the index is built afterwards.
Texts are short, of invented words: pages are measured here, not the search for words.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db import connection, models

from articles.folding import digest
from articles.models import (
    Article,
    ArticleAgency,
    ArticleVersion,
    Claim,
    Commitment,
    FollowUp,
    Membership,
    Participation,
    PartnershipEvent,
    Passage,
    Telling,
)
from articles.models.evidence import CONTEXT
from articles.search import lifecycle, triggers
from articles.vocabulary import EventKind, Modality, Role
from bench.pages.world import SIZES, Size, World, common, some_day, stored, tied, world
from bench.vocabulary import Vocabulary

CHUNK = 2_000
PARAGRAPHS, WORDS = 6, 22
A_PAPER = 10
"""Of so many events one names an instrument, of the kinds that most are of."""
OFTEN = [EventKind.TALKS, EventKind.MEETING, EventKind.PRESS_BRIEFING, EventKind.SIGNING, EventKind.SPEECH]
MODALITIES = list(Modality)
ROLES = [Role.HOST, Role.GUEST, Role.PARTICIPANT, Role.SPEAKER, Role.MENTIONED_ABSENT]


class Quoted(NamedTuple):
    """A passage that something may rest on, and the day of its article."""

    pk: int
    day: date


def fill(name: str, seed: int = 1) -> World:
    """Fill an empty database with an archive of a size (`small`, `full`), and build its index."""
    size, chance = SIZES[name], random.Random(seed)
    vocabulary = Vocabulary(seed)
    triggers.drop("default")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")  # what is invented can be invented again
    around = world(size, vocabulary, chance)
    held = stored(Passage, _copy(size, around, vocabulary.words, chance))
    days = dict(Article.objects.values_list("versions__pk", "published_earliest"))
    quoted = sorted((Quoted(row.pk, days[row.version_id]) for row in held), key=lambda row: row.day)
    _posts(around, quoted, chance)
    events = _events(size, around, vocabulary.words, quoted, chance)
    _commitments(size, around, vocabulary.words, quoted, events, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    triggers.install("default")
    lifecycle.rebuild()
    return around


def _copy(size: Size, around: World, words: list[str], chance: random.Random) -> Iterator[Passage]:
    """Articles, chunk by chunk, with one version each; answers their passages, one or two an article."""
    for start in range(0, size.articles, CHUNK):
        numbers = range(start, min(start + CHUNK, size.articles))
        articles = stored(Article, [_article(number, around, words, chance) for number in numbers])
        versions = stored(ArticleVersion, [_version(row, words, chance) for row in articles])
        _tags(articles, around, chance)
        for version in versions:
            for paragraph in chance.sample(range(1, PARAGRAPHS + 1), chance.randint(1, 2)):
                yield _passage(version, paragraph)


def _article(number: int, around: World, words: list[str], chance: random.Random) -> Article:
    return Article(
        slug=f"article-{number}",
        headline=_text(words, 8, chance),
        published=str(some_day(chance)),
        place=common(chance, around.places),
        status="published" if chance.random() > 0.02 else "draft",
    )


def _version(article: Article, words: list[str], chance: random.Random) -> ArticleVersion:
    body = "\n\n".join(f"{_text(words, WORDS, chance)}." for _ in range(PARAGRAPHS))
    return ArticleVersion(article=article, number=1, headline=article.headline, body=body, digest=digest(body))


def _text(words: list[str], count: int, chance: random.Random) -> str:
    return " ".join(words[int(len(words) * chance.random() ** 6)] for _ in range(count)).capitalize()


def _tags(articles: list[Article], around: World, chance: random.Random) -> None:
    """Countries, people and sectors of articles, and who signed them."""
    choices: dict[str, tuple[list[Any], int, int]] = {
        "countries": (around.countries, 1, 3),
        "people": (around.people, 0, 3),
        "sectors": (around.sectors, 0, 2),
        "organizations": (around.organizations, 0, 2),
    }
    for name, (rows, least, most) in choices.items():
        field = Article._meta.get_field(name)
        assert isinstance(field, models.ManyToManyField)
        drawn = ((row.pk, {common(chance, rows).pk for _ in range(chance.randint(least, most))}) for row in articles)
        tied(field.remote_field.through, ((pk, key) for pk, keys in drawn for key in sorted(keys)))
    agencies = around.agencies
    stored(ArticleAgency, [ArticleAgency(article=row, agency=common(chance, agencies)) for row in articles])


def _passage(version: ArticleVersion, paragraph: int) -> Passage:
    texts = version.body.split("\n\n")
    start = sum(len(text) + 2 for text in texts[: paragraph - 1])
    exact = texts[paragraph - 1][:90].rsplit(" ", 1)[0]
    end = start + len(exact)
    return Passage(
        version=version,
        paragraph=paragraph,
        exact=exact,
        start=start,
        end=end,
        prefix=version.body[max(0, start - CONTEXT) : start],
        suffix=version.body[end : end + CONTEXT],
    )


def _posts(around: World, quoted: list[Quoted], chance: random.Random) -> None:
    tied(Membership.passages.through, ((row.pk, chance.choice(quoted).pk) for row in around.memberships))


def _events(
    size: Size, around: World, words: list[str], quoted: list[Quoted], chance: random.Random
) -> list[PartnershipEvent]:
    """Events on one to three passages, in order of time; one in eight is a visit, with the next few as its parts."""
    rows, pairs, passages = [], [], []
    for number in range(size.events):
        source = quoted[number * len(quoted) // size.events]
        pair = around.partnerships[int(len(around.partnerships) * chance.random() ** 3)]
        rows.append(_event(number, pair, source.day, around, words, chance))
        pairs.append(pair)
        passages.append([source, *(chance.choice(quoted) for _ in range(chance.randint(0, 2)))])
    events = stored(PartnershipEvent, rows)
    visits: dict[int, PartnershipEvent] = {}
    parts = []
    for event, pair in zip(events, pairs, strict=True):
        if event.kind == EventKind.VISIT:
            visits[pair.pk] = event
        elif event.kind in OFTEN and pair.pk in visits and chance.random() < 0.5:
            event.parent = visits[pair.pk]
            parts.append(event)
    PartnershipEvent.objects.bulk_update(parts, ["parent"], batch_size=500)
    codes = ((event.pk, code) for event, pair in zip(events, pairs, strict=True) for code in pair.slug.split("-"))
    tied(PartnershipEvent.parties.through, codes)
    keys = ((event.pk, pk) for event, held in zip(events, passages, strict=True) for pk in {row.pk for row in held})
    tied(PartnershipEvent.passages.through, keys)
    stored(Participation, _participations(events, pairs, passages, around, chance))
    _claims(events, passages, chance)
    return events


def _event(number: int, pair: Any, day: date, around: World, words: list[str], chance: random.Random) -> Any:
    drawn = chance.random()
    fields: dict[str, Any] = {}
    if drawn < 0.03 and pair.first_id in around.levels:
        level = chance.choice(around.levels[pair.first_id])
        fields = {"kind": EventKind.LEVEL_CHANGE, "partnership": pair, "level_to": level}
    elif drawn < 0.05:
        fields = {"kind": EventKind.RELATIONS_ESTABLISHED, "partnership": pair}
    elif drawn < 0.18:
        fields = {"kind": EventKind.VISIT, "end": str(day + timedelta(days=2))}
    else:
        paper = around.instruments[number // A_PAPER % len(around.instruments)] if number % A_PAPER == 0 else None
        fields = {"kind": chance.choice(OFTEN), "instrument": paper}
    return PartnershipEvent(
        slug=f"{day}-event-{number}",
        title=_text(words, 7, chance),
        start=str(day) if chance.random() > 0.05 else f"{day:%Y-%m}",
        place=common(chance, around.places),
        **fields,
    )


def _participations(
    events: list[PartnershipEvent], pairs: list[Any], passages: list[list[Quoted]], around: World, chance: random.Random
) -> Iterator[Participation]:
    posts: dict[int, int] = {}
    for row in around.memberships:
        posts.setdefault(row.person_id, row.pk)
    for event, pair, held in zip(events, pairs, passages, strict=True):
        people = {common(chance, around.people).pk for _ in range(chance.randint(2, 6))}
        for place, key in enumerate(sorted(people)):
            yield Participation(
                event=event,
                person_id=key,
                side_id=pair.first_id if place % 2 else pair.second_id,
                role=ROLES[place % len(ROLES)],
                membership_id=posts.get(key),
                title_as_printed=f"Title {key % 400}" if place % 2 else "",
                passage_id=held[0].pk,
            )


def _claims(events: list[PartnershipEvent], passages: list[list[Quoted]], chance: random.Random) -> None:
    rows = []
    for event, held in zip(events, passages, strict=True):
        if len(held) > 1 and held[0] != held[1] and chance.random() < 0.1:
            rows += [Claim(event=event, field="start", value=str(row.day), passage_id=row.pk) for row in held[:2]]
    stored(Claim, rows)


def _commitments(
    size: Size,
    around: World,
    words: list[str],
    quoted: list[Quoted],
    events: list[PartnershipEvent],
    chance: random.Random,
) -> None:
    """Points of a pair with one to three tellings; one in ten is followed up."""
    points = stored(
        Commitment,
        [
            Commitment(key=_key(number), summary=_text(words, 9, chance), through=_body(around, chance))
            for number in range(size.commitments)
        ],
    )
    givers: list[tuple[int, str]] = []
    takers: list[tuple[int, str]] = []
    sectors: list[tuple[int, int]] = []
    tellings, later = [], []
    for point in points:
        pair = around.partnerships[int(len(around.partnerships) * chance.random() ** 3)]
        sides = [pair.first_id, pair.second_id]
        both = chance.random() < 0.4
        givers += [(point.pk, code) for code in sides[: 2 if both else 1]]
        takers += [(point.pk, code) for code in sides[0 if both else 1 :]]
        about = {common(chance, around.sectors).pk for _ in range(chance.randint(1, 2))}
        sectors += [(point.pk, key) for key in sorted(about)]
        sources = {chance.choice(quoted).pk for _ in range(chance.randint(1, 3))}
        tellings += [_telling(point, key, around, events, chance) for key in sorted(sources)]
        if chance.random() < 0.1:
            later.append(FollowUp(commitment=point, kind="mentioned", passage_id=chance.choice(quoted).pk))
    tied(Commitment.from_countries.through, givers)
    tied(Commitment.to_countries.through, takers)
    tied(Commitment.sectors.through, sectors)
    stored(Telling, tellings)
    stored(FollowUp, later)


def _key(number: int) -> str:
    return f"p{number:07}"


def _body(around: World, chance: random.Random) -> Any:
    return common(chance, around.organizations) if chance.random() < 0.1 else None


def _telling(
    point: Commitment, passage: int, around: World, events: list[PartnershipEvent], chance: random.Random
) -> Telling:
    speaker = common(chance, around.people) if chance.random() < 0.5 else None
    return Telling(
        commitment=point,
        passage_id=passage,
        modality=chance.choice(MODALITIES),
        speaker=speaker,
        event=chance.choice(events),
    )
