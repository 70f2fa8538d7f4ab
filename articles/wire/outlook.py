"""Whether a date in a text is told of what is still to come: by the verb nearest to it in its part of the sentence."""

import re

_REACH = 400
"""Characters on either side of a date in which its verb is looked for, so that no text takes long."""
_PART = re.compile(r"[.!?][”\"’)]*\s+(?=[“\"]?[A-ZĐÀ-Ỹ])|[;—“”]")
_BE_DONE = r"(?: (?:not|also|\w+ly))?(?: be(?: \w+ly)? \w+)?"
_MEANT = "due|set|scheduled|expected|slated|planned|poised|bound"
_WISHED = "plan|intend|hope|wish|want|aim"
_VERB = re.compile(
    r"\b(?:"
    rf"(?P<ahead>(?:will|shall|(?:is|are) (?:(?:{_MEANT}) )?to|(?:{_WISHED})(?:s|es|ing)? to){_BE_DONE}"
    rf"|to be \w+|expects?|(?:is|are) (?:{_MEANT})|(?:{_MEANT}) (?:for|on|in))"
    r"|(?:was|were|had|has|have)(?: been)?(?: \w+(?:ed|to))?|said|says|told|tells|met|held|paid|made|took|gave|spoke"
    r"|wrote|began|left|came|went|sent|saw|put"
    r"|(?<!the )(?<!a )(?<!an )(?<!hold )(?<!newly )"
    r"(?!need|speed|indeed|hundred|exceed|proceed|succeed|feed|seed)[a-z]{2,}ed)\b"
)


def is_ahead(text: str, start: int, end: int) -> bool:
    """Whether what happens on the date between two places in a text is to come.

    The last verb before the date tells, as in: said that they will meet on Friday. The first behind it tells where a
    part of a sentence begins with its date.
    """
    before = _PART.split(text[max(0, start - _REACH) : start])[-1]
    verbs = list(_VERB.finditer(before))
    if verbs:
        return verbs[-1]["ahead"] is not None
    verb = _VERB.search(_PART.split(text[end : end + _REACH])[0])
    return verb is not None and verb["ahead"] is not None
