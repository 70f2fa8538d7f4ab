"""What a record becomes that is of no article in the archive: a new one, with its first version."""

from typing import Any

from articles.imports.entries import Entry, qualified
from articles.imports.holdings import Holdings
from articles.imports.left import stored
from articles.imports.resolving import PlaceFound, Signer
from articles.imports.slugs import Slugs
from articles.imports.steps import CREATED, Held, Options, Step
from articles.vocabulary import ArticleStatus, Basis, VersionKind
from articles.wire.records import Story, WireError


def create(
    found: Entry,
    place: PlaceFound | None,
    signers: tuple[Signer, ...],
    holdings: Holdings,
    slugs: Slugs,
    options: Options,
) -> Step:
    """The step for a record that is of no article; `WireError` where it withdraws one."""
    story = found.story
    if story.kind == VersionKind.WITHDRAWAL:
        raise WireError("the withdrawal of a story that is not held", "one of an article in the archive", story.line)
    codes = tuple(signer.code for signer in signers)
    status = ArticleStatus.PUBLISHED if options.publish else ArticleStatus.DRAFT
    fields = {**described(story, place), "status": status}
    if fields["source_id"] and holdings.has(fields["source_url"], fields["source_id"]):  # only one may have both
        fields["source_id"] = qualified(story.source_id, codes)
    held = Held(
        None,
        slugs.give(story),
        fields,
        codes,
        (found.digest,),
        version_headline=story.headline,
        text_basis=story.text_basis,
        source_version=story.source_version,
        left={name: stored(value) for name, value in fields.items()},
    )
    holdings.add(held)
    kind = story.kind if story.kind != VersionKind.UPDATE else VersionKind.ORIGINAL
    return Step(found, CREATED, held, changes=dict(fields), kind=kind, number=1, headline=story.headline)


def described(story: Story, place: PlaceFound | None) -> dict[str, Any]:
    """The fields of an article that a story tells."""
    undated = {"published_basis": story.undated_basis} if story.undated_basis != Basis.STATED else {}
    return {
        "headline": story.headline,
        "language": story.language,
        "published": story.published,
        "published_note": story.published_note[:200],
        **undated,
        "dateline": story.dateline,
        "place_id": place.pk if place else None,
        "source_url": story.source_url,
        "source_id": story.source_id,
        "visible_from": story.embargo,
    }
