"""What words before an event tell of it: what was done at it or during it, and that only its date is talked of."""

from articles.wire.suggesting.words import AUXILIARIES, CALENDAR, is_adverb, phrases

_DATES = phrases("date dates timing")
_DETERMINERS = phrases("a an the his her its their this that s state official working first second next")
_SET = phrases("agreed set fixed chosen named announced confirmed settled")
"""What is done to the date of an event that will come about."""
_OPEN = phrases("no not yet still be")
_PARTS = phrases("end close course sidelines margins conclusion beginning start")
_AGREEING = phrases("agree agreed agrees agreeing decide decided promise promised pledge pledged vow vowed undertook")
_LATER = phrases("next later soon coming future tomorrow") | {word for word in CALENDAR if not word.endswith("day")}
_NEAR = 6
_BEGUN = phrases("began opened started ended concluded")


def before_noun(words: list[str], index: int, first: int) -> int:
    """The word before a noun, articles, possessors and such words as official left out: on a state visit."""
    before = index - 1
    while before > first and (words[before] in _DETERMINERS or words[before + 1] == "s" or is_adverb(words[before])):
        before -= 1
    return before


def dated(words: list[str], index: int, first: int, last: int) -> bool | None:
    """Whether the date of an event was set, where only that is talked of: no date for the visit; None elsewhere."""
    if _DATES.isdisjoint(words[first:last]):
        return None
    before = before_noun(words, index, first)
    if before <= first:
        return None
    beside = words[before - 1] in _DATES or (words[before - 1] in _SET and not _DATES.isdisjoint(words[first:before]))
    if words[before] not in ("for", "of") or not beside:
        return None
    around = {*words[max(first, before - _NEAR) : before], *words[index + 1 : min(index + 2 * _NEAR, last)]}
    return not _SET.isdisjoint(around) and _OPEN.isdisjoint(around)


def was_there(words: list[str], index: int, first: int) -> bool:
    """Whether something was done in the course of an event, so that it was held: at the end of a visit."""
    before = before_noun(words, index, first)
    if before <= first:
        return before == first and words[before] == "during"
    return words[before] == "during" or (words[before] == "of" and words[before - 1] in _PARTS)


def agreed_there(words: list[str], index: int, governor: int, last: int) -> bool:
    """Whether an event is where something was agreed, and not what was: agreed on a loan at talks in Sofia."""
    at = "at" in words[index - 2 : index]
    return at and words[governor] in _AGREEING and _LATER.isdisjoint(words[index + 1 : min(index + _NEAR, last)])


def begins(words: list[str], index: int) -> bool:
    """Whether a word tells of an event before it that it was held: the visit that had been put off began."""
    return words[index] in _BEGUN and words[index - 1] not in AUXILIARIES and words[index - 1] != "to"
