"""Sign-offs of wire copy: which agencies a story is signed by, at its end, and what only looks like a sign-off.

A text is rather left with a sign-off that nobody knows than robbed of its last words: a name signs where it is that of
a known agency or, after the end of a sentence, an acronym that the story itself does not speak of.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

DASHES = "—–―‒-"
AGENCIES = frozenset(
    form.strip()
    for line in (
        "VNA, VNS, TTXVN, VOV, VTV, VGP, VietnamPlus, Vietnam+, VnExpress, Nhân Dân, Nhan Dan, Quân đội nhân dân",
        "Việt Nam News, Viet Nam News, Vietnam News, Việt Nam News Service, Vietnam News Service, Vietnam News Agency",
        "Thông tấn xã Việt Nam, Tân Hoa Xã, Xinhua, Xinhua News Agency, KPL, AKP, Bernama, Antara, PTI, ANI, IANS",
        "BTA, БТА, Bulgarian News Agency, Sofia News Agency, Българска телеграфна агенция, BGNES, БГНЕС, БНР, БНТ",
        "AFP, Agence France-Presse, AP, Associated Press, UPI, Reuters, Bloomberg, DPA, dpa, ANSA, Ansa, EFE, PA, APA",
        "ANP, PAP, MTI, ČTK, TASR, HINA, Hina, STA, FENA, NTB, STT, Ritzau, Lusa, Belga, Agerpres, ANA-MPA",
        "TASS, ТАСС, Interfax, Интерфакс, RIA Novosti, РИА Новости, Sputnik, Спутник, BelTA, БЕЛТА, Ukrinform",
        "Укринформ, Tanjug, Танјуг, Танюг, Anadolu, Anadolu Agency, IRNA, KUNA, WAM, Kyodo, Kyodo News, Jiji",
        "Jiji Press, AFP-Jiji, Yonhap, Novinite, Keystone-SDA",
    )
    for form in line.split(",")
)
"""How well-known agencies print their names; each is known in capitals too."""
_CAPITALS = frozenset(form.upper() for form in AGENCIES)
# What stands in capitals behind a last sentence and signs nothing: ends, time zones of transcripts, bodies, countries.
_OTHERS = frozenset(
    (
        *("END", "ENDS", "ENDIT", "MORE", "STOP", "NNNN", "КРАЙ"),
        *("EDT", "EST", "CDT", "CST", "PDT", "PST", "GMT", "UTC", "CET", "CEST", "EET", "EEST", "ICT", "BST"),
        *(
            "EU",
            "UN",
            "NATO",
            "ASEAN",
            "WTO",
            "IMF",
            "WHO",
            "OSCE",
            "APEC",
            "ASEM",
            "BRICS",
            "UNESCO",
            "UNCLOS",
            "EVFTA",
        ),
        *("USA", "US", "UK", "UAE", "CPV", "CEO", "PM", "MP", "FM", "ЕС", "ООН", "НАТО", "САЩ", "СТО"),
    )
)
_ACRONYM = re.compile(r"[^\W\d_][\w+-]{1,9}")
_SENTENCE_ENDS = '.!?…”"’»)'
_TAIL = 150
"""Characters at the end of a text among which a sign-off stands."""
_PARTS = 5
_END_MARK = re.compile(r"\s*(?:\./\.|\.?/\.|###|-30-)\s*$")


class _Form(NamedTuple):
    """How a sign-off opens and closes, and whether the form itself says that it is one."""

    opens: re.Pattern[str]
    closes: str
    is_plain: bool


_FORMS = (
    _Form(re.compile(rf"(?:^|\s|(?<=[{re.escape(_SENTENCE_ENDS)}]))[{DASHES}]{{1,2}}\s*"), "", True),
    _Form(re.compile(r"(?:^|\s)\("), ")", True),
    _Form(re.compile(r"^|(?<=[.!”\"»])\s+"), "", False),
)


def taken_off(blocks: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    """The paragraphs without end mark and sign-off, and the agencies in the order printed."""
    left = list(blocks)
    agencies: tuple[str, ...] = ()
    while left:
        last = _without_mark(left[-1])
        signature = None if agencies else _signature(last, left[:-1])
        if signature is not None:
            start, agencies = signature
            last = _without_mark(last[:start].rstrip())
        if last == left[-1]:
            break
        left[-1:] = [last] if last else []
    return left, agencies


def names(signed: str) -> tuple[str, ...]:
    """The agencies that a sign-off names, in its order: parted by slashes or commas."""
    parts = (" ".join(part.split()) for part in re.split("[/,]", signed))
    return tuple(part for part in parts if part)


def _signature(block: str, others: Sequence[str]) -> tuple[int, tuple[str, ...]] | None:
    """Where the sign-off of a last paragraph begins, and its agencies; None where it has none."""
    for form in _FORMS:
        for opening in form.opens.finditer(block, max(0, len(block) - _TAIL)):
            signed = block[opening.end() :].rstrip().removesuffix(".")
            before = block[: opening.start()].rstrip()
            if not signed.endswith(form.closes):
                continue
            found = names(signed.removesuffix(form.closes))
            if 0 < len(found) <= _PARTS and _sign(found, before, others, form):
                return opening.start(), found
    return None


def _sign(found: Sequence[str], before: str, others: Sequence[str], form: _Form) -> bool:
    unknown = [name for name in found if name not in AGENCIES and name not in _CAPITALS]
    if not unknown:
        return form.is_plain or bool(before) or bool(others)
    if not form.is_plain or (before and before[-1] not in _SENTENCE_ENDS):
        return False
    return all(map(_is_acronym, unknown)) and not any(_is_spoken_of(name, (*others, before)) for name in unknown)


def _is_acronym(name: str) -> bool:
    """Whether a name is short, in capitals of any script, and none that is known to be something else."""
    return bool(_ACRONYM.fullmatch(name)) and name == name.upper() != name.lower() and name not in _OTHERS


def _is_spoken_of(name: str, texts: Sequence[str]) -> bool:
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    folded = name.casefold()
    return any(word.search(text) for text in texts if folded in text.casefold())


def _without_mark(block: str) -> str:
    """A block without ./. and its kin, with the full stop that was part of it."""
    match = _END_MARK.search(block, max(0, len(block) - 8))
    if match is None:
        return block
    rest = block[: match.start()].rstrip()
    return f"{rest}." if rest and rest[-1].isalnum() and match[0].lstrip().startswith(".") else rest
