"""Changes that an archive lives through, and a ledger of those that were acknowledged.

A change is written into the ledger before it is tried and after it has been committed. A ledger outlives the process
that wrote it, as what a person at the desk has seen does.
"""

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from articles.models import Article, ArticleVersion

State = tuple[str, str] | None
"""Headline and status of an article, None where it is not there."""
States = dict[str, State]
STATUSES = ("published", "published", "published", "draft", "withdrawn")
MANY = 60
"""Articles of one writer, above which it deletes rather than makes."""
WORDS = ("trade", "seafood", "visit", "partnership", "statement", "cooperation", "talks", "education")


class RolledBack(Exception):
    """Ends a transaction that is to leave nothing."""


class Ledger:
    """Tried and acknowledged changes, in a file; each is a line that is there whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tried(self, states: States) -> None:
        self._write("tried", states)

    def acknowledged(self, states: States) -> None:
        self._write("acknowledged", states)

    def _write(self, what: str, states: States) -> None:
        os.write(self.descriptor, json.dumps([what, states]).encode() + b"\n")


def acknowledged(path: Path, before: States) -> tuple[States, States]:
    """What a ledger says has to be there, and what was only tried last: all of that may be there, or nothing of it."""
    expected, open_ = dict(before), {}
    lines = path.read_text().splitlines() if path.exists() else []
    for what, states in map(json.loads, lines):
        found = {slug: tuple(state) if state else None for slug, state in states.items()}
        if what == "tried":
            open_ = found
        else:
            expected |= found
            open_ = {}
    return expected, open_


def held(slugs: set[str]) -> States:
    """What the database has of these articles."""
    rows = Article.objects.filter(slug__in=slugs).values_list("slug", "headline", "status")
    return dict.fromkeys(slugs) | {slug: (headline, status) for slug, headline, status in rows}


def lost(expected: States, tried: States) -> list[str]:
    """Each article that is not as it was acknowledged, in words; nothing where all of the last try is there instead."""
    found = held(expected.keys() | tried.keys())
    for wanted in (expected | {slug: expected.get(slug) for slug in tried}, expected | tried):
        wrong = [f"{slug} is {found[slug]}, not {state}" for slug, state in wanted.items() if found[slug] != state]
        if not wrong:
            return []
    return wrong


class Writer:
    """Goes on from the articles that it is given, and calls new ones after itself: no two may have one name.

    Makes, changes, withdraws and deletes articles, singly and in bulk, and rolls some
    changes back.
    """

    def __init__(self, name: str, rng: random.Random, ledger: Ledger, states: States | None = None) -> None:
        self.name, self.rng, self.ledger = name, rng, ledger
        self.states: States = dict(states or {})
        self.made = 0

    def step(self) -> str:
        """Make one change, and answer its kind."""
        mine = sorted(slug for slug, state in self.states.items() if state)
        kinds = ["create", "bulk_create", "roll_back"] if len(mine) < MANY else []
        kinds += ["save", "save", "delete", "update", "undo_delete"] if mine else []
        kind = self.rng.choice(kinds)
        getattr(self, f"_{kind}")(mine)
        return kind

    def _create(self, mine: list[str]) -> None:
        with self._change(dict(self._fresh(1))) as states, transaction.atomic():
            for slug, state in states.items():
                ArticleVersion.objects.append(self._article(slug, state, save=True), self._body())

    def _bulk_create(self, mine: list[str]) -> None:
        with self._change(dict(self._fresh(3))) as states:
            Article.objects.bulk_create([self._article(slug, state) for slug, state in states.items()])

    def _save(self, mine: list[str]) -> None:
        with self._change({self.rng.choice(mine): self._state()}) as states:
            for slug, state in states.items():
                article = Article.objects.get(slug=slug)
                assert state
                article.headline, article.status = state
                article.save()

    def _update(self, mine: list[str]) -> None:
        state = self._state()
        assert state
        with self._change(dict.fromkeys(self.rng.sample(mine, min(5, len(mine))), state)) as states:
            Article.objects.filter(slug__in=states).update(headline=state[0], status=state[1])

    def _delete(self, mine: list[str]) -> None:
        with self._change({self.rng.choice(mine): None}) as states:
            Article.objects.filter(slug__in=states).delete()

    def _roll_back(self, mine: list[str]) -> None:
        fresh = dict(self._fresh(1))
        with self._change(dict.fromkeys(fresh)):
            try:
                with transaction.atomic():
                    for slug, state in fresh.items():
                        self._article(slug, state, save=True)
                    raise RolledBack
            except RolledBack:
                pass

    def _undo_delete(self, mine: list[str]) -> None:
        slug = self.rng.choice(mine)
        with self._change({slug: self.states[slug]}):
            try:
                with transaction.atomic():
                    Article.objects.get(slug=slug).delete()
                    raise RolledBack
            except RolledBack:
                pass

    def _change(self, states: States) -> "_Change":
        return _Change(self, states)

    def _fresh(self, count: int) -> Iterator[tuple[str, State]]:
        for _ in range(count):
            self.made += 1
            yield f"{self.name}-{self.made}", self._state()

    def _state(self) -> State:
        words = " ".join(self.rng.sample(WORDS, 3))
        return f"{words} {self.rng.randrange(10**6)}", self.rng.choice(STATUSES)

    def _body(self) -> str:
        return "\n\n".join(" ".join(self.rng.choices(WORDS, k=20)) for _ in range(3))

    def _article(self, slug: str, state: State, *, save: bool = False) -> Article:
        assert state
        article = Article(slug=slug, headline=state[0], status=state[1], published="2025-10-23")
        if save:
            article.save()
        return article


class _Change:
    """Tried before, acknowledged after; not where an error comes between."""

    def __init__(self, writer: Writer, states: States) -> None:
        self.writer, self.states = writer, states

    def __enter__(self) -> States:
        self.writer.ledger.tried(self.states)
        return self.states

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.writer.ledger.acknowledged(self.states)
            self.writer.states |= self.states
