"""What readers do: ask, narrow, read, look from a day, follow the timeline; by hand, by keyboard, without scripts."""

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WITHOUT_SCRIPTS = pytest.mark.parametrize(
    "page", [{}, {"java_script_enabled": False}], ids=["scripts", "no scripts"], indirect=True
)


def total(page: Any) -> int:
    """How many documents the page of answers says were found."""
    found = re.search(r"(\d+) found", page.locator(".question").inner_text())
    assert found, page.url
    return int(found[1])


def test_a_question_is_asked_and_an_answer_opened_by_keyboard_alone(page: Any) -> None:
    page.goto("/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type("to lam")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=to+lam*")
    assert "Tô Lâm" in page.locator(".hits").inner_text()

    for _ in range(250):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.hits')"):
            break
    target = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")

    page.wait_for_url(lambda url: target.partition("?")[0].partition("#")[0] in url)
    assert page.locator("h1").count() == 1


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


@WITHOUT_SCRIPTS
@pytest.mark.parametrize(
    ("address", "first"),
    [("/search/?q=trade", ".hits a"), ("/commitments/", "#answers .points a, #answers ol a")],
)
def test_the_keyboard_passes_over_what_narrows_a_list(page: Any, address: str, first: str) -> None:
    page.goto(address)
    page.locator("a.past").focus()

    page.keyboard.press("Enter")
    stops = 0
    while not page.locator(first).first.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 20

    assert page.locator("a.past").evaluate("link => link.getBoundingClientRect().width") <= 1


def test_a_facet_narrows_to_as_many_as_it_counted_and_a_chip_widens_again(page: Any) -> None:
    page.goto("/search/?type=article")
    before = total(page)
    if not page.locator(".facet a").first.is_visible():
        page.locator(".facet-drawer > summary").click()
    choice = page.locator(".facet li", has=page.locator("a", has_text="Bulgaria")).first
    counted = int(re.findall(r"\d+", choice.inner_text())[-1])

    choice.locator("a").first.click()
    page.wait_for_url("**country=bg*")
    assert total(page) == counted < before

    page.locator(".chips a, .chip a, a.chip").first.click()
    page.wait_for_url(lambda url: "country=bg" not in url)
    assert total(page) == before


@WITHOUT_SCRIPTS
def test_a_search_form_works(page: Any) -> None:
    page.goto("/search/")

    page.fill("#q", '"joint statement"')
    page.locator(".question button[type=submit]").click()

    page.wait_for_url("**/search/?q=*")
    assert total(page) > 0
    assert page.locator(".hits mark").count() > 0


@WITHOUT_SCRIPTS
def test_an_article_stands_beside_what_rests_on_it(page: Any) -> None:
    page.goto("/search/?q=strategic+partnership&type=article&country=bg&from=2025-10-23&to=2025-10-23")
    page.locator(".hits a").first.click()
    page.wait_for_url("**/articles/2025/10/23/**")
    assert page.locator("#p1").count() == 1

    page.locator(".notes a[href^='/events/']").first.click()
    page.wait_for_url("**/events/**")

    assert page.locator("a[href*='/articles/2025/10/23/']").count() > 0


@WITHOUT_SCRIPTS
def test_a_partnership_reads_differently_on_two_days(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")
    standing = {}
    for day in ("2025-10-22", "2025-10-23"):
        page.fill("#as_of", day)
        page.locator(".look button").click()
        page.wait_for_url(f"**as_of={day}*")
        standing[day] = page.locator(".lead").first.inner_text()

    assert "Strategic Partnership" in standing["2025-10-23"]
    assert "Strategic Partnership" not in standing["2025-10-22"]
    assert "not stated" in standing["2025-10-22"]


def test_a_day_is_chosen_by_keyboard_alone(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "as_of":
            break
    page.keyboard.type("10222025")  # month, day, year, as Chromium in English takes them
    page.keyboard.press("Enter")

    page.wait_for_url("**as_of=2025-10-22*")
    assert "On 22 October 2025: level not stated" in page.locator(".lead").first.inner_text()


@WITHOUT_SCRIPTS
def test_a_passage_is_opened_in_place_and_the_way_back_keeps_the_place(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")
    proof = page.locator("#visits ~ .pair .proof").first
    proof.locator("summary").first.click()
    quote = proof.locator("blockquote").first
    assert quote.is_visible()
    words, place = quote.inner_text(), page.evaluate("scrollY")
    assert place > 0

    proof.locator("a", has_text="in context").first.click()
    page.wait_for_url("**/passages/**")
    assert words in page.locator("main").inner_text()
    page.go_back()

    page.wait_for_url("**/partnerships/bg-vn/")
    page.wait_for_function(f"Math.abs(scrollY - {place}) < 80")
    assert proof.locator("summary").first.is_visible()
    if page.evaluate("history.state !== null"):  # with scripts, what was open is open again
        assert proof.locator("blockquote").first.is_visible()


@WITHOUT_SCRIPTS
def test_a_number_of_the_matrix_opens_as_many_points_in_the_ledger(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")
    cell = page.locator(".matrix td a").first
    number = cell.inner_text()

    cell.click()

    page.wait_for_url("**/commitments/?partnership=bg-vn*")
    assert page.locator("h1 .count").inner_text() == number
    assert page.locator(".point").count() == int(number)


@WITHOUT_SCRIPTS
def test_two_partnerships_are_chosen_and_compared(page: Any) -> None:
    page.goto("/partnerships/bg-vn/")
    page.locator("a", has_text="Compare with another partnership").click()
    page.select_option("#b", "us-vn")
    page.locator("main button").click()

    page.wait_for_url("**/partnerships/bg-vn/compare/us-vn/")
    assert "Comprehensive Strategic Partnership" in page.locator(".comparison").inner_text()


def test_the_other_order_of_a_pair_leads_to_its_page(page: Any) -> None:
    page.goto("/partnerships/vn-bg/")

    assert page.url.endswith("/partnerships/bg-vn/")


@WITHOUT_SCRIPTS
def test_the_timeline_is_narrowed_by_its_form_and_leads_to_events(page: Any) -> None:
    page.goto("/timeline/?country=us&from=2010&to=2016")
    titles = page.locator("main a[href^='/events/']")
    assert titles.count() > 0

    titles.first.click()

    page.wait_for_url("**/events/**")
    assert "United States" in page.locator("main").inner_text()


def test_terms_of_the_search_are_marked_in_the_article_that_it_led_to(page: Any) -> None:
    page.goto("/search/?q=yellow+card&type=article")

    page.locator(".hits a").first.click()
    page.wait_for_url("**/articles/**")

    assert "yellow" in " ".join(page.locator("main mark").all_inner_texts()).lower()
