"""What the whole archive must hold and a database cannot: found by reading it through, row by row.

Forms check the same rules as they take entries; fixtures, imports and hands in the database pass forms by.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import models

from articles.dates import Span, Truth
from articles.folding import body_text, digest, fold, normalise
from articles.models.actors import Mechanism, Membership
from articles.models.claims import SUBJECTS, Claim
from articles.models.commitments import Sector
from articles.models.copy import Article
from articles.models.events import Participation, PartnershipEvent
from articles.models.evidence import Passage
from articles.models.names import Name
from articles.models.versions import ArticleVersion
from articles.vocabulary import EventKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that breaks a rule: its model, its natural key, and what is wrong with it."""

    model: str
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.model} {self.key}: {self.message}"


def findings() -> Iterator[Finding]:
    """Every broken rule in the archive, rule by rule."""
    for rule in RULES:
        yield from rule()


def passages() -> Iterator[Finding]:
    """A passage's words stand where it says, in the version that it was quoted from."""
    for passage in Passage.objects.select_related("version__article").iterator():
        if not passage.matches:
            yield _finding(passage, f"its words do not stand where it says in {passage.version}")


def versions() -> Iterator[Finding]:
    """Texts are stored normalised, under their digest, and numbered from 1 without gaps."""
    last: tuple[int, int] = (0, 0)
    for version in ArticleVersion.objects.select_related("article").order_by("article_id", "number").iterator():
        due = last[1] + 1 if version.article_id == last[0] else 1
        if version.number != due:
            yield _finding(version, f"version {due} of the article is missing")
        if version.body != body_text(version.body):
            yield _finding(version, "its text is not normalised")
        if version.digest != digest(version.body):
            yield _finding(version, "its digest is not that of its text")
        last = (version.article_id, version.number)


def articles() -> Iterator[Finding]:
    """An article that readers see has a text, and is headed like it; or, where the wire's next version has another
    headline than the one that an editor gave, like a version before.
    """
    for article in Article.objects.prefetch_related("versions").order_by("pk").iterator(chunk_size=200):
        version = article.current_version
        if version is None:
            if article.is_visible():
                yield _finding(article, "it is published without a text")
        elif normalise(article.headline) not in _headlines(article, version):
            yield _finding(article, f"its headline is not that of its version {version.number}, “{version.headline}”")


def _headlines(article: Article, current: ArticleVersion) -> set[str]:
    """The headlines that an article may have."""
    if not current.original:
        return {current.headline}
    return {version.headline for version in article.versions.all()}


def names() -> Iterator[Finding]:
    """Forms of names are normalised, with their folded key."""
    for name in Name.objects.iterator():
        if name.form != normalise(name.form).strip() or name.folded != fold(name.form):
            yield _finding(name, f"its folded form is “{name.folded}” and should be “{fold(name.form)}”")


def changes() -> Iterator[Finding]:
    """A change between two names both as parties, and leads along the ladder of one of them."""
    kinds = [EventKind.LEVEL_CHANGE, EventKind.RELATIONS_ESTABLISHED]
    events = PartnershipEvent.objects.of_kind(*kinds).select_related("partnership", "level_from", "level_to")
    for event in events.prefetch_related("parties"):
        pair = {event.partnership.first_id, event.partnership.second_id}
        missing = pair - {country.code for country in event.parties.all()}
        if missing:
            yield _finding(event, f"{', '.join(sorted(missing))} stands in its partnership and is no party")
        for level in filter(None, (event.level_from, event.level_to)):
            if level.owner_id not in pair:
                yield _finding(event, f"{level.code} is a level of neither {' nor '.join(sorted(pair))}")


def capacities() -> Iterator[Finding]:
    """Someone takes part in a post that was theirs, and that nothing known excludes on that day."""
    rows = Participation.objects.filter(membership__isnull=False)
    for row in rows.select_related("event", "person", "organization", "membership__person", "membership__post"):
        if row.membership.person_id != row.person_id:
            yield _finding(row, f"the post is one of {row.membership.person}")
        elif row.event.start and not _can_have_held(row.membership, row.event.start):
            yield _finding(row, f"{row.membership} was not in office: {row.event.start.words}")


def _can_have_held(membership: Membership, start: Span) -> bool:
    """Whether some day on which an event can have begun may lie in the time in office."""
    days = [day for day in (start.earliest, start.latest) if day is not None]
    return any(membership.holds(day) is not Truth.NO for day in days)


def wholes() -> Iterator[Finding]:
    """Nothing is part of itself, by however long a way."""
    for model, field in ((PartnershipEvent, "parent"), (Sector, "broader")):
        above = dict(model._default_manager.values_list("pk", f"{field}_id"))
        for row in model._default_manager.filter(pk__in=[pk for pk in above if _leads_to_itself(pk, above)]):
            yield _finding(row, "it is part of itself")


def _leads_to_itself(pk: int, above: dict[int, int | None]) -> bool:
    seen: set[int] = set()
    step = above[pk]
    while step is not None and step not in seen:
        if step == pk:
            return True
        seen.add(step)
        step = above.get(step)
    return False


def mechanisms() -> Iterator[Finding]:
    """A mechanism belongs to two parties."""
    for mechanism in Mechanism.objects.prefetch_related("parties"):
        if len(mechanism.parties.all()) != 2:
            yield _finding(mechanism, f"it has {len(mechanism.parties.all())} parties and should have two")


def preferences() -> Iterator[Finding]:
    """Of the accounts of one point, one at most is preferred."""
    point = (*(f"{name}_id" for name in SUBJECTS), "field")
    preferred = Claim.objects.filter(preferred=True).select_related(*SUBJECTS, "passage").order_by(*point)
    for _, accounts in groupby(preferred, key=lambda claim: [getattr(claim, name) for name in point]):
        for claim in list(accounts)[1:]:
            yield _finding(claim, "another account of the same point is preferred too")


RULES: list[Callable[[], Iterator[Finding]]] = [
    versions,
    articles,
    passages,
    names,
    changes,
    capacities,
    wholes,
    mechanisms,
    preferences,
]


def _finding(row: models.Model, message: str) -> Finding:
    key = row.natural_key()  # type: ignore[attr-defined]
    return Finding(str(row._meta.verbose_name), " ".join(_words(key)), message)


def _words(key: object) -> Iterator[str]:
    if isinstance(key, tuple | list):
        for part in key:
            yield from _words(part)
    else:
        yield str(key)
