"""Whatever stands in a text field is text: no element, attribute, script or address on any page comes from it."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import html5lib
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from articles.folding import digest, paragraphs
from articles.models import Article, ArticleVersion, Passage
from articles.search import lifecycle
from tests.search.conftest import index_folder
from tests.security.rights import OBJECTS, PAGES, SCREENS
from tests.security.world import Rows, story

__all__ = ["index_folder"]

pytestmark = pytest.mark.django_db

# Every element, attribute and address of these is marked, so that a page shows at once which it took for its own.
CORPUS = {
    "element": "a<xss-el>b</xss-el>",
    "unclosed tag": "<xss-el onerror=xss-at//",
    "script": "<script>xss-el()</script><xss-el>",
    "unclosed image": "<img src=x xss-at onerror=alert(1)//",
    "out of a double-quoted attribute": '"><xss-el xss-at="',
    "out of a title, a text area, a script": "</title></textarea></script></style><xss-el>",
    "out of a single-quoted attribute": "'><xss-el xss-at='",
    "out of a comment": "--><xss-el><!--",
    "into an attribute": '" xss-at="1" onfocus="alert(1)" autofocus x="',
    "svg": "<svg><xss-el><animate xss-at onbegin=alert(1)></svg>",
    "into an attribute without quotes": "x xss-at=1 onmouseover=alert(1)",
    "math": "<math><mi xlink:href=javascript:alert(1) xss-at><xss-el>",
    "template": "{{ 7|add:7 }}{% load xss-el %}${7*7}<xss-el>",
    "newlines": "<xss-el\nxss-at\r\n=1>",
    "entities": "&lt;xss-el&gt;&#60;xss-el&#62;<xss-el>",
    "turned text": "\u202e<xss-el>\u2066",
    "wide": "\uff1cxss-el\uff1e\u00ab<xss-el/>\u2028",
    "odd": "<xss-el\u3000xss-at>",
}
_kinds = list(CORPUS)
PAIRS = {f"{one}, {other}": CORPUS[one] + CORPUS[other] for one, other in zip(_kinds[::2], _kinds[1::2], strict=True)}
ASKED = ("q", "country", "person", "from", "page", "type", "as_of", "letter", "kind")
SCHEMES = ("javascript:alert('xss-at')", "JaVaScRiPt:xss-at", "data:text/html,<xss-el>", "vbscript:xss-at")
SAFE_SCHEMES = {"", "http", "https", "mailto", "data"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data"}


@pytest.fixture(autouse=True)
def _alone(settings: Settings) -> None:
    settings.SEARCH_SECONDS = 0


def text_fields(model: type[models.Model]) -> Iterator[Any]:
    """The fields of a model that hold free text: those that addresses and codes are made of are not among them."""
    for field in model._meta.concrete_fields:
        is_code = isinstance(field, models.SlugField) or field.primary_key or field.choices or field.unique
        if isinstance(field, models.CharField | models.TextField) and not is_code and field.name not in CODES:
            yield field


CODES = {"digest", "model", "language", "from_slug", "into_slug", "password", "domain", "published_basis"}
"""Text fields with an alphabet of their own."""


def fill(rows: Rows, text: str) -> None:
    """Put a text into every text field of every row, past all forms, as an import that is wrong might."""
    for row in rows.values():
        values = {
            field.name: text[: getattr(field, "max_length", None) or 4000]
            for field in text_fields(type(row))
            if not isinstance(row, ArticleVersion | Passage)
        }
        if values:
            type(row)._default_manager.filter(pk=row.pk).update(**values)
    body = f"{text}\n\nThe second paragraph: {text}"
    ArticleVersion.objects.update(headline=text[:300], body=body, note=text, digest=digest(body))
    for passage in Passage.objects.all():
        exact = paragraphs(body)[0]
        passage_fields = {"exact": exact, "paragraph": 1, "start": 0, "end": len(exact), "suffix": text[:32]}
        Passage.objects.filter(pk=passage.pk).update(prefix=text[:32], **passage_fields)


def faults(page: str) -> list[str]:
    """What an HTML parser, as browsers are built, found on a page that the corpus brought there."""
    found = []
    for element in html5lib.parse(page, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str):
            found += ["comment"] if "xss" in (element.text or "") else []
            continue
        names = [element.tag, *map(str, element.attrib)]
        found += [name for name in names if "xss" in name or name.lower().startswith("on")]
        found += [value for name, value in element.attrib.items() if name in ADDRESSES and not _is_safe(value)]
        if element.tag in ("script", "style") and "xss" in "".join(element.itertext()):
            found.append(f"inside {element.tag}")
    return found


def _is_safe(address: str) -> bool:
    scheme = urlsplit(address.strip()).scheme.lower()
    return scheme in SAFE_SCHEMES and (scheme != "data" or address.startswith("data:image/"))


def readers_pages(rows: Rows) -> list[str]:
    objects = [
        type(rows[model])._default_manager.get(pk=rows[model].pk).get_absolute_url() for model in OBJECTS.values()
    ]
    return [*PAGES.values(), *objects, "/search/?q=xss-el", "/search/?q=xss", "/search/?type=event", "/nowhere/xss-el/"]


def screens(rows: Rows) -> Iterator[str]:
    for screen in (*SCREENS, "articles_article"):
        row = rows[screen.partition("_")[2]]
        yield reverse(f"admin:{screen}_changelist")
        for part in ("change", "delete"):
            if part != "delete" or not screen.endswith(("version", "batch", "row", "merge", "outbox")):
                yield reverse(f"admin:{screen}_{part}", args=[row.pk])


def test_every_model_has_text_that_is_tried() -> None:
    tried = {model.__name__ for model in apps.get_app_config("articles").get_models() if list(text_fields(model))}

    assert {"Article", "ArticleVersion", "Person", "PartnershipEvent", "Commitment", "Claim", "Name"} <= tried
    assert {field.name for field in text_fields(Article)} >= {"headline", "dateline", "published_note", "source_url"}


@pytest.mark.parametrize("kind", PAIRS)
def test_no_text_becomes_markup_on_a_page_for_readers(client: Client, index_folder: object, kind: str) -> None:
    rows = story("published")
    fill(rows, PAIRS[kind])
    lifecycle.rebuild()
    shown = 0

    for path in readers_pages(rows):
        answer = client.get(path)
        page = answer.content.decode()
        assert answer.status_code in (200, 404), path
        if "html" in answer.headers["Content-Type"]:
            assert faults(page) == [], (path, kind)
            shown += "xss" in page
        elif "json" in answer.headers["Content-Type"]:
            json.loads(page)
            assert answer.headers["X-Content-Type-Options"] == "nosniff"

    assert shown > 10, "the text was not seen, so nothing was tried"


@pytest.mark.parametrize("kind", [*PAIRS][:3:2])
def test_no_text_becomes_markup_at_the_desk(admin_client: Client, kind: str) -> None:
    rows = story("published")
    fill(rows, PAIRS[kind])
    shown = 0

    for path in screens(rows):
        page = admin_client.get(path)
        assert page.status_code == 200, path
        assert faults(page.content.decode()) == [], (path, kind)
        shown += "xss" in page.content.decode()

    assert shown > 30, "the text was not seen, so nothing was tried"


@pytest.mark.parametrize("address", SCHEMES)
def test_no_address_of_a_source_is_a_script(client: Client, admin_client: Client, address: str) -> None:
    rows = story("published")
    Article.objects.update(source_url=address)
    pages = [rows[name].get_absolute_url() for name in ("article", "passage")]  # type: ignore[attr-defined]
    pages.append(reverse("admin:articles_article_change", args=[rows["article"].pk]))

    for path in pages:
        assert faults(admin_client.get(path).content.decode()) == [], path


@pytest.mark.parametrize("kind", [*CORPUS][::2])
def test_no_question_becomes_markup(client: Client, index_folder: object, kind: str) -> None:
    story("published")
    lifecycle.rebuild()
    parameters = dict.fromkeys(
        ("q", "country", "person", "from", "page", "type", "as_of", "letter", "kind"), CORPUS[kind]
    )

    for path in ("/search/", "/timeline/", "/people/", "/commitments/", "/nowhere/"):
        for asked in ({"q": CORPUS[kind]}, parameters, {"country": CORPUS[kind]}):
            page = client.get(path, asked).content.decode()
            assert faults(page) == [], (path, asked)


def test_the_fault_finder_finds_each_of_the_corpus() -> None:
    """Else the tests above would pass on a page that shows the text as it is."""
    places = (
        "<p>{}</p>",
        '<p title="{}">x</p>',
        "<p title='{}'>x</p>",
        "<p title={}>x</p>",
        "<title>{}</title>",
        "<!--{}-->",
    )

    for kind, text in CORPUS.items():
        assert any(faults(place.format(text)) for place in places), kind
    for address in SCHEMES:
        assert faults(f'<a href="{address}">x</a>'), address


def test_names_of_accounts_are_text_at_the_desk() -> None:
    user = User.objects.create_superuser("<xss-el>", first_name=CORPUS["element"])
    client = Client()
    client.force_login(user)

    for path in ("/admin/", "/admin/auth/user/", "/admin/password_change/"):
        assert faults(client.get(path).content.decode()) == []
