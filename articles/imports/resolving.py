"""Which rows a story's dateline and sign-off mean: places by any of their names, agencies by code or name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import slugify

from articles.folding import fold
from articles.imports.slugs import latin
from articles.models import Agency, Name, Place

_NAMELESS = "agency"
_WITH_LETTERS = re.compile(r"(.+?)\s*\(([^()]+)\)")
"""A name with the letters that it is known by: Việt Nam News (VNS)."""


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """A place that a dateline means."""

    pk: int
    slug: str
    name: str
    country: str = ""


@dataclass(slots=True)
class Signer:
    """An agency of a sign-off; `pk` is None until it is made."""

    code: str
    short_name: str
    pk: int | None = None


class Places:
    """The places that the archive knows, by every form of their names."""

    def __init__(self) -> None:
        self._by_name: dict[str, set[PlaceFound]] = {}
        rows = Place.objects.values_list("pk", "slug", "name", "country")
        self.by_pk = found = {pk: PlaceFound(pk, slug, name, country or "") for pk, slug, name, country in rows}
        for place in found.values():
            self._by_name.setdefault(fold(place.name), set()).add(place)
        for folded, pk in Name.objects.filter(place__isnull=False).values_list("folded", "place_id"):
            self._by_name.setdefault(folded, set()).add(found[pk])

    def find(self, *forms: str) -> PlaceFound | None:
        """The one place that the first form with a meaning means; None where none does, or where it means several."""
        for form in forms:
            places = self._by_name.get(fold(form), set()) if form else set()
            if places:
                return next(iter(places)) if len(places) == 1 else None
        return None


class Agencies:
    """The agencies that the archive knows, and those that this run will have made."""

    def __init__(self) -> None:
        self._by_code: dict[str, Signer] = {}
        self._by_form: dict[str, Signer] = {}
        called: dict[str, Signer] = {}
        in_brackets: dict[str, Signer] = {}
        rows = Agency.objects.order_by("-pk").values_list("code", "short_name", "name", "pk")
        for code, short_name, name, pk in rows:  # the oldest last, so that it is the one found
            self._by_code[code] = signer = Signer(code, short_name, pk)
            called |= {fold(form): signer for form in (name, short_name, code)}
            in_brackets |= {fold(form): signer for form in _parts(name)}
        self._by_name = in_brackets | called

    def find(self, form: str) -> Signer:
        """The agency of a name in a sign-off; one that is to be made where there is none."""
        if form in self._by_form:
            return self._by_form[form]
        folded = fold(form)
        known = self._by_name.get(folded) or self._by_code.get(code_of(form))
        if known is None:
            known = Signer(self._free_code(folded), form)
            self._by_name[folded] = self._by_code[known.code] = known
        self._by_form[form] = known
        return known

    def find_all(self, forms: tuple[str, ...]) -> tuple[Signer, ...]:
        """In the order of the sign-off, each once."""
        return tuple({signer.code: signer for signer in map(self.find, forms)}.values())

    def _free_code(self, folded: str) -> str:
        base = code_of(folded) or _NAMELESS
        code, number = base, 1
        while code in self._by_code:
            number += 1
            code = f"{base}-{number}"
        return code


def _parts(name: str) -> Iterator[str]:
    """What an agency is called by parts of its name: without the letters in brackets, and by each of those."""
    if match := _WITH_LETTERS.fullmatch(name):
        letters = [each.strip() for each in re.split("[,/;]", match[2])]
        if all(each.isupper() for each in letters):
            yield from (match[1], *letters)


def code_of(form: str) -> str:
    """The code that an agency of this name would be given: VNS is vns, and БТА bta. Empty where it has no Latin or
    Cyrillic letter, or digit.
    """
    return slugify(fold(latin(form)))[:40].strip("-")


def is_made_of(code: str, name: str) -> bool:
    """Whether an agency of this name may have been given this code."""
    base = code_of(name) or _NAMELESS
    return code == base or (code.startswith(f"{base}-") and code.removeprefix(f"{base}-").isdecimal())
