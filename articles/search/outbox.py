"""From a changed row to the documents that show it, written down for the index to follow.

`affected(row)` says which documents show a row, as (type, primary key); `enqueue` writes them into the outbox. A
document named once too often costs a little work; one that is forgotten stays wrong, so in doubt it is named.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model, Q
from django.utils import timezone

from articles.models import (
    Agency,
    Article,
    ArticleAgency,
    ArticleVersion,
    Commitment,
    Country,
    Instrument,
    Membership,
    Name,
    Organization,
    Outbox,
    Participation,
    PartnershipEvent,
    PartnershipLevel,
    Passage,
    Person,
    Place,
    Post,
    Sector,
    Telling,
)
from articles.search.documents import MODELS
from articles.search.results import DocumentType

Key = tuple[DocumentType, int]
EMBARGO = "embargo"
"""The model of an outbox row that is due when the embargo of an article ends."""
EVERYTHING = "everything"
"""The model of an outbox row that asks for the whole index to be made anew."""


def enqueue(keys: Iterable[Key]) -> None:
    """Have the index look at these documents again; in the transaction of the change."""
    rows = [Outbox(model=MODELS[kind], object_id=pk) for kind, pk in dict.fromkeys(keys)]
    Outbox.objects.bulk_create(rows)


def enqueue_everything() -> None:
    """Have the whole index made anew: for loads of rows that come in no order."""
    Outbox.objects.create(model=EVERYTHING, object_id=0)


def enqueue_change(row: Model) -> None:
    """Have the index look again at every document that shows a row, and once more when an embargo of it ends."""
    enqueue(affected(row))
    if isinstance(row, Article) and row.visible_from and row.visible_from > timezone.now():
        Outbox.objects.create(model=EMBARGO, object_id=row.pk, due=row.visible_from)


def enqueue_embargoes() -> None:
    """Have every embargo that still runs be followed by the index when it ends."""
    waiting = Outbox.objects.filter(model=EMBARGO).values("object_id")
    for article in Article.objects.published().filter(visible_from__gt=timezone.now()).exclude(pk__in=waiting):
        Outbox.objects.create(model=EMBARGO, object_id=article.pk, due=article.visible_from)


def ended_embargo(article: int) -> Iterator[Key]:
    """The documents that an article shows in, or lets be seen, at the moment when its embargo ends."""
    yield from _of_articles(Q(pk=article))


def affected(row: Model) -> Iterator[Key]:
    """The documents that show a row, or may come and go with it."""
    find = _AFFECTED.get(type(row)._meta.concrete_model)  # type: ignore[arg-type]
    if find is not None and row.pk is not None:
        yield from find(row)


def follows(model: type[Model]) -> bool:
    """Whether documents show rows of a model."""
    return model._meta.concrete_model in _AFFECTED


def _article(article: Article) -> Iterator[Key]:
    yield from _of_articles(Q(pk=article.pk))


def _of_articles(condition: Q) -> Iterator[Key]:
    """Articles, and whatever rests on their passages or is seen only because they name it."""
    articles = list(Article.objects.filter(condition).distinct().values_list("pk", flat=True))
    yield from _keys("article", articles)
    yield from _of_passages(Q(version__article__in=articles))
    yield from _keys("person", Person.objects.filter(articles__in=articles).values_list("pk", flat=True))


def _of_passages(condition: Q) -> Iterator[Key]:
    """Everything that rests on passages, and the people whom it names."""
    passages = list(Passage.objects.filter(condition).values_list("pk", flat=True))
    if not passages:
        return
    held = Q(participations__membership__passages__in=passages)
    yield from _of_events(Q(passages__in=passages) | Q(participations__passage__in=passages) | held)
    yield from _of_commitments(Q(tellings__passage__in=passages))
    people = Q(memberships__passages__in=passages) | Q(passages__in=passages)
    yield from _keys("person", Person.objects.filter(people).values_list("pk", flat=True))


def _of_events(condition: Q) -> Iterator[Key]:
    """Events, with the articles that tell of them, the commitments told there and the people there."""
    events = list(PartnershipEvent.objects.filter(condition).distinct().values_list("pk", flat=True))
    if not events:
        return
    yield from _keys("event", events)
    shown = Q(versions__passages__events__in=events) | Q(versions__passages__participations__event__in=events)
    yield from _keys("article", Article.objects.filter(shown).values_list("pk", flat=True))
    yield from _keys("commitment", Commitment.objects.filter(tellings__event__in=events).values_list("pk", flat=True))
    yield from _keys("person", Person.objects.filter(participations__event__in=events).values_list("pk", flat=True))


def _of_commitments(condition: Q) -> Iterator[Key]:
    """Commitments, with the articles and events that they are told in and the people who told them."""
    points = list(Commitment.objects.filter(condition).distinct().values_list("pk", flat=True))
    if not points:
        return
    yield from _keys("commitment", points)
    shown = Q(versions__passages__tellings__commitment__in=points)
    yield from _keys("article", Article.objects.filter(shown).values_list("pk", flat=True))
    told = PartnershipEvent.objects.filter(tellings__commitment__in=points)
    yield from _keys("event", told.values_list("pk", flat=True))
    yield from _keys("person", Person.objects.filter(tellings__commitment__in=points).values_list("pk", flat=True))


def _person(person: Person) -> Iterator[Key]:
    yield "person", person.pk
    said = Q(versions__passages__speaker=person) | Q(versions__passages__memberships__person=person)
    yield from _keys("article", Article.objects.filter(Q(people=person) | said).values_list("pk", flat=True))
    yield from _of_events(Q(participations__person=person))
    yield from _of_commitments(Q(tellings__speaker=person))


def _organization(organization: Organization) -> Iterator[Key]:
    yield from _keys("article", organization.articles.values_list("pk", flat=True))
    yield from _of_events(Q(participations__organization=organization))
    yield from _of_commitments(Q(through=organization))
    held = Person.objects.filter(memberships__post__organization=organization)
    yield from _keys("person", held.values_list("pk", flat=True))


def _country(country: Country) -> Iterator[Key]:
    yield from _keys("article", country.articles.values_list("pk", flat=True))
    yield from _of_events(Q(parties=country))
    yield from _of_commitments(Q(from_countries=country) | Q(to_countries=country))
    people = Q(country=country) | Q(memberships__post__country=country)
    yield from _keys("person", Person.objects.filter(people).values_list("pk", flat=True))


def _place(place: Place) -> Iterator[Key]:
    yield from _keys("article", place.articles.values_list("pk", flat=True))
    yield from _of_events(Q(place=place))


def _instrument(instrument: Instrument) -> Iterator[Key]:
    yield from _keys("article", instrument.articles.values_list("pk", flat=True))
    yield from _of_events(Q(instrument=instrument))


def _sector(sector: Sector) -> Iterator[Key]:
    yield from _keys("article", sector.articles.values_list("pk", flat=True))
    yield from _of_commitments(Q(sectors=sector))
    yield from _of_events(Q(level_to__sector=sector))


def _agency(agency: Agency) -> Iterator[Key]:
    yield from _of_articles(Q(agencies=agency))


def _level(level: PartnershipLevel) -> Iterator[Key]:
    yield from _of_events(Q(level_to=level) | Q(level_from=level))


def _post(post: Post) -> Iterator[Key]:
    yield from _keys("person", Person.objects.filter(memberships__post=post).values_list("pk", flat=True))
    yield from _of_events(Q(participations__membership__post=post))


def _membership(membership: Membership) -> Iterator[Key]:
    yield "person", membership.person_id
    yield from _of_events(Q(participations__membership=membership))
    shown = Q(versions__passages__memberships=membership)
    yield from _keys("article", Article.objects.filter(shown).values_list("pk", flat=True))


def _version(version: ArticleVersion) -> Iterator[Key]:
    yield from _of_articles(Q(pk=version.article_id))


def _sign_off(row: ArticleAgency) -> Iterator[Key]:
    yield from _of_articles(Q(pk=row.article_id))


def _passage(passage: Passage) -> Iterator[Key]:
    yield from _keys("article", Article.objects.filter(versions=passage.version_id).values_list("pk", flat=True))
    yield from _of_passages(Q(pk=passage.pk))
    if passage.speaker_id:
        yield "person", passage.speaker_id


def _event(event: PartnershipEvent) -> Iterator[Key]:
    yield from _of_events(Q(pk=event.pk))


def _participation(participation: Participation) -> Iterator[Key]:
    yield from _of_events(Q(pk=participation.event_id))
    if participation.person_id:
        yield "person", participation.person_id
    yield from _article_of(participation.passage_id)


def _commitment(commitment: Commitment) -> Iterator[Key]:
    yield from _of_commitments(Q(pk=commitment.pk))


def _telling(telling: Telling) -> Iterator[Key]:
    yield from _of_commitments(Q(pk=telling.commitment_id))
    if telling.speaker_id:
        yield "person", telling.speaker_id
    if telling.event_id:
        yield "event", telling.event_id
    yield from _article_of(telling.passage_id)


def _name(name: Name) -> Iterator[Key]:
    yield from affected(name.bearer)


def _article_of(passage: int | None) -> Iterator[Key]:
    if passage is not None:
        articles = Article.objects.filter(versions__passages=passage)
        yield from _keys("article", articles.values_list("pk", flat=True))


def _keys(kind: DocumentType, pks: Iterable[int]) -> Iterator[Key]:
    return ((kind, pk) for pk in pks)


_AFFECTED: dict[type[Model], Callable[[Any], Iterator[Key]]] = {
    Agency: _agency,
    Article: _article,
    ArticleAgency: _sign_off,
    ArticleVersion: _version,
    Commitment: _commitment,
    Country: _country,
    Instrument: _instrument,
    Membership: _membership,
    Name: _name,
    Organization: _organization,
    Participation: _participation,
    PartnershipEvent: _event,
    PartnershipLevel: _level,
    Passage: _passage,
    Person: _person,
    Place: _place,
    Post: _post,
    Sector: _sector,
    Telling: _telling,
}
