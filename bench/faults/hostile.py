"""Questions that nobody means well, over HTTP: no error of the server, no answer that is waited for or costs much.

Some are made by hand, of what has been slow or has failed elsewhere; the others are strewn at random from the signs and
words that the language of questions knows.
"""

import http.client
import random
import sys
import threading
from collections.abc import Iterator
from urllib.parse import quote, urlencode

from articles.search import lifecycle
from bench.faults import serving
from bench.faults.figure import Figure, Size, Tally, percentile
from bench.faults.serving import Reader

QUESTIONS: dict[Size, int] = {"small": 400, "full": 20_000}
CLIENTS = 4
MOST = 0.5
"""Seconds of processor time for an answer."""
SLOWEST = 5
"""Questions that are told of, those that took longest."""
REDUCED = 0.1
"""The share of questions, the last, that are asked where there is no index."""
PATHS = ("/search/", "/search.json", "/timeline/", "/suggest.json", "/people/", "/events/", "/commitments/")
SIGNS = [
    *" \"~*()-:.,;<>&%=+|\\/'`",
    "“",
    "”",
    "\x00",
    "\u202e",
    "\u200b",
    "½",
    "²",
    "ⅷ",
    "é",
    "đ",
    "ế",
    "李",
    "🙂",
    "\ufffd",
]
WORDS = (
    "the",
    "of",
    "to",
    "a",
    "AND",
    "OR",
    "NOT",
    "trade",
    "talks",
    "president",
    "vietnam",
    "bulgaria",
    "partnership",
)
WORDS += ("the*", "con*", "str*", "int*", "pre*", "trad~", "preident~", "country:bg", "-country:vn", "type:person", "x")
FACETS = ("country", "person", "org", "sector", "kind", "level", "agency", "place", "language")
ODD = ("", "\x00", "x" * 500, "' OR 1=1 --", "<script>", "../../etc/passwd", "bg,vn", "-", "%", "٣")
DATES = ("", "2025", "0000", "9999-12-31", "2025-02-30", "-1", "2025-13", "10000")
PAGES = ("", "0", "1", "2", "500", "501", "-1", "99999999999999999999", "x")
BY_HAND = (
    '"' + "the " * 8 + '"',
    '"' + "the " * 7 + 'the"~50',
    '"' + "trade " * 40 + '"',
    '"' + "a " * 110 + '"',
    " ".join(f"-x{number}" for number in range(60)),
    " ".join(f"-x{number}" for number in range(15)),
    "NOT " * 60 + "trade",
    " ".join(["the*", "con*", "pre*", "par*", "str*", "int*", "com*", "res*"] * 2),
    "to OR of OR the OR and OR in OR a OR for OR on",
    " OR ".join(["the of to"] * 5),
    " ".join(f'"the of"~{number}' for number in range(1, 9)),
    "abc~ the~ and~",
    "(" * 120 + "a" + ")" * 120,
    "(" * 256,
    '"' * 255,
    "*" * 200,
    "a*" * 100,
    "~" * 256,
    "\u0301" * 256,
    "ế" * 256,
    "\u202e" + "trade" * 20,
    "trade\x00talks",
    "x" * 5000,
    " ".join("abcdefgh"[number % 8] for number in range(128)),
    "country:" * 30,
    "-" * 256,
    "a OR " * 51,
)


def hostile(seed: int, size: Size, questions: int | None = None) -> Figure:
    """Every trial is one question; so many, or as many as the size says."""
    lifecycle.bring_up_to_date()
    rng, tally, lock = random.Random(seed), Tally("hostile"), threading.Lock()
    asked = list(addresses(rng, questions or QUESTIONS[size]))
    took: list[tuple[float, str]] = []

    def ask(paths: list[str]) -> None:
        reader = Reader(port)
        for path in paths:
            try:
                answer = reader.get(path)
                wrong = [f"{answer.status} for {path[:200]}"] if answer.status >= 500 else []
                if answer.cpu > MOST:
                    wrong.append(f"{answer.cpu * 1000:.0f} ms for {path[:200]}")
            except (OSError, http.client.HTTPException) as error:
                answer, wrong = None, [f"{type(error).__name__}: {error} for {path[:200]}"]
            with lock:
                tally.trial(wrong)
                took.append((answer.cpu if answer else 0.0, path))

    first = round(len(asked) * (1 - REDUCED))
    with serving.served() as port:
        for part in (asked[:first], asked[first:]):
            threads = [threading.Thread(target=ask, args=(part[number::CLIENTS],)) for number in range(CLIENTS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            lifecycle.withdraw()
    took.sort(reverse=True)
    for seconds, path in took[:SLOWEST]:
        print(f"hostile: {seconds * 1000:.0f} ms for {path[:200]}", file=sys.stderr, flush=True)
    cpu = [seconds * 1000 for seconds, _ in took]
    worst = f"{cpu[0]:.0f} ms of CPU, median {percentile(cpu, 0.5):.0f}, p99 {percentile(cpu, 0.99):.0f}"
    return tally.figure(worst, "0 answers of 5xx, 0 timeouts, worst ≤ 500 ms of CPU")


def addresses(rng: random.Random, count: int) -> Iterator[str]:
    """So many addresses, those made by hand first, on every page that takes a question."""
    made = [f"{path}?q={quote(text)}" for path in PATHS for text in BY_HAND][:count]
    yield from made
    for _ in range(count - len(made)):
        yield _strewn(rng)


def _strewn(rng: random.Random) -> str:
    parts = (rng.choice(WORDS) if rng.random() < 0.5 else rng.choice(SIGNS) for _ in range(rng.randrange(1, 40)))
    text = rng.choice(("", " ")).join(parts)
    pairs = [("q", text)]
    for name, values in (
        (rng.choice(FACETS), ODD),
        ("group", (*FACETS, *ODD)),
        ("from", DATES),
        ("to", DATES),
        ("page", PAGES),
        ("sort", ODD),
    ):
        if rng.random() < 0.3:
            pairs.append((name, rng.choice(values)))
    query = urlencode(pairs)
    if rng.random() < 0.05:  # bytes that are no UTF-8, and percent signs without digits
        query += rng.choice(("%ff", "%", "%ed%a0%80", "%u0041", "&&&==", "&q=%c3%28"))
    return f"{rng.choice(PATHS)}?{query}"[:8000]
