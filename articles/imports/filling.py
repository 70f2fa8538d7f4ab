"""Fields of a held article that a record tells: filled in where they are empty, and never over an editor's hand.

What an editor changed by hand is told from what imports left: it stays, however often the wire sends another.
"""

from datetime import UTC, datetime
from typing import Any

from articles.imports.left import stored
from articles.imports.resolving import PlaceFound
from articles.imports.steps import Held, Step
from articles.vocabulary import ArticleStatus, Basis, VersionKind
from articles.wire.records import WireError


def by_hand(held: Held, name: str) -> bool:
    """Whether an editor gave a field what it has, or emptied it, after the last import that had to do with it."""
    value = stored(held.fields[name])
    return value != held.left[name] if name in held.left else bool(value)


def fill_in(step: Step, place: PlaceFound | None, source_id: str) -> None:
    """Fields that the article lacks and the record tells; `source_id` as the article may be kept under it."""
    story, held = step.entry.story, step.held
    fields = held.fields
    _embargo(step)
    told: dict[str, Any] = {"dateline": story.dateline, "source_url": story.source_url, "source_id": source_id}
    if place and (not fields["dateline"] or fields["dateline"] == story.dateline):
        told["place_id"] = place.pk
    for name, value in told.items():
        if not value or fields[name]:
            continue
        if by_hand(held, name):
            said = name.replace("place_id", "place").replace("_", " ")
            step.warnings.append(f"the {said} of {held.slug} was taken away by an editor, and stays so")
        else:
            step.changes[name] = value


def _embargo(step: Step) -> None:
    """An embargo that is still to come is kept, and never made shorter; `WireError` where readers see the article.

    A withdrawal hides, whatever embargo it carries.
    """
    story, held = step.entry.story, step.held
    until, now_until = story.embargo, held.fields["visible_from"]
    if until is None or _is_past(until) or story.kind == VersionKind.WITHDRAWAL:
        return
    if held.fields["status"] == ArticleStatus.PUBLISHED and is_seen(held.fields):
        raise WireError(
            f"an embargo until {in_words(until)} on {held.slug}, which readers see already",
            "this file again when the embargo has ended; or the article withdrawn first, and released again then",
            story.line,
        )
    if now_until is None and held.left.get("visible_from") == stored(until):
        step.warnings.append(f"an editor has lifted the embargo of {held.slug} until {in_words(until)}")
    elif now_until is None or now_until < until:
        step.changes["visible_from"] = until
        if now_until is not None:
            step.warnings.append(f"{held.slug} is embargoed for longer now, until {in_words(until)}")


def fill_in_date(step: Step) -> None:
    """A date where there was none, and one that is stated where it was inferred; but never for one that an editor gave
    or took away.
    """
    story, held = step.entry.story, step.held
    fields = held.fields
    if not story.published or story.published == fields["published"]:
        return
    is_kept = by_hand(held, "published") or (
        fields["published"] is None and fields.get("published_basis") == Basis.EDITOR
    )
    if fields["published"] is None and is_kept:
        step.warnings.append(f"{held.slug} is without a date by an editor’s hand, and stays so")
        return
    inferred = not is_kept and fields["published"] and fields["published"].basis == Basis.INFERRED
    if fields["published"] is None or (inferred and story.published.basis == Basis.STATED):
        step.changes |= {"published": story.published, "published_note": story.published_note}
        if inferred:
            step.warnings.append(f"{held.slug} had the inferred date {fields['published'].words}, now it is stated")
    elif (story.published.earliest, story.published.latest) != (
        fields["published"].earliest,
        fields["published"].latest,
    ):
        step.warnings.append(
            f"{held.slug} is of {fields['published'].words}, and this of {story.published.words}: the date is kept"
        )


def is_seen(fields: dict[str, Any]) -> bool:
    """Whether readers see an article with these fields, if it is published: whether it is past its embargo."""
    until: datetime | None = fields["visible_from"]
    return until is None or _is_past(until)


def in_words(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _is_past(moment: datetime) -> bool:
    return moment <= datetime.now(UTC)
