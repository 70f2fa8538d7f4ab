"""Verbs with a tense: what shows that a clause has a verb of its own."""

from articles.wire.suggesting.verbs import FINITE as FORM
from articles.wire.suggesting.verbs import SIGNS
from articles.wire.suggesting.words import AUXILIARIES, MODALS, phrases

AUXILIARY = (AUXILIARIES | MODALS | phrases("did does do will")) - phrases("be been being")
PAST = frozenset(
    word for word in SIGNS.openers for _, (sign, *_) in SIGNS.at([word], 0) if sign.form == FORM
) | phrases(
    "met visited signed held received raised elevated upgraded became took went came made paid arrived told invited",
    "opened closed began ended issued adopted announced thanked left discussed",
)
FINITE = PAST | AUXILIARY
"""The verbs that the rules know by themselves; there are others."""
