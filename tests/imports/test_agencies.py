"""Which agency a sign-off means: by any of the names that its row has, in any script; and the code of a new one."""

import pytest

from articles.imports.undoing import undo
from articles.models import Agency, ArticleAgency
from tests import factories as make
from tests.imports.taking import lines, take

pytestmark = pytest.mark.django_db


def signed(*names: str) -> None:
    take(lines(*({"articleBody": f"Report {number}.", "agencies": [name]} for number, name in enumerate(names))))


def codes() -> list[str]:
    return list(ArticleAgency.objects.order_by("article__pk").values_list("agency__code", flat=True))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("БТА", "bta"),
        ("Българска телеграфна агенция", "balgarska-telegrafna-agentsiya"),
        ("Интерфакс", "interfaks"),
        ("Укрінформ", "ukrinform"),
        ("Танјуг", "tanjug"),
        ("РИА Новости", "ria-novosti"),
        ("Đài Tiếng nói", "dai-tieng-noi"),
        ("新华社", "agency"),
    ],
)
def test_a_new_agency_gets_a_code_from_its_name_in_latin_letters(name: str, code: str) -> None:
    signed(name)

    row = Agency.objects.get()
    assert (row.code, row.short_name) == (code, name)


def test_what_prints_its_name_in_two_scripts_is_one_agency() -> None:
    signed("БТА", "BTA", "ТАСС", "TASS")

    assert codes() == ["bta", "bta", "tass", "tass"]


@pytest.mark.parametrize(
    "names",
    [
        {"short_name": "BTA", "name": "БТА"},
        {"short_name": "BTA", "name": "Bulgarian News Agency (БТА)"},
        {"short_name": "Bulgarian News Agency", "name": "Bulgarian News Agency (BTA, БТА)"},
    ],
)
def test_every_name_that_the_row_knows_leads_to_it(names: dict[str, str]) -> None:
    Agency.objects.create(code="sofia-agency", **names)

    signed(names["short_name"], "БТА", names["name"])

    assert codes() == ["sofia-agency"] * 3


def test_a_name_is_known_without_the_letters_behind_it_and_by_them() -> None:
    make.agency("first", short_name="Desk", name="Voice of the Coast (VOC)")

    signed("Voice of the Coast", "VOC")

    assert codes() == ["first", "first"]


def test_what_an_agency_is_called_counts_before_what_another_has_in_brackets() -> None:
    make.agency("first", short_name="Desk", name="Voice of the Coast (VOC)")
    make.agency("second", short_name="VOC", name="Vale of Clouds")

    signed("VOC")

    assert codes() == ["second"]


def test_words_in_brackets_that_are_no_letters_of_a_name_mean_no_agency() -> None:
    make.agency("first", short_name="Desk", name="Voice of the Coast (Varna)")

    signed("Varna")

    assert codes() == ["varna"]


def test_an_agency_that_was_made_of_a_cyrillic_name_goes_when_its_import_is_taken_back() -> None:
    taken = take(lines({"agencies": ["БТА"]}))

    undo(taken.batch)

    assert not Agency.objects.exists()
