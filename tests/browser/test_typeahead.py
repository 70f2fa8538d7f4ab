"""The search box offers whom and what may be meant: by keyboard, by mouse, for screen readers, and without scripts."""

import re
from typing import Any

import pytest

from tests.browser.test_every_page import CUT_OFF, violations
from tests.browser.test_journeys import total

pytestmark = pytest.mark.browser

OPEN = ".suggestions:not([hidden])"
FAST = """text => {
    const box = document.activeElement;
    for (const letter of text) {
        box.value += letter;
        box.dispatchEvent(new Event("input"));
    }
}"""
"""Types faster than any machine is slow."""


def typed(page: Any, text: str, box: str = "#q") -> Any:
    """Type into a search box, and wait for what it offers."""
    page.locator(box).click()
    page.keyboard.type(text)
    page.wait_for_selector(OPEN)
    return page.locator(box)


def chosen(page: Any) -> str:
    """The words of what a screen reader is pointed to; none where that is the field."""
    cell = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
    return " ".join(page.evaluate(f"{cell}?.innerText ?? ''").split())


def test_the_box_is_a_combobox_that_says_what_it_offers(page: Any) -> None:
    page.goto("/")
    box = page.locator("#q")
    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "false"

    typed(page, "lam")

    assert box.get_attribute("aria-expanded") == "true"
    assert page.locator(f"#{box.get_attribute('aria-controls')}").get_attribute("role") == "grid"
    assert "Tô Lâm" in page.locator(".suggestions").inner_text()
    assert re.match(r"\d+ suggestions?\. Down arrow", page.locator(".ask [role=status]").inner_text())
    assert chosen(page) == ""


@pytest.mark.parametrize("page", [{}, {"viewport": {"width": 320, "height": 640}}], indirect=True)
def test_what_is_offered_is_sound_in_light_and_dark_and_not_cut_off(page: Any) -> None:
    page.goto("/")
    typed(page, "viet")
    page.keyboard.press("ArrowDown")

    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not violations(page), scheme
    assert page.evaluate(CUT_OFF) == 0
    assert page.locator(".suggestions").evaluate("list => list.getBoundingClientRect().left") >= 0


def test_down_and_enter_open_the_search_that_was_counted(page: Any) -> None:
    page.goto("/")
    typed(page, "to l")

    page.keyboard.press("ArrowDown")
    assert chosen(page).startswith("Tô Lâm")
    counted = int(re.findall(r"(\d+) found", chosen(page))[0])
    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?person=to-lam")
    assert total(page) == counted


def test_right_and_enter_open_the_page(page: Any) -> None:
    page.goto("/articles/")
    typed(page, "желя", "#masthead-q")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert chosen(page) == "page of Rosen Zhelyazkov"
    page.keyboard.press("Enter")

    page.wait_for_url("**/people/rosen-zhelyazkov/")


def test_arrows_walk_round_through_the_field(page: Any) -> None:
    page.goto("/")
    typed(page, "viet")
    rows = page.locator(".suggestions [role=row]").count()
    seen = []
    for _ in range(rows + 1):
        page.keyboard.press("ArrowDown")
        seen.append(chosen(page))

    assert len(set(seen)) == rows + 1
    assert seen[-1] == ""
    page.keyboard.press("ArrowUp")
    assert chosen(page) == seen[-2]
    assert page.locator("#q").input_value() == "viet"


def test_enter_without_a_choice_asks_what_is_written(page: Any) -> None:
    page.goto("/")
    typed(page, "lam")

    page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=lam")


def test_escape_closes_and_then_clears(page: Any) -> None:
    page.goto("/")
    box = typed(page, "lam")

    page.keyboard.press("Escape")
    assert not page.locator(OPEN).count()
    assert box.input_value() == "lam"
    page.keyboard.press("Escape")

    assert box.input_value() == ""
    assert page.evaluate("document.activeElement.id") == "q"


def test_leaving_the_box_closes_it_and_coming_back_opens_it_by_arrow(page: Any) -> None:
    page.goto("/")
    typed(page, "lam")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Tab")
    assert not page.locator(OPEN).count()

    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    assert page.locator(OPEN).count()


@pytest.mark.parametrize(
    ("place", "expected"), [("[role=gridcell] >> nth=0", "**/search/?person=to-lam"), (".to-page", "**/people/to-lam/")]
)
def test_a_suggestion_can_be_clicked(page: Any, place: str, expected: str) -> None:
    page.goto("/")
    typed(page, "tô lâm")

    page.locator(f".suggestions [role=row] >> nth=0 >> {place}").click()

    page.wait_for_url(expected)


def test_instruments_lead_to_their_page(page: Any) -> None:
    page.goto("/")
    typed(page, "evfta")

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    page.wait_for_url("**/instruments/evfta/")


def test_fast_typing_asks_once(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggest.json" in request.url else None)
    page.goto("/")

    page.locator("#q").focus()
    page.evaluate(FAST, "zhelyazkov")
    page.wait_for_selector(OPEN)

    assert len(asked) == 1
    assert asked[0].endswith("?q=zhelyazkov")


def test_nothing_known_offers_nothing_and_says_so_after_something(page: Any) -> None:
    page.goto("/")
    typed(page, "lam")

    page.keyboard.type("xxxx")
    page.wait_for_selector(OPEN, state="hidden")

    assert page.locator(".ask [role=status]").inner_text() == "No suggestions."


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_it_is_a_plain_field(page: Any) -> None:
    page.goto("/")

    assert page.locator("#q").get_attribute("role") is None
    assert page.locator(".suggestions").count() == 0


def test_a_server_that_does_not_answer_leaves_the_form_as_it_is(browser: Any, base: str) -> None:
    page = browser.new_page(base_url=base)  # the console reports the failure itself, so it is not looked at here
    page.route("**/suggest.json*", lambda route: route.abort())
    page.goto("/")

    with page.expect_request_finished(lambda request: "search/?q=lam" in request.url):
        page.locator("#q").press_sequentially("lam", delay=200)
        page.keyboard.press("Enter")

    page.wait_for_url("**/search/?q=lam")
    page.close()
