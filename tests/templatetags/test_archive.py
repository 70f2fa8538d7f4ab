"""What all templates share."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from articles.dates import Span
from articles.models import Person
from articles.proving.reading import Piece
from articles.search.results import Fragment, Snippet
from articles.templatetags import archive
from articles.vocabulary import Basis, Modality


def test_marks_are_put_in_after_escaping() -> None:
    snippet = Snippet((Fragment("<b>a & "), Fragment("<i>", marked=True), Fragment("…")))

    html = archive.marks(snippet)

    assert isinstance(html, SafeString)
    assert html == "&lt;b&gt;a &amp; <mark>&lt;i&gt;</mark>…"


def test_no_snippet_is_no_text() -> None:
    assert archive.marks(None) == ""


@pytest.mark.parametrize(
    ("text", "machine", "url"),
    [
        ("2025-10-23", "2025-10-23", "/2025/10/23/"),
        ("2025-10", "2025-10", "/2025/10/"),
        ("1957", "1957", "/1957/"),
        ("2025-10-29/2025-10-30", "", ""),
        ("../2025-10-23", "", ""),
    ],
)
def test_dates_are_given_to_machines_as_fine_as_they_are(text: str, machine: str, url: str) -> None:
    span = Span.parse(text)

    assert (archive.machine_date(span), archive.calendar_url(span)) == (machine, url)


def test_the_note_of_an_editor_says_where_a_date_comes_from_else_its_basis() -> None:
    span = Span.parse("2025-10-24", Basis.INFERRED)

    assert archive.basis(span, "inferred from “Friday”") == "inferred from “Friday”"
    assert archive.basis(span) == "inferred"
    assert archive.basis(None, "a note") == ""


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("Желязков", '<span lang="bg">Желязков</span>'),
        ("Việt Nam", '<span lang="vi">Việt Nam</span>'),
        ("Côte d'Ivoire", "Côte d&#x27;Ivoire"),
        ("<b>", "&lt;b&gt;"),
    ],
)
def test_the_language_of_a_name_is_told_by_its_letters(name: str, html: str) -> None:
    assert archive.in_language(name) == html


def test_vietnamese_people_s_names_are_vietnamese_whatever_their_letters() -> None:
    assert archive.person_name(Person(name="Tô Lâm", country_id="vn")) == '<span lang="vi">Tô Lâm</span>'
    assert archive.person_name(Person(name="Rumen Radev", country_id="bg")) == "Rumen Radev"


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


def test_a_date_shows_its_basis_unless_bare() -> None:
    template = '{% include "components/_date.html" with span=span note=note bare=bare %}'

    full = rendered(template, span=Span.parse("2025-10"), note="")
    bare = rendered(template, span=Span.parse("2025-10"), bare=True)

    assert full.endswith(
        '<time datetime="2025-10">October 2025</time>, <span class="basis">stated in the source</span>'
    )
    assert bare.endswith('<time datetime="2025-10">October 2025</time>')
    assert "date not known" in rendered(template, span=None)


@pytest.mark.parametrize(("modality", "label"), Modality.choices)
def test_every_modality_has_a_shape_and_a_word(modality: str, label: str) -> None:
    html = rendered('{% include "components/_modality_badge.html" %}', modality=modality, label=label)

    assert f'class="modality modality-{modality}"' in html
    assert html.count("<path") + html.count("<circle") >= 1
    assert html.endswith(f"</svg>{label}</span>")


def test_no_two_modalities_share_a_badge() -> None:
    template = '{% include "components/_modality_badge.html" with label="" %}'
    shapes = {rendered(template, modality=code).split("<svg")[1] for code in Modality.values}

    assert len(shapes) == len(Modality.values)


def test_a_piece_of_text_is_escaped_marked_and_underlined() -> None:
    assert archive.as_printed(Piece("<b>")) == "&lt;b&gt;"
    assert archive.as_printed(Piece("a", cited=True, marked=True)) == '<span class="cited"><mark>a</mark></span>'


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Talks of Tô Lâm in Sofia", 'Talks of <span class="whole">Tô Lâm</span> in Sofia'),
        (
            "Phạm Minh Chính, in Hà Nội",
            '<span class="whole">Phạm Minh Chính,</span> in <span class="whole">Hà Nội</span>',
        ),
        ("President Hồ Chí Minh", 'President <span class="whole">Hồ Chí Minh</span>'),
        ("Thanh Niên: “Việt Nam”", '<span class="whole">Thanh Niên:</span> <span class="whole">“Việt Nam”</span>'),
        ("Rumen Radev & <b>", "Rumen Radev &amp; &lt;b&gt;"),
        (
            "Đại Sứ Quán Việt Nam Ở Bun",
            '<span class="whole">Đại Sứ Quán Việt</span> <span class="whole">Nam Ở Bun</span>',
        ),
        ("", ""),
    ],
)
def test_a_name_in_a_title_stays_on_one_line(title: str, html: str) -> None:
    assert archive.whole(title) == html
