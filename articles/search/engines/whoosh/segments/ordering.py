"""The first so many documents of a set, without sorting all of it; equal ones always in the same order."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[Any]
_STRIDE = 1024
_MOST_STRIDES = 16


def _falling(keys: NDArray[Any]) -> NDArray[Any]:
    """Keys whose rising order is the falling order of these; exact for floats and for unsigned integers."""
    return -keys if keys.dtype.kind == "f" else ~keys


def largest(keys: NDArray[Any], count: int) -> Ints:
    """The places of the `count` largest keys, largest first, equal ones in their order."""
    if count <= 0:
        return np.empty(0, "i8")
    if len(keys) <= count:
        return np.argsort(_falling(keys), kind="stable")
    least = np.partition(keys, len(keys) - count)[len(keys) - count]
    above = np.flatnonzero(keys > least)
    equal = np.flatnonzero(keys == least)[: count - len(above)]
    places = np.sort(np.concatenate((above, equal)))
    return places.take(np.argsort(_falling(keys.take(places)), kind="stable"))


def walked(mask: NDArray[np.bool_], found: int, order: Ints, newest: bool, count: int) -> Ints | None:
    """The first `count` of the `found` masked documents along `order`, or None where that would be a long walk.

    Of a large set the newest are met within the first steps from the end of the documents by date.
    """
    if found * _STRIDE * _MOST_STRIDES < len(mask) * count:
        return None
    order = order[::-1] if newest else order
    pieces: list[Ints] = []
    have = 0
    for start in range(0, min(len(order), _STRIDE * _MOST_STRIDES), _STRIDE):
        stretch = order[start : start + _STRIDE]
        pieces.append(stretch.take(np.flatnonzero(mask.take(stretch))))
        have += len(pieces[-1])
        if have >= count:
            return np.concatenate(pieces)[:count]
    return None


def first_by_number(docs: Ints, numbers: Ints, known: NDArray[np.bool_], newest: bool, count: int) -> Ints:
    """The first `count` documents by number, rising, or falling with equal ones reversed; those without one last."""
    has = known.take(docs)
    numbered = docs.take(np.flatnonzero(has))
    if newest:
        numbered = numbered[::-1]
    values = numbers.take(numbered)
    first = numbered.take(largest(values if newest else ~values, count))
    if len(first) < count:
        return np.concatenate((first, docs.take(np.flatnonzero(~has))[: count - len(first)]))
    return first
