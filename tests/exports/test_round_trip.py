"""A file of each format, made of rows, read back: every field that docs/importing.md says it carries is as it was."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings

from articles.exports import formats as exports
from articles.exports import wiretext
from articles.exports.stories import stories
from articles.models import Article, ArticleVersion
from articles.vocabulary import Basis, TextBasis, VersionKind
from articles.wire import formats
from articles.wire.records import Story
from tests import factories

pytestmark = pytest.mark.django_db
OWN = (
    *("paragraphs", "headline", "language", "published", "published_note", "undated_basis", "dateline", "place"),
    *("agencies", "source_url", "source_id", "source_version", "kind", "text_basis", "embargo"),
)
NINJS = (
    *("paragraphs", "headline", "language", "place", "agencies", "source_url", "source_id", "source_version"),
    *("kind", "text_basis", "embargo"),
)


def corrected(row: Article, body: str) -> None:
    ArticleVersion.objects.append(row, body, text_basis=TextBasis.PRINTED, kind=VersionKind.CORRECTION)


@pytest.fixture
def held() -> list[Story]:
    """Articles in three scripts, with dates of every precision and basis, an embargo, corrections, and odd texts."""
    printed = {"text_basis": "printed"}
    factories.agency("bta", short_name="БТА")
    factories.agency("nhandan", short_name="Nhân Dân")
    factories.article(
        "Среща в София: „доверие“ & търговия",
        "Президентът прие госта.\n\nДвете страни се договориха за 10\u00a0000 <места>.",
        agencies=("bta", "vns"),
        dateline="СОФИЯ",
        place=factories.place("София"),
        language="bg",
        source_id="urn:пример:1",
        visible_from=datetime(2025, 10, 23, 9, 30, 15, 250_000, tzinfo=UTC),
        **printed,
    )
    vietnamese = factories.article(
        "=Hội đàm",
        "Hai bên đồng ý.",
        "2025-10",
        agencies=("nhandan",),
        dateline="Hà Nội, thứ Sáu",
        place=factories.place("Hà Nội"),
        language="vi",
        source_url="https://news.example/o'neill?q={a}|b",
        **printed,
    )
    corrected(vietnamese, "Hai bên đồng ý về mười điểm.\n\nLời cuối. — NATO")
    inferred = factories.article("He left.", "EU — NATO talks\n\n  were held \n\n¶ 7", None, **printed)
    inferred.published = replace(factories.article("Old", "It began.", "1957").published, basis=Basis.INFERRED)
    inferred.published_note = "inferred from “Friday” – “thứ Sáu”"
    inferred.save()
    ArticleVersion.objects.append(inferred, "date 2024-01-01 was named\nin two lines", text_basis="printed")
    factories.article("", "By Friday\n\nall was done ./.", "2025-10-29/2025-10-30", dateline="In Sofia", **printed)
    factories.article("Summary", "They met.\n\nThey agreed.", "2025", agencies=("vna", "vns"))
    note = "The event is old; the account was written for this archive."
    factories.article("Account", "They met on Friday.", None, published_basis=Basis.EDITOR, published_note=note)
    return list(stories(list(Article.objects.order_by("pk").values_list("pk", flat=True))))


def back(code: str, held: list[Story], format: str) -> list[Story]:
    return list(formats.read("".join(exports.FORMATS[code].written(held)).encode(), format=format).stories)


def values(found: list[Story], names: tuple[str, ...]) -> list[dict[str, object]]:
    return [{name: getattr(story, name) for name in names} for story in found]


@pytest.mark.parametrize("format", ["auto", ""])
@pytest.mark.parametrize(
    ("code", "names", "said"),
    [
        ("jsonl", OWN, lambda story: story),
        ("csv", OWN, lambda story: story),
        ("ninjs", NINJS, lambda story: story),
        ("wire", wiretext.CARRIED, wiretext.carried),
    ],
)
def test_rows_come_back_from_a_file_as_they_were(
    held: list[Story], code: str, names: tuple[str, ...], said: Callable[[Story], Story], format: str
) -> None:
    assert len(held) == 7
    assert values(back(code, held, format or code), names) == values(list(map(said, held)), names)


def test_of_dates_ninjs_carries_a_stated_day_and_tells_the_others_to_editors(held: list[Story]) -> None:
    dates = [str(story.published or "") for story in back("ninjs", held, "ninjs")]

    assert dates == ["2025-10-23", "", "", "", "", "", ""]
    assert [str(story.published) for story in held] == [
        *("2025-10-23", "2025-10", "1957", "1957", "2025-10-29/2025-10-30", "2025", "None")
    ]


def test_a_file_given_out_twice_is_the_same_file(held: list[Story]) -> None:
    for code in ("jsonl", "csv"):
        assert "".join(exports.FORMATS[code].written(back(code, held, code))) == "".join(
            exports.FORMATS[code].written(held)
        )


def test_the_paper_names_each_format_and_no_other() -> None:
    paper = (Path(settings.BASE_DIR) / "docs" / "importing.md").read_text().partition("## Giving it out")[2]

    assert set(re.findall(r"^\| `(\w+)`", paper, re.MULTILINE)) == set(exports.FORMATS)
