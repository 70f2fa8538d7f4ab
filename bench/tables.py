"""The figures of a run as text."""

from collections.abc import Iterator
from typing import Any

Figures = dict[str, Any]
BARS = (("warm", True), ("cold", True), ("warm", False), ("cold", False))


def size(figures: Figures, engines: list[str], articles: int) -> str:
    """The tables of one size: pages, the archive against each other engine, then what an index costs."""
    return "\n".join(
        [
            f"\n{articles:,} articles ({figures['corpus']})",
            *_pages(figures, engines, articles),
            *_costs(figures, articles),
        ]
    )


def _pages(figures: Figures, engines: list[str], articles: int) -> Iterator[str]:
    rows = {
        (row["engine"], row["shape"], row["facets"], row["state"]): row
        for row in figures["rows"]
        if row["size"] == articles
    }
    shapes = list(dict.fromkeys(shape for _, shape, *_ in rows))
    for state, facets in BARS:
        if not any((name, shape, facets, state) in rows for name in engines for shape in shapes):
            continue
        yield f"\nCPU ms p50/p95, {state}, {'nine facets and years' if facets else 'bare'} (n)"
        yield f"{'':<8}" + "".join(f"{name:>24}" for name in engines)
        for shape in shapes:
            found = [rows.get((name, shape, facets, state)) for name in engines]
            yield f"{shape:<8}" + "".join(map(_cell, found))
    yield from _times(rows, shapes, engines)


def _times(rows: dict[tuple[str, str, bool, str], Figures], shapes: list[str], engines: list[str]) -> Iterator[str]:
    """How many times the archive's CPU the others take, at the median of pages with facets."""
    others = [name for name in engines if name != "archive"]
    yield "\ntimes the archive's CPU, p50, warm, nine facets and years"
    yield f"{'':<8}" + "".join(f"{name:>12}" for name in others)
    for shape in shapes:
        own = rows.get(("archive", shape, True, "warm"))
        found = [rows.get((name, shape, True, "warm")) for name in others]
        if own is not None:
            yield f"{shape:<8}" + "".join(
                f"{row['cpu_ms']['p50'] / own['cpu_ms']['p50']:>12.1f}" if row else f"{'–':>12}" for row in found
            )


def _cell(row: Figures | None) -> str:
    if row is None:
        return f"{'–':>24}"
    cpu = row["cpu_ms"]
    return f"{cpu['p50']:>10.2f} /{cpu['p95']:>7.2f} ({row['n']})".rjust(24)


def _costs(figures: Figures, articles: int) -> Iterator[str]:
    yield "\nindexing: articles a second of CPU, of wall time; processes; bytes an article; peak MB"
    for row in figures["indexing"]:
        if row["size"] == articles:
            rates = f"{row['docs_per_cpu_s']:>8.0f}{row['docs_per_wall_s']:>8.0f}{row['processes']:>4}"
            yield f"{row['engine']:<12}{rates}{row['bytes_per_doc']:>8}{row['peak_mb']:>8.0f}"
    yield "\nresident after 200 questions, MB; opening and the first page with facets, CPU ms"
    for name, sizes in figures["memory_mb"].items():
        if str(articles) in sizes:
            opened = figures["open_ms"][name][str(articles)]
            yield f"{name:<12}{sizes[str(articles)]:>8.1f}{opened['cpu_ms']:>10.2f}{opened['first_cpu_ms']:>10.2f}"
    for row in figures["changes"]:
        if row["size"] == articles:
            parts = ((part, row[part]["cpu_ms"]) for part in ("update", "refresh", "first_page"))
            yield f"{row['engine']}, one article changed, CPU ms p50/p95: " + ", ".join(
                f"{part} {cpu['p50']:.2f} / {cpu['p95']:.2f}" for part, cpu in parts
            )
