"""Markup of any quality becomes plain paragraphs, and nothing of what a reader would not see."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire import markup, xmltree
from articles.wire.records import WireError
from bench.mutations import TOKENS


@pytest.mark.parametrize(
    ("html", "paragraphs"),
    [
        ("<p>One.</p><p>Two <b>bold</b> <i>words</i>.</p>", ["One.", "Two bold words."]),
        ("<p>One.<p>Two.<div>Three.", ["One.", "Two.", "Three."]),
        ("No tags\nat all", ["No tags at all"]),
        ("One<br>line<br><br>Two", ["One line", "Two"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["a", "b", "c"]),
        ("<table><tr><th>Year<td>Trade<tr><td>2024<td>one</table>", ["Year | Trade", "2024 | one"]),
        ("<pre>a\n b\n\nc</pre>d", ["a b", "c", "d"]),
        ("Vi&ecirc;t &amp; B&#257;&hellip;&nbsp;x &bogus; &lt;b&gt;", ["Viêt & Bā… x &bogus; <b>"]),
        ("<q>Yes</q>, so&shy;ft\u200b", ["“Yes”, soft"]),
        ("<h2>Head</h2>text<blockquote>said</blockquote>", ["Head", "text", "said"]),
        ("a<script>alert('</p>')</script>b<style>p{}</style>c", ["abc"]),
        ("a<script>never closed <p>b", ["a"]),
        ("<SCRIPT SRC=x></SCRIPT ><p onclick='x()'>a", ["a"]),
        ("<scr<script>ipt>alert(1)</scr</script>ipt>", ["ipt>alert(1)ipt>"]),
        ("<p>a<svg><script>x</script><text>t</text></svg><math>m</math>b", ["ab"]),
        ("<p hidden>a</p><p style='Display : NONE'>b</p><p style='visibility:hidden'>c</p>d", ["d"]),
        ("<nav>Home</nav><form><button>Go</button></form><figure><figcaption>x</figcaption></figure>d", ["d"]),
        ("<del>old</del><ins>new</ins><noscript>on</noscript><template>t</template>", ["new"]),
        ("<!-- a --><?php b ?><![CDATA[c]]>d", ["d"]),
        ("<img src=x onerror=alert(1)//<p>a", ["a"]),
        ("", []),
        ("<!-- only -->", []),
    ],
)
def test_html_is_reduced_to_paragraphs(html: str, paragraphs: list[str]) -> None:
    assert markup.from_html(html) == paragraphs


def test_elements_of_xml_are_reduced_alike() -> None:
    root = xmltree.parse(
        "<body.content><hl2>Head</hl2><p>One <em>two</em> three.</p>tail"
        "<media><media-caption>no</media-caption></media><p>Four<script>no</script></p></body.content>"
    )

    assert markup.from_elements(root) == ["Head", "One two three.", "tail", "Four"]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 300_000 + "</p>" * 300_000,
        "<b>" * 300_000,
        "<p>a<br>" * 300_000,
        "<a><b></a></b>" * 200_000,
        "".join(f"<b a={number}>" for number in range(20_000)) + "<p>" * 20_000,
    ],
    ids=["unclosed", "inline", "many", "crossed", "reopened"],
)
def test_bombs_of_tags_are_refused_fast(html: str) -> None:
    before = time.process_time()

    with pytest.raises(WireError, match="markup"):
        markup.from_html(html)

    assert time.process_time() - before < 1


@given(
    st.lists(st.sampled_from([token.decode(errors="ignore") for token in TOKENS]) | st.text(max_size=5), max_size=40)
)
def test_soup_of_tags_is_reduced_to_single_lines(parts: list[str]) -> None:
    found = markup.from_html("".join(parts))

    assert all(paragraph == " ".join(paragraph.split()) != "" for paragraph in found)
