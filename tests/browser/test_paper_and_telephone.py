"""Pages on paper and on the narrowest screens: what is drawn is drawn, and no name is parted."""

from typing import Any

import pytest

from tests.browser.test_desk import sign_in
from tests.browser.test_every_page import visit

pytestmark = pytest.mark.browser

A4 = {"width": 690, "height": 1000}  # what is left of its 210 millimetres between a browser's own margins
TELEPHONE = {"width": 320, "height": 640}
LAPTOP = {"width": 1280, "height": 800}
WIDER = {"width": 1360, "height": 900}


@pytest.mark.parametrize("page", [{"viewport": A4}], indirect=True)
def test_a_partnership_on_paper_has_the_drawn_ladder_and_its_tables(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")

    page.emulate_media(media="print")

    assert page.locator("svg.ladder").first.is_visible()
    assert not page.locator(".ladder-upright").first.is_visible()
    assert (
        page.locator(".matrix thead").first.evaluate("head => getComputedStyle(head).display") == "table-header-group"
    )


@pytest.mark.parametrize("page", [{"viewport": A4}], indirect=True)
def test_a_visit_on_paper_is_proven_once(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")

    page.emulate_media(media="print")

    assert page.locator("#visits ~ .pair .evidence").first.is_visible()
    assert not page.locator(".entry-visit .evidence").first.is_visible()


@pytest.mark.parametrize("page", [{"viewport": TELEPHONE}], indirect=True)
@pytest.mark.parametrize(
    "address", ["/timeline/?country=vn", "/people/to-lam/", "/countries/vn/", "event", "commitment"]
)
def test_names_in_titles_stand_on_one_line(page: Any, address: str) -> None:
    visit(page, address)

    lines = page.locator(".whole").evaluate_all("names => names.map(name => name.getClientRects().length)")

    assert lines
    assert set(lines) == {1}


@pytest.mark.parametrize("page", [{"viewport": TELEPHONE}, {"viewport": LAPTOP}], indirect=True)
def test_a_name_in_a_text_stands_in_its_line(page: Any) -> None:
    visit(page, "article")

    shown = page.locator(".paragraph a.named").evaluate_all(
        "names => names.map(name => getComputedStyle(name).display)"
    )

    assert shown
    assert set(shown) == {"inline"}


@pytest.mark.parametrize("page", [{"viewport": TELEPHONE}], indirect=True)
def test_a_change_in_the_register_is_a_few_lines_on_a_telephone(page: Any) -> None:
    page.goto("/partnerships/")

    heights = page.locator(".register tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")

    assert sum(heights) / len(heights) < 200


@pytest.mark.parametrize("page", [{"viewport": size} for size in (TELEPHONE, LAPTOP, WIDER)], indirect=True)
@pytest.mark.parametrize("kind", ["article", "partnershipevent", "person", "commitment", "telling", "participation"])
def test_the_lists_of_the_desk_do_not_scroll_sideways(page: Any, account: tuple[str, str], kind: str) -> None:
    sign_in(page, account)

    page.goto(f"/admin/articles/{kind}/")

    hidden = page.locator(".results").evaluate("list => list.scrollWidth - list.clientWidth")
    assert hidden == 0


@pytest.mark.parametrize("page", [{"viewport": A4}], indirect=True)
def test_paper_says_what_a_list_is_narrowed_by_and_of_how_many_pages_it_is_one(page: Any) -> None:
    page.goto("/commitments/?partnership=bg-vn&modality=agreed&modality=pledged&modality=stated")

    page.emulate_media(media="print")

    assert "between Bulgaria and Việt Nam" in page.locator(".chips").inner_text()
    assert page.locator(".pagination").inner_text().strip() == "Page 1 of 2"
    assert not page.locator(".chips", has_text="Show all").locator("li", has_text="Show all").is_visible()


@pytest.mark.parametrize("page", [{"viewport": A4}], indirect=True)
def test_paper_says_where_it_came_from_and_has_no_sheet_for_the_foot_alone(page: Any) -> None:
    page.goto("/partnerships/bg-vn/?as_of=2025-10-22")
    came_from = page.locator(".masthead .on-paper")
    assert not came_from.is_visible()

    page.emulate_media(media="print")

    assert came_from.inner_text() == page.url
    assert not page.locator(".site-foot").is_visible()


@pytest.mark.parametrize("page", [{"viewport": LAPTOP}], indirect=True)
@pytest.mark.parametrize("kind", ["person", "instrument", "commitment"])
def test_no_field_of_a_form_lies_beyond_the_edge_of_a_laptop(page: Any, account: tuple[str, str], kind: str) -> None:
    sign_in(page, account)

    page.goto(f"/admin/articles/{kind}/add/")

    hidden = page.locator(":root, .tabular fieldset").evaluate_all("all => all.map(e => e.scrollWidth - e.clientWidth)")
    assert set(hidden) == {0}
