"""A clause that says something: its sign, whose it is, and what it reaches over."""

from dataclasses import dataclass

from articles.wire.suggesting.actors import Actor
from articles.wire.suggesting.sides import NOBODY, Subject
from articles.wire.suggesting.verbs import Sign


@dataclass
class Clause:
    """A sign at words `first` to `last`, what it reaches over (`start` to `end`), and whose it is.

    Of a noun, `owner` is whose it is, and `until` where what it is about ends. `named`: of “would”, that a country's
    name stands before it, so that it promises only what that country says itself.
    """

    first: int
    last: int
    sign: Sign
    passive: bool = False
    weak: bool = False
    nested: bool = False
    dropped: bool = False
    named: bool = False
    begins: int = 0
    end: int = 0
    subject: Subject = NOBODY
    speaker: Subject = NOBODY
    within: "Clause | None" = None
    owner: Actor | None = None
    until: int = 0
