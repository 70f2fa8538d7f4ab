"""How an invitation was answered: turned down, so that it was made and nothing came of it; or taken back."""

from articles.wire.suggesting.scenes import Scene
from articles.wire.suggesting.words import AUXILIARIES, phrases

REFUSED, WITHDRAWN = "refused", "withdrawn"
_ANSWERS = {
    **dict.fromkeys(phrases("reject rejects rejected rejecting refuse refuses refused refusing spurned"), REFUSED),
    **dict.fromkeys(phrases("decline declines declined declining rebuffed snubbed"), REFUSED),
    **dict.fromkeys(
        phrases("withdrew withdraws withdrawn withdrawing rescinded revoked retracted cancelled"), WITHDRAWN
    ),
}
_NEAR = 7
"""Words between an invitation and how it was answered."""


def answer(scene: Scene, index: int, sentence: tuple[int, int]) -> str:
    """How the invitation at a word was answered; empty where that is not told."""
    words, (first, last) = scene.paragraph.words, sentence
    verb = next((at for at in range(index - 1, max(index - _NEAR, first) - 1, -1) if _answers(words, at)), None)
    behind = range(index + 2, min(index + 2 * _NEAR, last))
    passive = (at for at in behind if _answers(words, at) and words[at - 1] in AUXILIARIES)
    verb = next(passive, None) if verb is None else verb
    if verb is None or scene.factuality(sentence).of_verb(verb):
        return ""
    return _answers(words, verb)


def _answers(words: list[str], at: int) -> str:
    if words[at].startswith("turn") and words[at + 1 : at + 2] == ["down"]:
        return REFUSED
    return _ANSWERS.get(words[at], "")
