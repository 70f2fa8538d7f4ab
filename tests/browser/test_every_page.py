"""Every kind of page: nothing in the console, nothing wrong for axe in light and dark, nothing cut off when narrow."""

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser

PAGES = [
    "/",
    "/search/",
    "/search/?q=to+lam",
    "/search/?q=trade&type=commitment",
    "/search/?country=vn&country=bg&exclude.country=us&from=2025",
    "/search/?q=xylophone",
    "/search/help/",
    "/2025/",
    "/2025/10/",
    "/2025/10/23/",
    "/articles/",
    "article",
    "/people/",
    "/people/to-lam/",
    "/countries/",
    "/countries/vn/",
    "/partnerships/",
    "/partnerships/bg-vn/",
    "/partnerships/bg-vn/?as_of=2025-10-22",
    "/partnerships/bg-vn/levels/",
    "/partnerships/bg-vn/bodies/",
    "/partnerships/cn-vn/visits/",
    "/partnerships/gb-vn/?as_of=2025-10-29&known=2025-11-05",
    "/partnerships/compare/",
    "/partnerships/bg-vn/compare/us-vn/",
    "/events/",
    "event",
    "/commitments/",
    "/commitments/?partnership=bg-vn&modality=asked&sort=quiet",
    "commitment",
    "passage",
    "/timeline/",
    "/timeline/?country=vn&group=kind&scale=year",
    "/timeline/?from=2025-10&to=2025-10&scale=day",
    "/timeline/?type=article&q=trade",
    "/anniversaries/",
    "/coverage/",
    "/about/",
]
FOUND = {
    "article": ("/2025/10/23/", "main a[href^='/articles/2025/10/23/']"),
    "event": ("/2025/10/23/", "main a[href^='/events/']"),
    "commitment": ("/commitments/", "main a[href^='/commitments/']:not([href*='?'])"),
    "passage": ("/partnerships/bg-vn/", "main a[href^='/passages/']"),
}
CUT_OFF = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def visit(page: Any, address: str) -> None:
    """Open an address, or the first page of a kind."""
    if address in FOUND:
        place, selector = FOUND[address]
        page.goto(place)
        address = page.locator(selector).first.get_attribute("href")
    assert page.goto(address).status == 200


def violations(page: Any) -> list[str]:
    """What axe finds, each with the first place it stands in."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {rule['help']} – {rule['nodes'][0]['html'][:200]}" for rule in found]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_sound_in_light_in_dark_and_at_320_pixels(page: Any, address: str) -> None:
    """One visit, looked at from all sides: opening a page costs more than looking."""
    visit(page, address)

    assert page.locator("h1").count() == 1
    assert page.locator("link[rel=canonical]").count() == 1
    assert page.context.cookies() == []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not violations(page), scheme
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(CUT_OFF) == 0, "it scrolls sideways when narrow"


def test_dark_mode_is_dark_and_light_mode_is_light(page: Any) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto("/partnerships/bg-vn/")
        colour = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        brightness[scheme] = sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert brightness["dark"] < 200 < 600 < brightness["light"]


def test_print_leaves_out_what_only_a_screen_needs(page: Any) -> None:
    visit(page, "article")

    page.emulate_media(media="print")

    assert not page.locator(".site-nav").is_visible()
    assert page.locator("h1").is_visible()
    assert page.locator("#p1").is_visible()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/people/nobody/", 404),
        ("/2025/02/30/", 404),
        ("/partnerships/bg-zz/", 404),
        ("/search/?q=%22unbalanced", 400),
        ("/search/?page=-1", 400),
        ("/partnerships/bg-vn/?as_of=soon", 400),
    ],
)
def test_pages_for_what_is_not_there_and_what_cannot_be_read_are_designed(
    browser: Any, base: str, address: str, status: int
) -> None:
    page = browser.new_page(base_url=base)  # the console reports the status itself, so it is not looked at here

    assert page.goto(address).status == status
    assert page.locator("h1").count() == 1
    assert page.locator(".masthead").is_visible()
    assert not violations(page)
    page.close()


@pytest.mark.parametrize("address", ["/countries/vn/", "/people/to-lam/", "/partnerships/"])
def test_an_opened_passage_shows_whose_words_it_is_to_the_first_letter(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("main details.proof > summary").first.click()

    caption = page.locator("main details.proof[open] .evidence figcaption").first
    starts, edge = caption.evaluate(
        """caption => {
          const words = document.createRange();
          words.selectNodeContents(caption.querySelector("li"));
          return [words.getBoundingClientRect().left, caption.getBoundingClientRect().left];
        }"""
    )

    assert caption.is_visible()
    assert starts >= edge - 0.5
