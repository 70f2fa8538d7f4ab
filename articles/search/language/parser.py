"""The second step of reading: tokens into a tree.

query  = either
either = all {"OR" all}
all    = part {["AND"] part}
part   = ["NOT" | "-"] part | "(" either ")" | field value | phrase | word
"""

from articles.search.language.operators import MAX_DEPTH, MAX_FUZZY, MAX_PHRASE, MAX_TERMS, MAX_WITHIN, MIN_STEM
from articles.search.language.signs import signs
from articles.search.language.tokens import NO_QUOTES, Token, Unreadable, looks_like_field, tokens
from articles.search.language.tree import Fuzzy, Node, Phrase, Prefix, Word, all_of, any_of, leaves, none_of
from articles.search.language.values import value_of, whole_number, within

_BEHIND = ",.;:!?…"
"""Punctuation behind a word and its mark."""


def parse(text: str) -> tuple[Node | None, tuple[str, ...]]:
    """The tree of a text, None where it has no words, and the signs in it that ask for nothing.

    `Unreadable` where it cannot be read.
    """
    parser = Parser(text)
    tree = parser.query()
    terms = leaves(tree)
    if len(terms) > MAX_TERMS:
        raise Unreadable(f"These are {len(terms)} terms: ask with {MAX_TERMS} at most.", 0)
    if sum(isinstance(term, Fuzzy) for term in terms) > MAX_FUZZY:
        raise Unreadable(f"Write ~ behind {MAX_FUZZY} words at most.", 0)
    return tree, tuple(dict.fromkeys(parser.passed))


class Parser:
    """Reads one text, from its first token to its last."""

    def __init__(self, text: str) -> None:
        self.tokens = list(tokens(text))
        self.place = 0
        self.depth = 0
        self.passed: list[str] = []

    @property
    def next(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        return token

    def query(self) -> Node | None:
        if self.next is None:
            return None
        tree = self.either()
        if self.next is not None:
            raise Unreadable("This bracket closes none: open one before it, or leave it out.", self.next.position)
        return tree

    def either(self) -> Node | None:
        """`all {"OR" all}`; None where there is nothing but punctuation."""
        branches = [self.all()]
        while self.next is not None and self.next.kind == "OR":
            operator = self.take()
            if branches[-1] is None or self.next is None or self.next.kind in ("OR", "AND", ")"):
                raise Unreadable("OR stands between two things: name both.", operator.position)
            branch = self.all()
            if branch is None:
                raise Unreadable("OR stands between two things: name both.", operator.position)
            branches.append(branch)
        return any_of([branch for branch in branches if branch is not None]) if branches[0] is not None else None

    def all(self) -> Node | None:
        parts: list[Node] = []
        while self.next is not None and self.next.kind not in ("OR", ")"):
            if self.next.kind == "AND":
                operator = self.take()
                if not parts or self.next is None or self.next.kind in ("OR", "AND", ")"):
                    raise Unreadable("AND stands between two things: name both.", operator.position)
            part = self.part()
            if part is not None:
                parts.append(part)
        return all_of(parts) if parts else None

    def part(self) -> Node | None:
        token = self.take()
        match token.kind:
            case "NOT":
                if self.next is None or self.next.kind in ("OR", "AND", ")"):
                    raise Unreadable("Say what is not wanted: -word or NOT word.", token.position)
                part = self.part()
                return none_of(part) if part is not None else None
            case "(":
                return self.group(token)
            case "field":
                return self.field(token)
            case "phrase":
                self.passed += signs(token.text)
                return phrase_of(token)
            case _:
                word = word_of(token)
                self.passed += signs(token.text if word is None else without_mark(token.text.rstrip(_BEHIND)))
                return word

    def group(self, opening: Token) -> Node:
        if self.depth == MAX_DEPTH:
            message = f"Brackets can stand {MAX_DEPTH} deep in one another: leave out those that are not needed."
            raise Unreadable(message, opening.position)
        self.depth += 1
        tree = self.either()
        self.depth -= 1
        if self.next is None:
            raise Unreadable("This bracket is not closed: close it, or leave it out.", opening.position)
        self.take()
        if tree is None:
            raise Unreadable("There is nothing between these brackets.", opening.position)
        return tree

    def field(self, field: Token) -> Node:
        token = self.next
        if token is None or token.position != field.position + len(field.text) + 1:
            raise Unreadable(f"Write what {field.text}: should be, right behind the colon.", field.position)
        if field.text not in ("title", "text"):
            if token.kind == "word" or (token.kind == "phrase" and token.nearness is None):
                return value_of(field.text, self.take())
            raise Unreadable(f"Write one value behind {field.text}:, or a name in quotes.", token.position)
        if token.kind not in ("word", "phrase", "("):
            raise Unreadable(f"Write a word, a phrase or a bracket behind {field.text}:.", token.position)
        part = self.part()
        if part is None:
            raise Unreadable(f"Write what {field.text}: should hold, in letters or digits.", token.position)
        return within(field.text, part, field.position)


def phrase_of(token: Token) -> Phrase:
    printed = token.text.translate(NO_QUOTES).split()
    words = tuple(word for word in map(bare, printed) if word)
    if not words:
        raise Unreadable("There are no words between these quotes.", token.position)
    if len(words) > MAX_PHRASE:
        raise Unreadable(f"This phrase has {len(words)} words: quote {MAX_PHRASE} at most.", token.position)
    for word in printed:
        if (mark := mark_of(word)) and without_mark(word)[-1:].isalnum():
            place = token.position + 1 + token.text.index(word) + len(word) - len(mark)
            raise Unreadable(f"Between quotation marks words stand as they are: write “{mark}” without them.", place)
    if token.nearness is None:
        return Phrase(words)
    near = whole_number(token.nearness, MAX_WITHIN)
    if near is None:
        raise Unreadable(f'Say within how many words, from 1 to {MAX_WITHIN}: "trade double"~5.', token.position)
    return Phrase(words, near)


def word_of(token: Token) -> Node | None:
    """The word, prefix or fuzzy word of a token; None where it is punctuation only."""
    text = bare(token.text)
    if not text:
        return None
    printed = token.text.rstrip(_BEHIND)
    core, mark = without_mark(printed), mark_of(printed)[:1]
    text = bare(core)
    if "*" in core:
        raise Unreadable("A star stands only at the end of a word: strateg*.", token.position + core.index("*"))
    if "~" in core:
        raise Unreadable("One letter may differ, no more: write ~ alone, at the end of the word.", token.position)
    if mark and letters(text) < MIN_STEM:
        raise Unreadable(f"Write at least {MIN_STEM} letters before “{mark}”.", token.position)
    if mark == "*" and core[-1:].isalnum():
        return Prefix(text)
    if mark == "~" and core[-1:].isalnum():
        return Fuzzy(text)
    return Phrase((text,)) if looks_like_field(text) else Word(text)  # :A:0 asks for A:0, which is no field


def mark_of(word: str) -> str:
    """What at the end of a word asks for others like it."""
    return next((mark for mark in ("*", "~", "~1") if word.endswith(mark)), "")


def without_mark(word: str) -> str:
    return word[: len(word) - len(mark_of(word))]


def bare(word: str) -> str:
    """A word without the punctuation around it; nothing where it has no letter or digit."""
    start = next((place for place, character in enumerate(word) if character.isalnum()), None)
    if start is None:
        return ""
    end = next(place for place in range(len(word), 0, -1) if word[place - 1].isalnum())
    return word[start:end]


def letters(word: str) -> int:
    """How many letters or digits stand at the end of a word, behind its last hyphen or other mark."""
    count = 0
    for character in reversed(word):
        if not character.isalnum():
            break
        count += 1
    return count
