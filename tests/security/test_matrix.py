"""Who may read what: role × address × method × state of the row; and that no address is without its row.

Every address of the site has a row here, or among the screens of the desk (`test_desk_matrix.py`). One that has none
fails `test_every_address_has_a_row`: whoever adds a page says in `rights.py` who may see it.
"""

from html import escape
from typing import Any
from urllib.parse import urlencode

import pytest

from articles.admin.addresses import lead_on
from articles.admin.merging import fold_in
from articles.views.errors import words_of
from tests import factories as make
from tests.security.asking import Told, ask
from tests.security.rights import (
    ALONE,
    ARTICLES,
    ASSERTED,
    COPY,
    DESK,
    GONE,
    OBJECTS,
    OWN,
    PAGES,
    PARTS,
    ROLES,
    SCREENS,
    STATES,
    WRITING,
    is_shown,
)
from tests.security.world import World, address_names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unindexed")]

ALL_STATES = (*STATES, ALONE, GONE)
EVERYBODY = ("published", "draft")
"""States that all roles are tried in; in the others those with least and most rights."""
LISTED = tuple(kind for kind in OBJECTS if kind not in ("passage", "agency"))
"""What has words of its own, by which it would be known in a list."""


def roles_in(state: str) -> tuple[str, ...]:
    return ROLES if state in EVERYBODY else (ROLES[0], ROLES[-1])


def test_every_address_has_a_row() -> None:
    rows = {*PAGES, *COPY, *ASSERTED, *DESK, *OWN}
    for screen in (*SCREENS, ARTICLES):
        rows |= {f"admin:{screen}_{part}" for part in PARTS}
        rows.add(f"admin/{screen.replace('_', '/')}/<path:object_id>/")

    assert set(address_names()) == rows


def test_every_row_of_the_matrix_is_asked_for(world: World) -> None:
    assert set(world.addresses()) == {*COPY, *ASSERTED}


@pytest.mark.parametrize("state", ALL_STATES)
def test_a_row_is_there_for_everybody_alike_or_for_nobody(world: World, state: str) -> None:
    addresses = world.addresses()
    world.put(state)

    for kind, paths in addresses.items():
        expected = 200 if is_shown(kind, state) else 404
        for path in paths:
            told = {role: ask(world.clients[role], "GET", path) for role in roles_in(state)}
            head = ask(world.clients["anonymous"], "HEAD", path)
            assert {role: each.status for role, each in told.items()} == dict.fromkeys(told, expected), (state, path)
            assert (head.status, head.content) == (expected, b""), (state, path)
            assert {each.wrote for each in (*told.values(), head)} == {frozenset()}, (state, path)
            assert len({each.content for each in told.values()}) == 1, (state, path)


@pytest.mark.parametrize("state", ALL_STATES)
def test_other_ways_to_a_row_lead_on_while_it_is_there(world: World, state: str) -> None:
    ways, addresses = world.ways_on(), world.addresses()
    world.put(state)

    for kind, paths in ways.items():
        for path in paths:
            for role in (ROLES[0], ROLES[-1]):
                told = ask(world.clients[role], "GET", path)
                assert (told.status in (301, 302)) == is_shown(kind, state), (role, path, told.status)
                assert told.location in addresses[kind] if is_shown(kind, state) else told.status == 404, (role, path)


@pytest.mark.parametrize("state", ALL_STATES)
def test_two_are_chosen_to_be_compared_while_both_are_there(world: World, state: str) -> None:
    one, other = world.rows["partnership"].slug, world.neighbour["partnership"].slug
    world.put(state)

    for chosen in ({"a": one, "b": other}, {"a": other, "b": one}):
        told = ask(world.clients["superuser"], "GET", f"{PAGES['compare-partnerships']}?{urlencode(chosen)}")
        assert told.status == (302 if is_shown("compare", state) else 400)


@pytest.mark.parametrize("state", ALL_STATES)
def test_an_old_address_and_one_merged_away_lead_on_while_the_row_is_there(world: World, state: str) -> None:
    old = {kind: f"/old/{kind}/" for kind in OBJECTS}
    for kind, path in old.items():
        lead_on(path, world.rows[OBJECTS[kind]].get_absolute_url())
    merged = _merged_away(world)
    world.put(state)

    for kind, path in (*old.items(), *merged.items()):
        for role in (ROLES[0], ROLES[-1]):
            told = ask(world.clients[role], "GET", path)
            assert told.status == (301 if is_shown(kind, state) else 404), (role, path)
            assert not told.wrote
    for path in merged.values():
        assert ask(world.clients["superuser"], "POST", path).status == 405


def _merged_away(world: World) -> dict[str, str]:
    """The addresses of a person, an organization and a place that were seen and are merged into those of the story."""
    doubles = {"person": make.person("Double"), "organization": make.organization("Double"), "place": make.place("D")}
    report = make.article(
        "Told twice", people=[doubles["person"]], organizations=[doubles["organization"]], place=doubles["place"]
    )
    addresses = {kind: row.get_absolute_url() for kind, row in doubles.items()}
    for kind, double in doubles.items():
        fold_in(double, world.rows[kind], reason="the same")
    report.delete()
    return addresses


@pytest.mark.parametrize("state", [state for state in ALL_STATES if state != "published"])
def test_what_is_not_shown_is_answered_as_what_never_was(world: World, state: str) -> None:
    """To the letter, but for the words of the address that the search for it is offered with."""
    addresses = world.addresses()
    world.put(state)

    for kind in (name for name in OBJECTS if not is_shown(name, state)):
        (path,) = addresses[kind]
        never = _never(kind, world.rows[OBJECTS[kind]], path)
        hidden, unknown = (ask(world.clients["anonymous"], "GET", each) for each in (path, never))
        assert _without_words(hidden, path) == _without_words(unknown, never), (state, path)


def _never(kind: str, row: Any, path: str) -> str:
    """An address of the same form at which there never was a row."""
    key = next(getattr(row, name) for name in ("slug", "key", "code", "pk") if hasattr(row, name))
    other = "zy-zz" if kind == "partnership" else "zz" if kind == "country" else "neverwas"
    return path.replace(str(key), other)


def _without_words(told: Told, path: str) -> str:
    return told.text.replace(f'value="{escape(words_of(path))}"', "").replace(path, "")


@pytest.mark.parametrize("state", ALL_STATES)
def test_lists_name_what_everybody_may_read_and_nothing_else(world: World, state: str) -> None:
    names = {kind: str(world.rows[OBJECTS[kind]]) for kind in LISTED}
    world.put(state)
    named: set[str] = set()

    for path in PAGES.values():
        for role in (ROLES[0], ROLES[-1]) if state in ("published", "draft") else ROLES[:1]:
            told = ask(world.clients[role], "GET", path)
            assert (told.status, told.wrote) == (200, frozenset()), (role, path)
            found = {kind for kind, name in names.items() if escape(name) in told.text}
            assert found <= {kind for kind in LISTED if is_shown(kind, state)}, (role, path)
            named |= found

    assert named >= ({"article", "person", "event", "partnership"} if state == "published" else set())


@pytest.mark.parametrize("role", ROLES)
def test_lists_are_read_by_everybody(world: World, role: str) -> None:
    for path in PAGES.values():
        assert ask(world.clients[role], "HEAD", path).status == 200, path


@pytest.mark.parametrize(("state", "role"), [("published", "anonymous"), ("draft", "superuser")])
def test_pages_are_read_and_nothing_else(world: World, state: str, role: str) -> None:
    """The method is refused before the row is looked for, so neither state nor role makes a difference."""
    world.put(state)
    paths = [*PAGES.values(), *(path for kind in world.addresses().values() for path in kind)]

    for path in paths:
        told = {method: ask(world.clients[role], method, path) for method in WRITING}
        assert {method: each.status for method, each in told.items()} == dict.fromkeys(WRITING, 405), path
        assert {each.wrote for each in told.values()} == {frozenset()}, path
