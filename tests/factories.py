"""Rows for tests: plain functions with plain defaults. What a test is about, it says itself.

Countries may be named by their code; whatever has a natural key is made once and found again.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.text import slugify

from articles.folding import fold
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
    Participation,
    Partnership,
    PartnershipEvent,
    PartnershipLevel,
    Passage,
    Person,
    Place,
    Post,
    Sector,
    Suggestion,
    Telling,
)
from articles.models.names import BEARERS

COUNTRIES = {"vn": "Việt Nam", "bg": "Bulgaria", "fi": "Finland", "us": "United States", "eu": "European Union"}
BODY = "The two sides held talks in Sofia.\n\nThey agreed to double two-way trade.\n\nA joint statement was adopted."


def _slug(model: type[models.Model], text: str) -> str:
    """A free slug for a text."""
    base = slugify(fold(text)) or "untitled"
    slug, number = base, 1
    while model._default_manager.filter(slug=slug).exists():
        number += 1
        slug = f"{base}-{number}"
    return slug


def country(code: str = "vn", name: str = "", **fields: Any) -> Country:
    return Country.objects.get_or_create(code=code, defaults={"name": name or COUNTRIES.get(code, code), **fields})[0]


def countries(codes: Iterable[str | Country]) -> list[Country]:
    return [country(code) if isinstance(code, str) else code for code in codes]


def agency(code: str = "vns", **fields: Any) -> Agency:
    defaults = {"short_name": code.upper(), "name": f"{code.upper()} agency", **fields}
    return Agency.objects.get_or_create(code=code, defaults=defaults)[0]


def person(name: str = "Tô Lâm", **fields: Any) -> Person:
    fields.setdefault("slug", _slug(Person, name))
    return Person.objects.create(name=name, **{"sort_name": name, **fields})


def place(name: str = "Sofia", **fields: Any) -> Place:
    fields.setdefault("slug", _slug(Place, name))
    return Place.objects.create(name=name, **fields)


def organization(name: str = "European Commission", **fields: Any) -> Organization:
    fields.setdefault("slug", _slug(Organization, name))
    return Organization.objects.create(name=name, **fields)


def post(label: str = "President of Bulgaria", **fields: Any) -> Post:
    fields.setdefault("slug", _slug(Post, label))
    return Post.objects.create(label=label, **fields)


def membership(who: Person, office: Post, start: str | None = None, end: str | None = None, **more: Any) -> Membership:
    return Membership.objects.create(person=who, post=office, start=start, end=end, **more)


def instrument(title: str = "Joint Statement", kind: str = "joint-statement", **fields: Any) -> Instrument:
    fields.setdefault("slug", _slug(Instrument, title))
    parties = fields.pop("parties", ())
    row = Instrument.objects.create(title=title, kind=kind, **fields)
    row.parties.set(countries(parties))
    return row


def sector(code: str = "trade", label: str = "", **fields: Any) -> Sector:
    return Sector.objects.get_or_create(code=code, defaults={"label": label or code.capitalize(), **fields})[0]


def name(bearer: models.Model, form: str, **fields: Any) -> Name:
    """A form of the name of any row that bears names."""
    kind = bearer._meta.concrete_model._meta.model_name  # type: ignore[union-attr]
    assert kind in BEARERS
    return Name.objects.create(**{kind: bearer}, form=form, **fields)


def article(
    headline: str = "Talks in Sofia",
    body: str = BODY,
    published: str | None = "2025-10-23",
    status: str = "published",
    *,
    agencies: Iterable[str] = (),
    text_basis: str = "summary",
    **fields: Any,
) -> Article:
    """An article with one version; tags (`people`, `countries`, `organizations`, `instruments`, `sectors`) as lists."""
    tags = {key: fields.pop(key, ()) for key in ("people", "countries", "organizations", "instruments", "sectors")}
    fields.setdefault("slug", _slug(Article, headline))
    row = Article.objects.create(headline=headline, published=published, status=status, **fields)
    ArticleVersion.objects.append(row, body, text_basis=text_basis)
    for key, rows in tags.items():
        getattr(row, key).set(countries(rows) if key == "countries" else rows)
    for position, code in enumerate(agencies, 1):
        ArticleAgency.objects.create(article=row, agency=agency(code), position=position)
    return row


def passage(story: Article | None = None, exact: str = "", paragraph: int | None = None, **fields: Any) -> Passage:
    """A passage of the article's current version; of its first paragraph where no words are given."""
    version = (story or article()).current_version
    assert version is not None
    row = Passage(version=version, exact=exact or version.paragraphs[0], paragraph=paragraph, **fields)
    row.full_clean()
    row.save()
    return row


def partnership(one: str = "bg", other: str = "vn") -> Partnership:
    first, second = sorted(countries([one, other]), key=lambda row: row.code)
    return Partnership.objects.get_or_create(first=first, second=second)[0]


def level(code: str = "vn-strategic", label: str = "Strategic Partnership", **fields: Any) -> PartnershipLevel:
    """A level; its owner is the country that its code begins with."""
    defaults = {"owner": country(code.partition("-")[0]), "label": label, **fields}
    return PartnershipLevel.objects.get_or_create(code=code, defaults=defaults)[0]


def event(
    title: str = "Talks in Sofia",
    kind: str = "talks",
    start: str | None = "2025-10-23",
    *,
    parties: Iterable[str | Country] = ("bg", "vn"),
    passages: Iterable[Passage] = (),
    **fields: Any,
) -> PartnershipEvent:
    fields.setdefault("slug", _slug(PartnershipEvent, f"{start or 'undated'} {title}"))
    row = PartnershipEvent.objects.create(title=title, kind=kind, start=start, **fields)
    row.parties.set(countries(parties))
    row.passages.set(passages)
    return row


def level_change(
    to: str = "vn-strategic", start: str | None = "2025-10-23", pair: tuple[str, str] = ("bg", "vn"), **fields: Any
) -> PartnershipEvent:
    """A level change of a pair, for those who read `passages`."""
    fields.setdefault("title", f"{pair[0]} and {pair[1]}: {to}")
    fields.setdefault("level_to", level(to))
    return event(kind="level-change", start=start, parties=pair, partnership=partnership(*pair), **fields)


def participation(occasion: PartnershipEvent, who: Person | Organization, **fields: Any) -> Participation:
    key = "person" if isinstance(who, Person) else "organization"
    return Participation.objects.create(event=occasion, **{key: who}, **fields)


def commitment(
    summary: str = "Double two-way trade",
    from_countries: Iterable[str] = ("bg", "vn"),
    to_countries: Iterable[str] = ("bg", "vn"),
    **fields: Any,
) -> Commitment:
    sectors = fields.pop("sectors", ())
    row = Commitment.objects.create(summary=summary, **fields)
    row.from_countries.set(countries(from_countries))
    row.to_countries.set(countries(to_countries))
    row.sectors.set(sectors)
    return row


def telling(point: Commitment, passage: Passage | None = None, modality: str = "pledged", **fields: Any) -> Telling:
    return Telling.objects.create(commitment=point, passage=passage, modality=modality, **fields)


def suggestion(
    story: Article | None = None, type: str = "commitment", quote: str = "", paragraph: int = 2, **details: Any
) -> Suggestion:
    """An open suggestion of an article's current version; further fields of the record by their names."""
    version = (story or article()).current_version
    assert version is not None
    return Suggestion.objects.create(
        version=version,
        type=type,
        label=details.pop("label", "Double two-way trade"),
        paragraph=paragraph,
        quote=quote or version.paragraphs[paragraph - 1],
        rule=details.pop("rule", "a-rule"),
        details=details,
    )
