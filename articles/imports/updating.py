"""What a record does to an article that is there: nothing, a new version, or fields filled in. Never in silence.

What an editor changed by hand is told from what imports left: it stays, however often the wire sends another.
"""

from articles.imports.entries import Entry
from articles.imports.filling import by_hand, fill_in, fill_in_date, in_words, is_seen
from articles.imports.left import stored
from articles.imports.precedence import later, precedes
from articles.imports.resolving import PlaceFound, Signer
from articles.imports.steps import UNCHANGED, UPDATED, Held, Options, Step
from articles.vocabulary import ArticleStatus, TextBasis, VersionKind
from articles.wire.records import WireError

RELEASED = {ArticleStatus.PUBLISHED, ArticleStatus.WITHDRAWN}


def update(
    entry: Entry,
    held: Held,
    is_same_record: bool,
    place: PlaceFound | None,
    signers: tuple[Signer, ...],
    source_id: str,
    options: Options,
) -> Step:
    """The step for a record of an article that is held, and that may get `source_id` if it has none. `WireError` where
    whoever imports may not do it, or where readers would see at once what is under an embargo.
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
        fill_in(step, place, source_id)
    fill_in_date(step)
    if step.kind:
        _say_who_sees_it(step)
    if step.kind or step.changes:
        _say_who_signs(step, signers)
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


def is_older(entry: Entry, held: Held) -> bool:
    """Whether a record is of a version before the one that is held. Without versions to compare, a text that the
    article once had is the older one.
    """
    older = precedes(entry.story.source_version, held.source_version)
    if older is not None:
        return older
    return bool(entry.digest) and entry.digest in held.digests and entry.digest != held.digests[-1]


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
    if is_newer is None and held.source_version and story.source_version:
        step.warnings.append(
            f"version “{story.source_version}” cannot be compared with “{held.source_version}”, which {held.slug} has:"
            " it was taken for a newer one"
        )
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


def _say_who_signs(step: Step, signers: tuple[Signer, ...]) -> None:
    """An agency that has nothing to do with those of the article, and uses its id or address."""
    held, codes = step.held, [signer.code for signer in signers]
    if held.agencies and codes and set(held.agencies).isdisjoint(codes):
        there, here = "/".join(held.agencies), "/".join(codes)
        step.warnings.append(f"{held.slug} is signed {there}, and this {here}: they have the same id or address")


def _say_who_sees_it(step: Step) -> None:
    """What a new version of a released article means for readers, with the embargo that it has by now."""
    slug, fields = step.held.slug, step.held.fields | step.changes
    if fields["status"] == ArticleStatus.WITHDRAWN and "status" not in step.changes:
        step.warnings.append(f"{slug} was withdrawn, and stays so")
    elif fields["status"] == ArticleStatus.PUBLISHED and is_seen(fields):
        step.warnings.append(f"{slug} is published: readers see the new version at once")
    elif fields["status"] == ArticleStatus.PUBLISHED:
        until = in_words(fields["visible_from"])
        step.warnings.append(f"{slug} is released under an embargo until {until}: readers see the new version then")


def _withdraw(step: Step) -> None:
    status = step.held.fields["status"]
    if status != ArticleStatus.WITHDRAWN:
        step.changes["status"] = ArticleStatus.WITHDRAWN
        step.warnings.append(f"the agency withdraws {step.held.slug}: it was {status}, and is withdrawn")


def _check_rights(step: Step, options: Options) -> None:
    slug, status, line = step.held.slug, step.held.fields["status"], step.entry.story.line
    if status in RELEASED and not options.may_change_released:
        raise WireError(f"a new version of {slug}, which has been released", "a new one, or one of a draft", line)
    if "status" in step.changes and not options.may_release:
        raise WireError(f"the withdrawal of {slug}", "someone who may withdraw articles", line)


def _note_version(step: Step) -> None:
    """The article as it will be: what follows in the file is compared with this."""
    entry, held = step.entry, step.held
    held.digests += (entry.digest,)
    held.version_headline = entry.story.headline or held.fields["headline"]
    held.text_basis = entry.story.text_basis
    held.is_imported = True
    step.number, step.headline = len(held.digests), held.version_headline
