"""The page of the relation between two countries."""

import re
from typing import Any

import pytest
from django.test import Client

from articles.models import Claim, Mechanism, PartnershipEvent, Passage
from tests import factories

pytestmark = pytest.mark.django_db

PAGE = "/partnerships/bg-vn/"


def read(client: Client, url: str = PAGE) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def passage(headline: str = "Talks in Sofia", **fields: Any) -> Passage:
    return factories.passage(factories.article(headline, agencies=["vns"], **fields))


def upgrade(**fields: Any) -> PartnershipEvent:
    fields.setdefault("passages", [passage("Upgrade")])
    return factories.level_change(**fields)


def beginning() -> PartnershipEvent:
    return factories.event(
        "Relations begin",
        "relations-established",
        "1950-02-08",
        partnership=factories.partnership(),
        passages=[passage("Relations")],
    )


def test_the_level_differs_before_and_after_the_day_it_changed(client: Client) -> None:
    beginning()
    upgrade()

    before, after = (read(client, f"{PAGE}?as_of={day}") for day in ("2025-10-22", "2025-10-23"))

    assert 'On 22 October 2025: <span class="unknown">level not stated</span>' in before
    assert "On 23 October 2025: <strong>Strategic Partnership</strong>" in after


def test_of_a_month_or_a_year_the_last_day_counts(client: Client) -> None:
    upgrade()

    assert "At the end of October 2025: <strong>Strategic" in read(client, f"{PAGE}?as_of=2025-10")
    assert 'At the end of 2024: <span class="unknown">level not stated' in read(client, f"{PAGE}?as_of=2024")


def test_inside_an_imprecise_date_the_answer_is_possibly(client: Client) -> None:
    upgrade(start="2013-10")

    assert "possibly <strong>Strategic Partnership</strong>" in read(client, f"{PAGE}?as_of=2013-10-15")


@pytest.mark.parametrize("text", ["2025-13", "yesterday", "2025-02-30", "1" * 400])
def test_a_day_that_cannot_be_read_is_refused_with_a_hint(client: Client, text: str) -> None:
    upgrade()

    response = client.get(PAGE, {"as_of": text})

    assert response.status_code == 400
    assert "could not be read" in response.content.decode()


def test_the_other_order_leads_to_the_page_with_its_parameters(client: Client) -> None:
    upgrade()

    response = client.get("/partnerships/vn-bg/?as_of=2025-10-22")

    assert (response.status_code, response["Location"]) == (301, f"{PAGE}?as_of=2025-10-22")


@pytest.mark.parametrize("pair", ["bg-zz", "vn-vn", "fi-vn"])
def test_a_pair_of_which_nothing_is_held_is_not_found(client: Client, pair: str) -> None:
    upgrade()
    factories.level_change(pair=("fi", "vn"), passages=[passage("Draft", status="draft")])

    assert client.get(f"/partnerships/{pair}/").status_code == 404


def test_who_declared_it_stands_with_the_capacity_of_the_day(client: Client) -> None:
    event = upgrade(place=factories.place("Sofia"), instrument=factories.instrument("Joint Statement of the two"))
    radev = factories.person("Rumen Radev")
    post = factories.membership(radev, factories.post("President of Bulgaria"), without_evidence=True)
    factories.participation(event, radev, membership=post)
    factories.participation(event, factories.person("Phạm Minh Chính"), role="mentioned-absent")

    page = read(client)

    assert 'Rumen Radev</a>, <span class="capacity">President of Bulgaria' in page
    assert "Phạm Minh Chính" not in page
    assert "Joint Statement of the two" in page


def test_accounts_that_differ_are_all_shown_with_the_reason(client: Client) -> None:
    event = beginning()
    one, other = passage("One report"), passage("Another report")
    Claim.objects.create(
        event=event, field="start", value="8 February 1950", passage=one, preferred=True, reason="Nearer to the day."
    )
    Claim.objects.create(event=event, field="start", value="7 March 1950", passage=other)

    page = read(client)

    assert '<a href="#accounts">2 accounts</a>' in page
    for words in ("8 February 1950", "7 March 1950", "Nearer to the day.", "One report", "Another report"):
        assert words in page


def test_a_claim_of_a_draft_is_not_shown(client: Client) -> None:
    event = beginning()
    draft = passage("Draft", status="draft")
    Claim.objects.create(event=event, field="start", value="1 January 1949", passage=draft)

    assert "1949" not in read(client)


def test_visits_stand_by_the_country_they_went_to(client: Client) -> None:
    factories.partnership()
    visit = factories.event("Visit", "visit", passages=[passage("Visit")])
    factories.participation(visit, factories.person("Tô Lâm"), role="guest", side=factories.country("vn"))

    page = read(client)

    assert 'To Bulgaria <span class="count">1</span>' in page
    assert 'To <span lang="vi">Việt Nam</span> <span class="count">0</span>' in page


def test_each_telling_keeps_its_modality_and_opens_its_passage(client: Client) -> None:
    upgrade()
    point = factories.commitment("Double trade")
    pledged, stated = passage("First"), passage("Second", published="2025-10-24")
    factories.telling(point, pledged, "pledged")
    factories.telling(point, stated, "stated")

    page = read(client)

    assert "modality-pledged" in page
    assert "modality-stated" in page
    for row in (pledged, stated):
        assert row.paragraph_url in page
        assert row.get_absolute_url() in page


def test_as_of_a_day_nothing_that_came_later_is_told(client: Client) -> None:
    beginning()
    upgrade()
    factories.telling(factories.commitment("Double trade"), passage("Told"), "pledged")
    factories.event("Visit of the President", "visit", "2025-11-01", passages=[passage("Visit")])

    page = read(client, f"{PAGE}?as_of=2025-10-22")

    assert "Double trade" not in page
    assert "Visit of the President" not in page
    assert "Double trade" in read(client)


def held(page: str) -> str:
    """The part of the page that lists instruments, mechanisms and forums."""
    return page.partition('id="instruments"')[2].partition('id="accounts"')[0]


def test_as_of_a_day_instruments_that_came_later_are_left_out(client: Client) -> None:
    beginning()
    told = passage("Instruments")
    both = ("bg", "vn")
    early = factories.instrument("Early Treaty", parties=both, adopted="2013")
    late = factories.instrument("Late Statement", parties=both, adopted="2025-10-23")
    signed_late = factories.instrument("Late Accord", parties=both, signed="2025-11")
    undated = factories.instrument("Undated Memorandum", parties=both)
    for row in (early, late, signed_late, undated):
        row.passages.add(told)
    upgrade(instrument=factories.instrument("Statement of the Upgrade", parties=both))

    before, today = read(client, f"{PAGE}?as_of=2025-10-22"), read(client)

    for title in ("Late Statement", "Late Accord", "Statement of the Upgrade"):
        assert title not in held(before)
        assert title in held(today)
    assert "Early Treaty" in before
    assert "Undated Memorandum" in before
    assert "An instrument without a date counts on every day." in before
    assert "counts on every day" not in today


def crowd(pair: tuple[str, str] = ("bg", "vn")) -> None:
    """Whatever the page of two countries asks for, some told again by a later report, or part of others' events."""
    late = passage("Late", published="2026-03-01")
    committee = Mechanism.objects.create(name="Trade Committee", slug=f"trade-committee-{pair[0]}")
    committee.parties.set(factories.countries(pair))
    forum = factories.organization("United Nations", kind="international", slug=f"un-{pair[0]}")
    factories.name(forum, "UN")
    story = factories.article(
        "Bodies", "The Trade Committee met.\n\nThe UN was named.", organizations=[committee, forum]
    )
    summit = factories.event("Summit", "meeting", "2025-09-01", parties=["us"], passages=[passage("Summit")])
    treaty = factories.instrument("Treaty", parties=pair, adopted="2025-01-01")
    treaty.passages.set([passage("Treaty"), late])
    for number in range(5):
        event = upgrade(pair=pair, start=f"20{number}5-01-01", to=f"vn-{number}", passages=[passage("Upgrade"), late])
        factories.participation(event, factories.person(f"Person {number}"))
        Claim.objects.create(event=event, field="start", value=str(number), passage=passage("Claim"))
        told = [passage("Visit"), factories.passage(story), late]
        visit = factories.event("Visit", "visit", parties=pair, passages=told, parent=summit)
        factories.participation(visit, factories.person("Guest"), role="guest")
        point = factories.commitment(f"Point {number}", pair, pair, sectors=[factories.sector()])
        factories.telling(point, passage("Told"), "pledged", event=visit)
        factories.telling(point, passage("Told again"), "asked", event=summit)


@pytest.mark.parametrize("look", ["", "?as_of=2025-10-30", "?as_of=2025-10-30&known=2025-10-30"])
def test_a_page_of_many_rows_takes_few_queries(client: Client, django_assert_max_num_queries: Any, look: str) -> None:
    beginning()
    crowd()

    with django_assert_max_num_queries(25):
        read(client, f"{PAGE}{look}")


def test_pages_of_relations_set_no_cookie(client: Client) -> None:
    upgrade()

    for url in (PAGE, "/partnerships/", "/countries/vn/", "/timeline/"):
        assert not client.get(url).cookies


def test_what_was_told_later_is_not_known_earlier(client: Client) -> None:
    upgrade(passages=[passage("Late report", published="2025-11-05")])
    factories.event("Welcome", "ceremony", "2025-10-22", passages=[passage("Early report", published="2025-10-22")])

    then = read(client, f"{PAGE}?as_of=2025-10-30&known=2025-10-30")
    later = read(client, f"{PAGE}?as_of=2025-10-30&known=2025-11-05")

    assert "Welcome" in then
    assert "<strong>Strategic Partnership</strong>" not in then
    assert "<strong>Strategic Partnership</strong>" in later
    assert "As known by 30 October 2025" in then


def test_reports_without_a_date_are_known_by_no_day(client: Client) -> None:
    upgrade(passages=[passage("Undated report", published=None)])

    page = read(client, f"{PAGE}?known=2030-01-01")

    assert "Reports without a date of publication are left out" in page
    assert "no relations are told of yet" not in page
    assert "level not stated" in page


def test_the_days_on_which_something_changed_keep_what_was_known(client: Client) -> None:
    upgrade()

    page = read(client, f"{PAGE}?known=2025-11-01")

    assert f'href="{PAGE}?as_of=2025-10-23&amp;known=2025-11-01"' in page


def test_the_ladder_is_drawn_with_all_levels_of_its_owner_that_readers_may_know(client: Client) -> None:
    beginning()
    upgrade(level_to=factories.level("vn-strategic", rank=20))
    upgrade(pair=("fi", "vn"), level_to=factories.level("vn-comprehensive", "Comprehensive Partnership", rank=10))
    factories.level("vn-secret", "Canary Partnership", rank=50)

    page = read(client)

    drawing = page[page.index('<svg class="ladder"') :].partition("</svg>")[0]
    assert drawing.index("Comprehensive") < drawing.index(">Strategic Partnership")
    assert "level not stated" in drawing
    assert "today" in drawing
    assert "Canary" not in page


def test_the_level_before_that_no_passage_tells_is_shown_as_such(client: Client) -> None:
    upgrade(level_from=factories.level("vn-comprehensive", "Comprehensive Partnership"))

    assert "no passage of this change says so" in read(client)


def test_the_level_before_that_an_earlier_change_reached_leads_back_to_it(client: Client) -> None:
    comprehensive = factories.level("vn-comprehensive", "Comprehensive Partnership", rank=10)
    upgrade(start="2013", level_to=comprehensive)
    upgrade(level_from=comprehensive)

    assert "as reached in 2013" in read(client)


def test_the_matrix_counts_points_by_sector_and_modality_and_opens_the_ledger(client: Client) -> None:
    upgrade()
    trade = factories.sector("trade", "Trade")
    for number, modality in enumerate(("pledged", "pledged", "asked")):
        point = factories.commitment(f"Point {number}", sectors=[trade])
        factories.telling(point, passage(f"Told {number}"), modality)

    page = read(client)

    link = "/commitments/?partnership=bg-vn&amp;sector=trade&amp;modality=pledged"
    assert f'<a href="{link}" aria-label="2 pledged, Trade">2</a>' in page
    ledger = read(client, link.replace("&amp;", "&"))
    assert ("Point 0" in ledger, "Point 1" in ledger, "Point 2" in ledger) == (True, True, False)


def test_a_mechanism_is_told_of_from_the_report_that_first_names_it(client: Client) -> None:
    committee = Mechanism.objects.create(name="Trade Committee", slug="trade-committee")
    committee.parties.set(factories.countries(["bg", "vn"]))
    story = factories.article("Talks", "The Trade Committee will meet.", organizations=[committee], agencies=["vns"])
    upgrade(passages=[factories.passage(story)])

    before, after = read(client, f"{PAGE}?as_of=2025-10-22"), read(client, f"{PAGE}?as_of=2025-10-23")

    assert "Trade Committee" not in held(before)
    assert "Trade Committee" in held(after)
    assert "The Trade Committee will meet." in held(after)


def test_an_instrument_stands_as_far_as_it_had_come_by_the_day(client: Client) -> None:
    upgrade()
    treaty = factories.instrument("Treaty", parties=("bg", "vn"), adopted="2010", in_force="2014-02", status="in-force")
    treaty.passages.add(passage("Treaty told"))

    def standing(day: str) -> str:
        return held(read(client, f"{PAGE}?as_of={day}"))

    assert "<strong>adopted</strong>" in standing("2012-01-01")
    assert "possibly <strong>in force</strong>" in standing("2014-02-10")
    assert "<strong>in force</strong>" in standing("2015-01-01")


def test_an_instrument_without_a_date_is_possible_within_ages_before_anything_tells_of_it(
    client: Client,
) -> None:
    upgrade()
    treaty = factories.instrument("Treaty", parties=("bg", "vn"), status="proposed")
    treaty.passages.add(passage("Treaty told", published="2025-10-23"))
    pact = factories.instrument("Pact", parties=("bg", "vn"), status="signed", signed="2020")
    pact.passages.add(passage("Pact told", published="2025-10-23"))

    earlier, later = (read(client, f"{PAGE}?as_of={day}") for day in ("1525-10-22", "1525-10-23"))

    assert "Treaty" not in held(earlier)
    assert "possibly <strong>proposed</strong>" in held(later)
    assert "Pact" not in held(later)
    assert "Treaty" not in held(read(client, f"{PAGE}?as_of=0001-01-01"))


def test_an_instrument_that_only_undated_reports_tell_of_is_possible_within_ages_from_today(
    client: Client,
) -> None:
    upgrade()
    treaty = factories.instrument("Treaty", parties=("bg", "vn"), status="proposed")
    treaty.passages.add(passage("Treaty told", published=None))

    assert "possibly <strong>proposed</strong>" in held(read(client, f"{PAGE}?as_of=1600-01-01"))
    assert "Treaty" not in held(read(client, f"{PAGE}?as_of=1500-01-01"))


def test_a_side_without_reports_of_its_own_is_told_so(client: Client) -> None:
    upgrade()
    agency = factories.agency("vns")
    agency.country = factories.country("vn")
    agency.save()

    page = read(client)

    assert "No report of an agency of Bulgaria is held here" in page
    assert "VNS agency" in page


def test_every_row_opens_its_passage_in_place(client: Client) -> None:
    quoted = passage("Upgrade", body="The two are now strategic partners.")
    upgrade(passages=[quoted])

    page = read(client)

    proof = page[page.index('<details class="proof"') :].partition("</details>")[0]
    assert "The two are now strategic partners." in proof
    assert quoted.get_absolute_url() in proof


def test_a_forum_is_named_only_where_its_name_stands_as_words(client: Client) -> None:
    forum = factories.organization("United Nations", kind="international")
    factories.name(forum, "UN")
    story = factories.article("Talks", "Countries agreed.\n\nThe UN was named.", organizations=[forum])
    upgrade(passages=[factories.passage(story), factories.passage(story, "The UN was named.")])

    forums = held(read(client)).partition("Forums named")[2]

    assert "The UN was named." in forums
    assert "Countries agreed." not in forums


def test_links_into_the_ledger_keep_what_was_known(client: Client) -> None:
    upgrade()
    factories.telling(factories.commitment(sectors=[factories.sector("trade")]), passage("Told"))

    page = read(client, f"{PAGE}?as_of=2025-10-30&known=2025-10-24")

    links = re.findall(r'href="(/commitments/\?[^"]+)"', page)
    assert len(links) == 3
    assert all("as_of=2025-10-30&amp;known=2025-10-24" in link for link in links)
    timeline = page[page.index('href="/timeline/?partnership=bg-vn&amp;to=') :].partition("</p>")[0]
    assert "with all that is held today" in timeline


def test_a_date_that_only_a_report_left_out_tells_is_not_known(client: Client) -> None:
    told = passage("Now", body="They have had diplomatic relations for 75 years.")
    left_out = passage("Then", body="Relations were established on 8 February 1950.", published=None)
    event = beginning()
    event.passages.set([told, left_out])
    event.date_note = "sources disagree: 8 February or 7 March 1950"
    event.save()
    stay = passage("Stay", body="Lâm was in Bulgaria on a visit.")
    ended = passage("Stay over", body="He stayed until 24 October 2025.", published=None)
    factories.event("Visit", "visit", "2025-10-23", end="2025-10-24", passages=[stay, ended])
    asked = "as_of=2025-10-30&known=2025-10-23"

    known, now = read(client, f"{PAGE}?{asked}"), read(client, f"{PAGE}?as_of=2025-10-30")
    answer = client.get(f"/api/v1{PAGE}?{asked}").json()

    assert ("8 February 1950" in now, "23–24 October 2025" in now) == (True, True)
    assert ("February 1950" in known, "24 October" in known) == (False, False)
    assert "by 23 October 2025" in known
    assert "1950" not in str([row["since"] for row in answer["history"]] + [row["start"] for row in answer["events"]])
    assert {row["end"] for row in answer["events"]} == {None}
    country = read(client, f"/countries/bg/?{asked}")
    assert ("February 1950" in country, "24 October" in country) == (False, False)


def test_when_an_instrument_came_is_not_known_before_a_report_tells(client: Client) -> None:
    upgrade()
    treaty = factories.instrument("Treaty", parties=("bg", "vn"), adopted="2010", in_force="2014-02", status="adopted")
    treaty.passages.add(passage("Named", body="The treaty of 2010 was named."))
    treaty.passages.add(
        passage("Told", body="The treaty has been in force since February 2014.", published="2025-11-20")
    )

    known = held(read(client, f"{PAGE}?known=2025-10-31"))

    assert "February 2014" not in known
    assert re.search(r"<strong>adopted</strong>\s+(<[^>]+>)?2010", known)
    assert "February 2014" in held(read(client))


def proof_of(page: str, mark: str) -> str:
    """What opens in place under a mark."""
    return page[page.index(f'id="proof-{mark}') :].partition("</details>")[0]


def test_rows_of_the_timeline_and_the_level_not_stated_open_their_passages(client: Client) -> None:
    upgrade(slug="upgrade", passages=[passage("Upgrade", body="At what level they stood until then is not said.")])
    talks = factories.event(passages=[passage("Talks", body="Both presidents talked.")])

    page = read(client)

    assert "At what level they stood until then" in proof_of(page, "upgrade-before")
    assert "Both presidents talked." in proof_of(page, f"{talks.slug}-line")
    assert "At what level they stood" in proof_of(read(client, f"{PAGE}levels/"), "upgrade-before")


def test_accounts_that_differ_quote_their_passages(client: Client) -> None:
    event = beginning()
    for day in ("8 February 1950", "7 March 1950"):
        quoted = passage(day, body=f"They date from {day}.")
        Claim.objects.create(event=event, field="start", value=day, passage=quoted)

    accounts = read(client).partition("Accounts that differ")[2]

    assert "<p>They date from 8 February 1950.</p>" in accounts
    assert "<p>They date from 7 March 1950.</p>" in accounts


def test_a_forum_that_no_passage_names_says_so(client: Client) -> None:
    forum = factories.organization("ASEAN–EU framework", kind="international")
    upgrade(passages=[factories.passage(factories.article("Talks", "Countries agreed.", organizations=[forum]))])

    assert (
        "The report names it; no passage quoted from it here does." in held(read(client)).partition("Forums named")[2]
    )


def test_of_many_passages_the_others_open_by_one_more_step(client: Client) -> None:
    upgrade(slug="upgrade", passages=[passage(f"Report {number}", body=f"Words {number}.") for number in range(5)])

    page = read(client)

    opened = page[page.index('id="proof-upgrade"') :]
    assert "<summary>2 more</summary>" in opened
    assert all(f"Words {number}." in opened for number in range(5))


def test_sectors_beyond_the_first_unfold_below_the_matrix(client: Client) -> None:
    upgrade()
    sectors = [factories.sector(f"s{number}", f"Sector {number:02}") for number in range(12)]
    factories.telling(factories.commitment(sectors=sectors), passage("Told"))

    page = read(client)

    rest = page[page.index("2 more sectors") :].partition("</details>")[0]
    assert "Sector 11" in rest
    assert "sector=s11" in rest


def test_earlier_events_are_promised_only_where_there_are_some(client: Client) -> None:
    upgrade()
    visit = factories.event("Visit", "visit", passages=[passage("Visit")])
    factories.event(parent=visit, passages=[passage("Talks")])

    assert "Earlier events" not in read(client)


def test_what_an_agency_tells_of_the_two_is_one_step_away(client: Client) -> None:
    upgrade()

    page = read(client)

    link = "/timeline/?type=article&amp;partnership=bg-vn&amp;agency=vns"
    assert f'<a class="count" href="{link}">1 report</a>' in page
