"""What a record does to an article that is there: nothing, a new version, or fields filled in. Never in silence.

What an editor changed by hand is told from what imports left: it stays, however often the wire sends another.
"""

from datetime import UTC, datetime
from typing import Any

from articles.imports.entries import Entry
from articles.imports.left import stored
from articles.imports.precedence import later, precedes
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
    if not is_same_record and is_older(entry, held):
        said = "it withdraws" if entry.story.kind == VersionKind.WITHDRAWAL else "this is"
        step.warnings.append(f"{said} an older version than the one that {held.slug} has: nothing is changed")
        return step
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
        held.left.update({name: stored(value) for name, value in step.changes.items()})
        held.source_version = later(held.source_version, entry.story.source_version)
        if step.kind:
            _note_version(step)
    elif not is_same_record:
        step.is_noted = bool(precedes(held.source_version, entry.story.source_version))
        held.source_version = later(held.source_version, entry.story.source_version)
    if options.publish and held.fields["status"] not in RELEASED and step.entry.story.kind != VersionKind.WITHDRAWAL:
        step.warnings.append(f"{held.slug} is held as {held.fields['status']}, and stays so: an editor publishes it")
    return step


def _is_past(moment: datetime) -> bool:
    return moment <= datetime.now(UTC)


def is_older(entry: Entry, held: Held) -> bool:
    """Whether a record is of a version before the one that is held. Without versions to compare, a text that the
    article once had is the older one.
    """
    older = precedes(entry.story.source_version, held.source_version)
    if older is not None:
        return older
    return bool(entry.digest) and entry.digest in held.digests and entry.digest != held.digests[-1]


def by_hand(held: Held, name: str) -> bool:
    """Whether an editor gave a field what it has, or emptied it, after the last import that had to do with it."""
    value = stored(held.fields[name])
    return value != held.left[name] if name in held.left else bool(value)


def _append(step: Step) -> None:
    """A text that is not held becomes the next version; the same one becomes nothing."""
    entry, held = step.entry, step.held
    story = entry.story
    if not entry.digest:
        return
    is_current = bool(held.digests) and entry.digest == held.digests[-1]
    keeps_headline = not story.headline or story.headline == held.version_headline
    if is_current and keeps_headline and story.text_basis == held.text_basis:
        return
    is_newer = precedes(held.source_version, story.source_version)
    if is_newer is False:  # an older one has been told of before
        if story.kind != VersionKind.WITHDRAWAL:
            step.warnings.append(f"the same version as {held.slug} has, in other words: its text is not changed")
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
    if story.headline and not held.fields["headline"] and not by_hand(held, "headline"):
        return True
    if not story.headline or not (story.source_id and story.source_version):
        if story.headline and held.fields["headline"]:
            step.warnings.append(f"its headline is another than that of {held.slug}, which is kept")
        return False
    if not held.is_imported:
        step.warnings.append(
            f"its headline is another than that of {held.slug}, which an editor gave and which is kept"
        )
    return held.is_imported


def _change_headline(step: Step) -> None:
    """The wire's new headline, unless an editor has given one, or taken it away: then the version alone has it."""
    story, held = step.entry.story, step.held
    if not story.headline or story.headline == held.fields["headline"]:
        return
    if by_hand(held, "headline"):
        kept = held.fields["headline"]
        step.warnings.append(
            f"the headline of {held.slug} was {'given' if kept else 'taken away'} by an editor and is kept"
            f"{f', “{kept}”' if kept else ''}; the new version has the wire’s: “{story.headline}”"
        )
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
    _embargo(step)
    told: dict[str, Any] = {"dateline": story.dateline, "source_url": story.source_url}
    if place and (not fields["dateline"] or fields["dateline"] == story.dateline):
        told["place_id"] = place.pk
    for name, value in told.items():
        if not value or fields[name]:
            continue
        if by_hand(held, name):
            said = name.removesuffix("_id").replace("_", " ")
            step.warnings.append(f"the {said} of {held.slug} was taken away by an editor, and stays so")
        else:
            step.changes[name] = value


def _embargo(step: Step) -> None:
    """An embargo that is still to come is kept, and never made shorter; `WireError` where readers see the article."""
    story, held = step.entry.story, step.held
    until, now_until = story.embargo, held.fields["visible_from"]
    if until is None or _is_past(until):
        return
    is_seen = now_until is None or _is_past(now_until)
    if held.fields["status"] == ArticleStatus.PUBLISHED and is_seen:
        raise WireError(
            f"an embargo until {until:%Y-%m-%d %H:%M %Z} on {held.slug}, which readers see already",
            "a version to be released at once: withdraw the article first, or import this when the embargo has ended",
            story.line,
        )
    if now_until is None and held.left.get("visible_from") == stored(until):
        step.warnings.append(f"an editor has lifted the embargo of {held.slug} until {until:%Y-%m-%d %H:%M %Z}")
    elif now_until is None or now_until < until:
        step.changes["visible_from"] = until
        if now_until is not None:
            step.warnings.append(f"{held.slug} is embargoed for longer now, until {until:%Y-%m-%d %H:%M %Z}")


def _date(step: Step) -> None:
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
    held.version_headline = entry.story.headline or held.fields["headline"]
    held.text_basis = entry.story.text_basis
    held.is_imported = True
    step.number, step.headline = len(held.digests), held.version_headline
