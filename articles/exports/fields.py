"""The archive's own record: its keys, as `articles.wire.fields` reads them, with a story's values."""

from articles.vocabulary import Basis, TextBasis, VersionKind
from articles.wire.fields import KEYS
from articles.wire.records import Story


def record(story: Story) -> dict[str, str | list[str]]:
    """The values of a story by key, in the order of `KEYS`, without what is empty and what goes without saying."""
    published = story.published
    basis = published.basis if published else story.undated_basis
    values: dict[str, str | list[str]] = {
        "identifier": story.source_id,
        "version": story.source_version,
        "url": story.source_url,
        "kind": story.kind.value if story.kind != VersionKind.ORIGINAL else "",
        "headline": story.headline,
        "inLanguage": story.language,
        "datePublished": str(published) if published else "",
        "dateBasis": basis.value if basis != Basis.STATED else "",
        "dateNote": story.published_note,
        "dateline": story.dateline,
        "locationCreated": story.place,
        "sourceOrganization": list(story.agencies),
        "author": story.byline,
        "textBasis": story.text_basis.value if story.text_basis != TextBasis.PRINTED else "",
        "embargo": story.embargo.isoformat() if story.embargo else "",
        "articleBody": list(story.paragraphs),
    }
    # An empty dateline is said: without one a reader looks for it in the text.
    return {key: values[key] for key in KEYS if values[key] or key == "dateline"}
