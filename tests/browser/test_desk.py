"""What editors do, in a real browser: what they publish is found by readers at once, what they withdraw is gone."""

import time
from typing import Any

import pytest

pytestmark = pytest.mark.browser

WITHIN = 2.0  # seconds, from the answer to saving


def sign_in(page: Any, account: tuple[str, str]) -> None:
    page.goto("/admin/")
    page.fill("#id_username", account[0])
    page.fill("#id_password", account[1])
    page.click("input[type=submit]")
    page.wait_for_url("**/admin/")


def choose(page: Any, field: str, words: str) -> None:
    """Pick a row by typing into an autocomplete field."""
    page.locator(f"#id_{field} + .select2").click()
    page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=words).first.click()


def found(page: Any, words: str) -> bool:
    """Whether readers find the words now."""
    answer = page.request.get("/search.json", params={"q": words, "type": "article"})
    assert answer.ok
    return answer.json()["total"] > 0


def enter(page: Any, headline: str, text: str, status: str = "published") -> None:
    """Fill in the form of an article."""
    page.goto("/admin/articles/article/add/")
    page.fill("#id_headline", headline)
    page.fill("#id_body", text)
    page.fill("#id_published", "2026-03-02")
    page.select_option("#id_text_basis", "summary")
    page.select_option("#id_status", status)


def test_what_is_published_is_found_within_two_seconds_and_gone_when_withdrawn(
    page: Any, account: tuple[str, str], browser: Any, base: str
) -> None:
    sign_in(page, account)
    enter(page, "Ferries to Quokkaville", "The two sides agreed on ferries to Quokkaville.")
    page.locator("input[name=_continue]").first.click()
    page.wait_for_url("**/change/**")
    saved = time.monotonic()
    reader = browser.new_page(base_url=base)

    while not found(reader, "quokkaville") and time.monotonic() - saved < WITHIN:
        time.sleep(0.05)
    took = time.monotonic() - saved
    reader.goto("/search/?q=quokkaville")
    assert "Ferries to Quokkaville" in reader.locator(".hits").inner_text()
    assert took < WITHIN
    reader.locator(".hits a").first.click()
    reader.wait_for_url("**/articles/2026/03/02/ferries-to-quokkaville/**")

    page.select_option("#id_status", "withdrawn")
    page.locator("input[name=_continue]").first.click()
    page.wait_for_load_state()
    assert not found(reader, "quokkaville")
    assert reader.goto("/articles/2026/03/02/ferries-to-quokkaville/").status == 404
    reader.close()


def test_a_draft_is_found_by_nobody(page: Any, account: tuple[str, str]) -> None:
    sign_in(page, account)
    enter(page, "A draft", "Nothing is known of wombatometry.", status="draft")
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/admin/articles/article/")

    time.sleep(WITHIN)

    assert not found(page, "wombatometry")


def test_an_article_with_people_passages_and_its_event_is_entered_on_two_forms(
    page: Any, account: tuple[str, str]
) -> None:
    sign_in(page, account)
    enter(page, "A meeting on numbats", "The General Secretary met a delegation.\n\nBoth praised the numbat programme.")
    choose(page, "countries", "Bulgaria")
    choose(page, "countries", "Việt Nam")
    choose(page, "people", "Tô Lâm")
    page.fill("#id_passages-0-exact", "Both praised the numbat programme.")
    page.locator("input[name=_add_event]").first.click()
    page.wait_for_url("**/partnershipevent/add/**")

    page.fill("#id_title", "Meeting on numbats")
    page.select_option("#id_kind", "meeting")
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/admin/articles/partnershipevent/")

    page.goto("/events/2026-03-02-meeting-on-numbats/")
    shown = page.locator("main").inner_text()
    for words in ("Tô Lâm", "Bulgaria", "2 March 2026", "Both praised the numbat programme."):
        assert words in shown


def test_an_article_fits_the_page_and_nothing_lies_over_its_name(page: Any, account: tuple[str, str]) -> None:
    sign_in(page, account)
    page.goto("/admin/articles/article/?q=Strategic")
    page.locator("#result_list tbody th a").first.click()

    name, tools = page.locator("#content > h2").bounding_box(), page.locator(".object-tools").bounding_box()
    beyond = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert name["y"] + name["height"] <= tools["y"]
    assert beyond == 0


def test_words_that_are_not_in_the_text_are_refused_beside_the_field(page: Any, account: tuple[str, str]) -> None:
    sign_in(page, account)
    enter(page, "A report", "Words that stand here.")
    page.fill("#id_passages-0-exact", "Words that stand nowhere.")

    page.locator("input[name=_save]").first.click()

    assert "do not stand in the text" in page.locator(".errorlist").first.inner_text()
    assert page.input_value("#id_body") == "Words that stand here."


def test_search_goes_on_and_says_so_when_the_index_is_lost(browser: Any, base: str, copied: Any) -> None:
    page = browser.new_page(base_url=base)
    hidden = copied / "index-hidden"
    (copied / "index").rename(hidden)
    try:
        time.sleep(1.5)
        page.goto("/search/?q=to+lam")

        assert "Tô Lâm" in page.locator(".hits").inner_text()
        assert "index" in page.locator("[role=status], .banner").first.inner_text()
    finally:
        if not (copied / "index").exists():
            hidden.rename(copied / "index")
        page.close()
