"""Which agencies a story is signed by, in any script, and what only looks like a sign-off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.wire import plain, signing


def signed(last: str) -> tuple[str, tuple[str, ...]]:
    """The last paragraph and the agencies of a story that ends so."""
    story = plain.read(f"SOFIA — NATO and Radev were named.\n\n{last}")
    return story.paragraphs[-1], story.agencies


@pytest.mark.parametrize(
    ("end", "agencies"),
    [
        (" — VNS", ("VNS",)),
        ("\n\n— VNA/VNS", ("VNA", "VNS")),
        (" — VNA / VNS.", ("VNA", "VNS")),
        (" — VNA./.", ("VNA",)),
        (" (TTXVN)", ("TTXVN",)),
        (" (TTXVN/Vietnam+)./.", ("TTXVN", "Vietnam+")),
        (" (Reuters, AFP)", ("Reuters", "AFP")),
        (" VNA/VNS", ("VNA", "VNS")),
        ("\n\nVNS", ("VNS",)),
        (" — Reuters", ("Reuters",)),
        ("\n\n(Reuters)", ("Reuters",)),
        (" — REUTERS", ("REUTERS",)),
        (" — БТА", ("БТА",)),
        ("\n\nБТА", ("БТА",)),
        (" (БТА)", ("БТА",)),
        (" — Интерфакс/ТАСС", ("Интерфакс", "ТАСС")),
        (" — Nhân Dân", ("Nhân Dân",)),
        (" — NHÂN DÂN", ("NHÂN DÂN",)),
        (" — Nhân Dân/VNA", ("Nhân Dân", "VNA")),
        (" — AFP", ("AFP",)),
        (" — AFP-Jiji", ("AFP-Jiji",)),
        (" — dpa", ("dpa",)),
        (" - VnExpress", ("VnExpress",)),
        (".—VNS", ("VNS",)),
        (" -- MNA", ("MNA",)),
        (" — МИА", ("МИА",)),
        (" — VNA/MNA", ("VNA", "MNA")),
        (" ./.", ()),
        (" ###", ()),
        ("", ()),
    ],
)
def test_sign_offs_name_agencies_in_their_order(end: str, agencies: tuple[str, ...]) -> None:
    assert signed(f"Done.{end}" if not end.startswith(".") else f"Done{end}") == ("Done.", agencies)


@pytest.mark.parametrize(
    "last",
    [
        "Done. — Trade",
        "Done. — Tô Lâm",
        "Done. — TÔ LÂM",
        "“Done.” — RADEV",
        "“Done.” — Румен Радев",
        "“Done.” — McDonald",
        "Done. — NATO",
        "Done. (EU)",
        "Done. END",
        "END 2:35 P.M. EDT",
        "They met in London — NATO",
        "They met in London — MNA",
        "They met at the seat of the bloc (BRICS)",
        "He spoke of three things: peace, trade — and Việt Nam",
        "NATO/EU",
        "VIỆT NAM - ĐẤT NƯỚC",
        "Reuters said so.",
        "The minister thanked Reuters.",
        "He was asked by Reuters",
        "Mr. Radev",
        "Efe",
        "Done. — Efe",
        "Done. — https://news.example/1",
        "Done. — 2025",
        "Done. — VNS and others",
        "Done. —",
        "Done. — /",
        "Done. — A/B/C/D/E/F/G",
    ],
)
def test_a_last_paragraph_or_a_name_is_no_sign_off(last: str) -> None:
    assert signed(last) == (last, ())


def test_what_the_story_speaks_of_does_not_sign_it_but_a_known_agency_may() -> None:
    assert signing.taken_off(["The MNA was shut.", "Done. — MNA"]) == (["The MNA was shut.", "Done. — MNA"], ())
    assert signing.taken_off(["Reuters was told.", "Done. — Reuters"]) == (["Reuters was told.", "Done."], ("Reuters",))


def test_a_name_alone_is_a_text() -> None:
    assert plain.read("Reuters").paragraphs == ("Reuters",)


@given(st.lists(st.text(max_size=60), max_size=3))
def test_nothing_but_the_end_is_ever_taken(blocks: list[str]) -> None:
    blocks = [each for block in blocks if (each := " ".join(block.split()))]

    left, agencies = signing.taken_off(blocks)

    assert left[:-1] == blocks[: max(0, len(left) - 1)]
    assert not left or blocks[len(left) - 1].startswith(left[-1].removesuffix("."))
    assert all(name.strip() for name in agencies)
