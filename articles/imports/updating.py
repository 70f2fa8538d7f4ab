"""What a record does to an article that is there: nothing, a new version, or fields filled in. Never in silence."""

from datetime import UTC, datetime
from itertools import zip_longest
from typing import Any

from articles.imports.entries import Entry
from articles.imports.resolving import PlaceFound, Signer
from articles.imports.steps import UNCHANGED, UPDATED, Held, Options, Step
from articles.vocabulary import ArticleStatus, Basis, TextBasis, VersionKind
from articles.wire.records import WireError

RELEASED = {ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN}


def update(
    entry: Entry,
    held: Held,
    is_same_record: bool,
    place: PlaceFound | None,
    signers: tuple[Signer, ...],
    options: Options,
) -> Step:
    """The step for a record of an article that is held. `WireError` where whoever imports may not do it, or where
    readers would see at once what is under an embargo.
    """
    step = Step(entry, UNCHANGED, held)
    if not is_same_record:  # what an editor has made of that since, stays
        if entry.story.kind == VersionKind.WITHDRAWAL:
            _withdraw(step)
        _append(step)
        _fill_in(step, place)
    _date(step)
    if step.kind or step.changes:
        _check_rights(step, options)
        step.status = UPDATED
        step.before = {name: held.fields[name] for name in step.changes}
        held.fields.update(step.changes)
        if step.kind:
            _note_version(step)
    if options.publish and held.fields["status"] not in RELEASED and step.entry.story.kind != VersionKind.WITHDRAWAL:
        step.warnings.append(f"{held.slug} is held as {held.fields['status']}, and stays so: an editor publishes it")
    return step


def _is_past(moment: datetime) -> bool:
    return moment <= datetime.now(UTC)


def precedes(one: str, other: str) -> bool | None:
    """Whether one version comes before another; None where they cannot be compared.

    Versions are numbers, with points perhaps, or moments (ISO 8601).
    """
    numbers, others = _numbers(one), _numbers(other)
    if numbers is not None and others is not None:
        for left, right in zip_longest(numbers, others, fillvalue=0):
            if left != right:
                return left < right
        return False
    moments = _moment(one), _moment(other)
    if moments[0] is not None and moments[1] is not None:
        return moments[0] < moments[1]
    return None


def _append(step: Step) -> None:
    """A text that is not held becomes the next version; an older or the same one becomes nothing."""
    entry, held = step.entry, step.held
    story = entry.story
    if not entry.digest:
        return
    is_current = bool(held.digests) and entry.digest == held.digests[-1]
    keeps_headline = not story.headline or story.headline == held.version_headline
    if is_current and keeps_headline and story.text_basis == held.text_basis:
        return
    older = precedes(story.source_version, held.source_version)
    if older or (older is None and not is_current and entry.digest in held.digests):
        step.warnings.append(f"an older version than the one that {held.slug} has: nothing is changed")
        return
    if older is False and not precedes(held.source_version, story.source_version):
        step.warnings.append(f"the same version as {held.slug} has, in other words: nothing is changed")
        return
    if is_current and not _is_a_correction(step):
        return
    step.kind = story.kind if story.kind != VersionKind.ORIGINAL else VersionKind.UPDATE
    _change_headline(step)
    _say_what_is_followed(step)


def _is_a_correction(step: Step) -> bool:
    """Whether a text that is the current one differs in its headline or its basis, and may say so."""
    story, held = step.entry.story, step.held
    if story.text_basis != held.text_basis:
        return True
    if story.headline and not held.fields["headline"]:
        return True
    if not story.headline or not (story.source_id and story.source_version):
        if story.headline and held.fields["headline"]:
            step.warnings.append(f"its headline is another than that of {held.slug}, which is kept")
        return False
    return held.is_imported


def _change_headline(step: Step) -> None:
    """The wire's new headline, unless an editor has given one."""
    story, held = step.entry.story, step.held
    if not story.headline or story.headline == held.fields["headline"]:
        return
    if held.fields["headline"] and not held.is_imported:
        step.warnings.append(f"the headline of {held.slug} was given by an editor and is kept: “{story.headline}”")
        return
    step.changes["headline"] = story.headline


def _say_what_is_followed(step: Step) -> None:
    held, story = step.held, step.entry.story
    if not held.is_imported and held.digests:
        step.warnings.append(
            f"version {len(held.digests)} of {held.slug}, which an editor entered, is followed by this"
        )
    if story.text_basis != held.text_basis:
        said = "an archive summary" if held.text_basis == TextBasis.SUMMARY else "printed copy"
        step.warnings.append(f"the version before was {said}")
    status = step.changes.get("status", held.fields["status"])
    if status == ArticleStatus.PUBLISHED:
        step.warnings.append(f"{held.slug} is published: readers see the new version at once")
    elif status == ArticleStatus.WITHDRAWN and "status" not in step.changes:
        step.warnings.append(f"{held.slug} was withdrawn, and stays so")


def _withdraw(step: Step) -> None:
    status = step.held.fields["status"]
    if status != ArticleStatus.WITHDRAWN:
        step.changes["status"] = ArticleStatus.WITHDRAWN
        step.warnings.append(f"the agency withdraws {step.held.slug}: it was {status}, and is withdrawn")


def _fill_in(step: Step, place: PlaceFound | None) -> None:
    """Fields that the article lacks and the record tells."""
    story, held = step.entry.story, step.held
    fields = held.fields
    if story.embargo and not _is_past(story.embargo) and fields["status"] == ArticleStatus.PUBLISHED:
        raise WireError(
            f"an embargo until {story.embargo:%Y-%m-%d %H:%M %Z} on {held.slug}, which readers see already",
            "a version to be released at once: withdraw the article first, or import this when the embargo has ended",
            story.line,
        )
    told: dict[str, Any] = {
        "dateline": story.dateline,
        "source_url": story.source_url,
        "visible_from": story.embargo,
    }
    step.changes |= {name: value for name, value in told.items() if value and not fields[name]}
    if place and fields["place_id"] is None and (not fields["dateline"] or fields["dateline"] == story.dateline):
        step.changes["place_id"] = place.pk


def _date(step: Step) -> None:
    """A date where there was none, and one that is stated where it was inferred."""
    story, held = step.entry.story, step.held
    fields = held.fields
    if not story.published or story.published == fields["published"]:
        return
    inferred = fields["published"] and fields["published"].basis == Basis.INFERRED
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


def _check_rights(step: Step, options: Options) -> None:
    slug, status, line = step.held.slug, step.held.fields["status"], step.entry.story.line
    if status in RELEASED and not options.may_change_released:
        raise WireError(f"a new version of {slug}, which has been released", "a new one, or one of a draft", line)
    if "status" in step.changes and status in RELEASED and not options.may_release:
        raise WireError(f"the withdrawal of {slug}", "someone who may withdraw articles", line)


def _note_version(step: Step) -> None:
    """The article as it will be: what follows in the file is compared with this."""
    entry, held = step.entry, step.held
    held.digests += (entry.digest,)
    held.version_headline = held.fields["headline"]
    held.text_basis = entry.story.text_basis
    held.is_imported = True
    held.source_version = entry.story.source_version or held.source_version
    step.number, step.headline = len(held.digests), held.version_headline


def _numbers(text: str) -> list[int] | None:
    parts = text.split(".")
    return (
        [int(part) for part in parts] if text and all(part.isdecimal() and len(part) < 20 for part in parts) else None
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.replace(tzinfo=None) - (moment.utcoffset() or moment - moment)
