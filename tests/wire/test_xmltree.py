"""XML from outside: what is refused before it can hurt."""

import time

import pytest

from articles.wire import xmltree
from articles.wire.records import WireError

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a>&l9;</a>', "(DTD); expected the file without its <!DOCTYPE …>"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "(DTD)"),
        ('<!DOCTYPE a SYSTEM "http://localhost/a.dtd"><a/>', "(DTD)"),
        ("<a>" * 100_000, "XML nested more than 200 deep"),
        ("<a>" + "<b/>" * 150_000 + "</a>", "XML of more than 100,000 elements"),
        ("<a " + " ".join(f"a{number}=''" for number in range(300_000)) + "/>", "XML of more than 200,000 attributes"),
        ("<a>\n<b>\n</a>", "line 3: found XML that breaks off at column 3 (mismatched tag)"),
        ("<a>&nbsp;</a>", "(undefined entity); expected characters or CDATA instead of HTML’s entities"),
        ("", "no element found"),
    ],
    ids=["laughs", "file", "dtd", "deep", "many", "attributes", "mismatch", "entity", "empty"],
)
def test_hostile_xml_is_refused_fast_with_a_clear_line(text: str, words: str) -> None:
    before = time.process_time()

    with pytest.raises(WireError) as caught:
        xmltree.parse(text)

    assert words in str(caught.value)
    assert time.process_time() - before < 2


def test_names_lose_their_namespaces_and_lines_are_known() -> None:
    root = xmltree.parse(
        '<?xml version="1.0" encoding="koi8-r"?>\n<n:a xmlns:n="urn:n" xml:lang="vi">\n<n:b n:c="d"/></n:a>'
    )

    assert (root.tag, xmltree.attribute(root, "xml:lang"), xmltree.line_of(root)) == ("a", "vi", 2)
    assert xmltree.attribute(xmltree.child(root, "b"), "c") == "d"
    assert xmltree.line_of(root[0]) == 3


def test_control_characters_do_not_stop_the_reading() -> None:
    assert xmltree.words(xmltree.parse("<a>one\x0b\x00two\ufffe</a>")) == "onetwo"
