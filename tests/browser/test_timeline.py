"""The timeline by keyboard, with and without scripts: narrowed, zoomed into and out of, parted into lanes, printed."""

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WITHOUT_SCRIPTS = pytest.mark.parametrize(
    "page", [{}, {"java_script_enabled": False}], ids=["scripts", "no scripts"], indirect=True
)


def total(page: Any) -> int:
    """How many rows the timeline says it has."""
    return int(page.locator("h1 .count").inner_text())


def tab_to(page: Any, selector: str, most: int = 120) -> None:
    """Press Tab until an element is reached."""
    wanted = page.locator(selector).first
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"the keyboard does not reach {selector}")


@WITHOUT_SCRIPTS
def test_the_timeline_is_narrowed_and_zoomed_by_keyboard_alone(page: Any) -> None:
    page.goto("/timeline/")
    before = total(page)

    tab_to(page, "#country")
    page.keyboard.type("Bulgaria")
    tab_to(page, "form.filters > button")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "country=bg" in url)
    narrowed = total(page)
    assert 0 < narrowed < before

    if page.locator(".strip summary").count():
        tab_to(page, ".strip summary")
        page.keyboard.press("Enter")
        tab_to(page, ".strip td + td, .strip tbody a")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "from=" in url)
        assert 0 < total(page) <= narrowed
        tab_to(page, ".zoom .out")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: "country=bg" in url)
        assert total(page) >= 1


@WITHOUT_SCRIPTS
def test_an_event_is_opened_and_the_back_button_keeps_the_timeline(page: Any) -> None:
    page.goto("/timeline/?country=bg&scale=day")
    title = page.locator(".entry-title a").first.inner_text()

    page.locator(".entry-title a").first.click()
    page.wait_for_url("**/events/**")
    assert page.locator("h1").inner_text() == title
    page.go_back()

    assert "country=bg" in page.url
    assert page.locator(".chip, .chips a").first.is_visible()


def test_a_search_is_seen_as_a_timeline_and_the_other_way_round(page: Any) -> None:
    page.goto("/search/?q=trade&type=article")
    found = re.search(r"(\d+) found", page.locator(".question").inner_text())
    assert found

    page.get_by_role("link", name="as a timeline").click()
    page.wait_for_url("**/timeline/**")
    assert total(page) == int(found[1])
    page.get_by_role("link", name="The same as a search").click()

    page.wait_for_url("**/search/**")
    assert f"{found[1]} found" in page.locator(".question").inner_text()


def test_lanes_lead_to_all_of_theirs(page: Any) -> None:
    page.goto("/timeline/?group=kind")
    lane = page.locator(".lane").first
    counted = int(lane.locator("h2 .count").inner_text())

    lane.locator(".onward a").click()
    page.wait_for_url(lambda url: "kind=" in url)

    assert total(page) == counted


def test_marks_of_the_drawing_lead_to_their_events(page: Any) -> None:
    page.goto("/timeline/?from=2025-10&to=2025-10&scale=day")

    page.locator(".strip .turn").first.click()

    page.wait_for_url("**/events/**")


def test_the_printed_timeline_has_the_drawing_and_no_form(page: Any) -> None:
    page.goto("/timeline/?country=bg")
    page.emulate_media(media="print")

    assert not page.locator("form.filters").is_visible()
    assert not page.locator(".strip details").is_visible()
    assert page.locator(".entry").first.is_visible()
    assert page.locator(".strip svg").is_visible()
