"""The separate points of one clause: agreed to open …, expand …, and carry out … so as to double …."""

from collections.abc import Iterator

from articles.wire.suggesting.beside import asides_at
from articles.wire.suggesting.text import Paragraph
from articles.wire.suggesting.words import CALENDAR, is_adverb, is_gerund, phrases

_VERBS = phrases(
    "accelerate achieve act adopt advance allow apply assist attach attract begin boost bring broaden build",
    "carry complete conclude concretise connect consolidate consult continue contribute convene convince",
    "cooperate coordinate create cut deepen deliver develop diversify double ease effectively elevate",
    "eliminate enable encourage enhance ensure establish exchange exempt expand expedite explore export extend",
    "facilitate finalise finalize finance focus forge foster give grant harness help hold identify implement",
    "improve increase intensify introduce invest join jointly keep launch let leverage lift link lower",
    "maintain make meet minimise negotiate observe offer open optimise organise organize oversee participate",
    "permit persuade play prepare preserve prevent promote propose protect provide push raise ratify reach",
    "realise recognise reduce reform refrain reinforce remove renew research resolve respect resume review",
    "serve settle share sign simplify speed stabilise start step streamline strengthen study substantiate",
    "supply support sustain tackle take tap train transfer translate turn upgrade uphold use utilise visit",
    "welcome widen work",
)
# Nouns as well: verbs only where an object follows.
_DOUBTFUL = phrases(
    "access exchange export finance focus research study supply support transfer use visit work link review",
    "offer",
)
_RESULTS = frozenset(["thus", "thereby", "contributing", "ushering"])
_CARRYING = frozenset(["continue", "start", "begin", "keep", "consider", "resume"])
_FOLLOWING = frozenset(["of", "for", "in", "at", "and", "or", "on", "between", "from", "with", "to"])
_MARKERS = frozenset(["to", "will", "should"])
_LOOSE = frozenset(["to", "also", "by", "but"])
_JOINTS = frozenset(["and", "as", "while", "or", "well"])
_PURPOSES = (
    ("so", "as", "to"),
    ("with", "the", "goal", "of"),
    ("with", "the", "aim", "of"),
    ("with", "a", "view", "to"),
    ("with", "the", "target", "of"),
    ("in", "order", "to"),
    ("aiming", "to"),
    ("aimed", "at"),
)
_PURPOSE_WORDS = frozenset(phrase[0] for phrase in _PURPOSES)
_TARGETS = frozenset(["double", "doubling", "triple", "tripling", "quadruple", "quadrupling"])
_REACHES = phrases(
    "raise raising bring bringing reach reaching lift lifting increase increasing",
)
_ARTICLES = phrases("a an the")
_MEASURES = phrases("more better")
_SKIPPED = phrases("to on in for upon that with into at itself himself herself themselves")


def items(paragraph: Paragraph, first: int, last: int) -> list[tuple[int, int]]:
    """The ranges of words of each point between two words; one range where there is one point."""
    last = _trimmed(paragraph, first, last)
    if last <= first:
        return []
    purpose = _purpose(paragraph, first, last)
    until = purpose if purpose is not None else last
    starts = list(_starts(paragraph, first, until))
    ranges: list[tuple[int, int]] = []
    for number, start in enumerate(starts):
        end = _trimmed(paragraph, start, starts[number + 1] if number + 1 < len(starts) else until)
        if end > start:
            ranges.append((start, end))
    if purpose is not None:
        ranges.append((purpose, last))
    return ranges


def fronted(paragraph: Paragraph, first: int, last: int) -> tuple[int, int] | None:
    """The purpose that a sentence opens with, up to its comma: With a view to …,"""
    if paragraph.words[first] not in _PURPOSE_WORDS:
        return None
    for words in _PURPOSES:
        if tuple(paragraph.words[first : first + len(words)]) == words:
            end = next((index for index in range(first + 1, last) if "," in paragraph.gap(index)), None)
            return (first + len(words), end) if end is not None and end > first + len(words) else None
    return None


def _starts(paragraph: Paragraph, first: int, last: int) -> Iterator[int]:
    """Where points begin: the first word, and each verb of the first one's form behind a comma or “and”."""
    yield first
    verb = _verb(paragraph, first, last)
    if verb is None:
        return
    words, begun = paragraph.words, verb
    gerund = words[verb].endswith("ing")
    for index in range(verb + 1, last):
        word = words[index]
        if not (word.endswith("ing") if gerund else word in _VERBS) or not _is_verb(paragraph, index, last, gerund):
            continue
        start = index
        while start > begun + 1 and (is_adverb(paragraph.words[start - 1]) or paragraph.words[start - 1] == "to"):
            start -= 1
        if _RESULTS & {paragraph.words[start], paragraph.words[index]}:
            continue
        joint = paragraph.words[start - 1] in _JOINTS or "," in paragraph.gap(start)
        if joint and _has_object(paragraph, begun, start):
            yield start + (paragraph.words[start] == "to")
        if joint:
            begun = index


def _verb(paragraph: Paragraph, first: int, last: int) -> int | None:
    """The verb that a point opens with, or that follows its subject: to …, …ing, both countries will …."""
    words, gaps, marked = paragraph.words, paragraph.gaps, _marked(paragraph, first)
    for index in range(first, min(first + 14, last)):
        word = words[index]
        if "," in gaps[index] and index > first:
            return None
        if word in _CARRYING and words[index + 1 : index + 2] and is_gerund(words[index + 1]):
            return index + 1
        if word in _VERBS and index < first + 4:
            return index
        if not is_adverb(word):
            if word in _ARTICLES and "to" not in words[index : min(first + 14, last)]:
                return None  # a commitment to a free and open sea; but: the need to use …, strengthen …
            if marked or is_gerund(word):
                return index
            marked = word in _MARKERS
    return None


def _marked(paragraph: Paragraph, index: int) -> bool:
    """Whether “to”, “will” or “should” stands before a verb, adverbs left out."""
    before = index - 1
    while before > 0 and is_adverb(paragraph.words[before]):
        before -= 1
    return before >= 0 and paragraph.words[before] in _MARKERS


def _is_verb(paragraph: Paragraph, index: int, last: int, gerund: bool) -> bool:
    word = paragraph.words[index]
    following = paragraph.words[index + 1] if index + 1 < last else ""
    if gerund:
        return is_gerund(word) and following not in ("and", "")
    if word not in _VERBS:
        return False
    return word not in _DOUBTFUL or (
        following not in _FOLLOWING and following != "" and "," not in paragraph.gap(index + 1)
    )


def _has_object(paragraph: Paragraph, verb: int, end: int) -> bool:
    """Whether more than joints and adverbs stands between a verb and the next: not in “maintain and consolidate”."""
    between = paragraph.words[verb + 1 : end]
    return any(word not in _JOINTS and not is_adverb(word) and word != "to" for word in between)


def _trimmed(paragraph: Paragraph, first: int, last: int) -> int:
    """The end of a range without the joints that lead on to the next one."""
    while last > first and (paragraph.words[last - 1] in _JOINTS or paragraph.words[last - 1] in _LOOSE):
        last -= 1
    return last


def _purpose(paragraph: Paragraph, first: int, last: int) -> int | None:
    """Where a purpose with a measurable target begins: so as to double …, with the goal of raising … to …."""
    words = paragraph.words
    if _PURPOSE_WORDS.isdisjoint(words[first + 1 : last]):
        return None
    for index in range(first + 1, last):
        if words[index] not in _PURPOSE_WORDS:
            continue
        for phrase in _PURPOSES:
            if words[index] == phrase[0] and tuple(words[index : index + len(phrase)]) == phrase:
                rest = words[index + len(phrase) : last]
                if _TARGETS & set(rest[:3]) or (_REACHES & set(rest[:3]) and any(word.isdigit() for word in rest)):
                    return index
    return None


def content(paragraph: Paragraph, first: int, last: int) -> int:
    """The first word of a point that says what it is about: without to, on, that."""
    if first < len(paragraph.words) and paragraph.words[first] in _PURPOSE_WORDS:
        for words in _PURPOSES:
            if tuple(paragraph.words[first : first + len(words)]) == words:
                first += len(words)
    while first < last - 1:
        aside = asides_at(paragraph.words, first)
        word = paragraph.words[first]
        day = word in CALENDAR and paragraph.words[first - 1] in ("on", "in")
        if not aside and not day and word not in _SKIPPED and (word in _MEASURES or not is_adverb(word)):
            break
        first = min(first + max(1, aside), last - 1)
    return first
