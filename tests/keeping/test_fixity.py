"""`manage.py fixity` sees whatever is not as it was kept."""

from pathlib import Path

import pytest

from articles.keeping import originals
from articles.models import ArticleVersion
from tests import factories
from tests.keeping.test_originals import damage
from tests.search.test_commands import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def digest(data_folder: Path) -> str:
    """An original that the second version of an article names."""
    digest = originals.keep(b"as it came")
    story = factories.article("Talks", "Of trade.", slug="talks")
    ArticleVersion.objects.append(story, "Of trade, again.", original=digest)
    return digest


def test_what_is_as_it_was_kept_is_0(digest: str) -> None:
    assert run("fixity") == (0, "Nothing is missing or damaged.\n")


def test_a_damaged_original_is_1(digest: str) -> None:
    damage(digest)

    code, text = run("fixity")

    assert code == 1
    assert f"damaged: original {digest}" in text and "from an older backup" in text


def test_a_missing_original_is_1(digest: str) -> None:
    originals.path_of(digest).unlink()

    assert run("fixity")[0] == 1
    assert f"missing: original {digest}" in run("fixity")[1]


def test_a_changed_text_is_1(digest: str) -> None:
    ArticleVersion.objects.filter(number=1).update(body="Of trode.")

    code, text = run("fixity")

    assert (code, text.splitlines()[0]) == (1, "damaged: text of talks, version 1")


def test_what_no_version_names_is_listed_and_no_loss(digest: str) -> None:
    other = originals.keep(b"of an import that was undone")
    (originals.folder() / "draft-x").write_text("of a process that was killed")

    code, text = run("fixity")

    assert code == 0
    assert f"orphaned: original {other}, which no version names" in text
    assert "draft-x is no original" in text


def test_the_same_text_again_names_no_other_original(digest: str) -> None:
    story = ArticleVersion.objects.get(number=2).article

    again = ArticleVersion.objects.append(story, "Of trade, again.", original="0" * 64)

    assert (again.number, again.original) == (2, digest)
