"""Who may import whom: the way of the data runs downwards only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# Each part, and what of the project it may import. A part may always import itself.
GROUND = {"vocabulary", "folding", "dates", "durable"}
ROWS = GROUND | {"models"}
QUESTIONS = ROWS | {"search", "timelines", "wire", "imports", "exports"}
ASKED = QUESTIONS - {"imports"}
PAGES = ASKED | {"views"}
MAY_IMPORT: dict[str, set[str]] = {
    "vocabulary": set(),
    "folding": set(),
    "durable": set(),
    "dates": {"vocabulary"},
    "models": GROUND,
    "wire": GROUND,
    "imports": ROWS | {"wire", "keeping"},
    "exports": ROWS | {"wire"},
    "search": ROWS,
    "search_indexes": ROWS | {"search"},
    "timelines": ROWS,
    "views": ASKED,
    "templatetags": PAGES,
    "urls": PAGES | {"templatetags"},
    "admin": QUESTIONS,
    "management": QUESTIONS | {"search_indexes"},
    "signals": ROWS | {"search"},  # tells the index of changes to rows
    "apps": ROWS | {"search", "signals"},
}
# What reads rows and knows no page (relating, proving, keeping, merging): like timelines.
DEFAULT = ROWS

ENGINE_LIBRARIES = {"haystack", "whoosh"}
ENGINE_ROOMS = ("articles/search_indexes.py", "articles/search/engines/")
SHADOWING_COMMANDS = {"update_index", "rebuild_index", "clear_index", "build_solr_schema", "haystack_info"}
PAGE_PARTS = {"views", "templatetags", "urls", "admin"}
PAGE_LIBRARIES = ("django.http", "django.template", "django.shortcuts", "django.views", "django.forms")
SHAPELESS = {"utils", "util", "helpers", "helper", "common", "misc"}


def modules(folder: str) -> list[Path]:
    return sorted(path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def part(path: Path) -> str:
    """The part of `articles` that a module belongs to: its folder or its own name below `articles`."""
    return path.relative_to(ROOT / "articles").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module or name that a file imports, in full, those inside functions too."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            origin = ".".join(filter(None, (base, node.module or "")))
            yield from (f"{origin}.{name.name}" for name in node.names)


def test_parts_import_downwards_only() -> None:
    wrong = []
    for path in modules("articles"):
        here = part(path)
        if here == "__init__":
            continue
        allowed = MAY_IMPORT.get(here, DEFAULT) | {here}
        for name in imports(path):
            if name.startswith("archive."):
                wrong.append(f"{path.relative_to(ROOT)} imports the site: {name}")
            elif name.startswith("articles.") and name.split(".")[1] not in allowed | set(beside(here)):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")

    assert not wrong, "\n".join(wrong)


def beside(here: str) -> Iterator[str]:
    """Parts that are classed like timelines: what stands above `models` may use them."""
    if here in {"views", "templatetags", "urls", "admin", "management"}:
        yield from (name for name in map(part, modules("articles")) if name not in MAY_IMPORT)


def test_only_the_engine_knows_haystack_and_whoosh() -> None:
    wrong = []
    for path in [*modules("articles"), *modules("archive")]:
        place = str(path.relative_to(ROOT))
        if place.startswith(ENGINE_ROOMS) or (path.parent.name == "commands" and path.stem in SHADOWING_COMMANDS):
            continue
        wrong += [f"{place} imports {name}" for name in imports(path) if name.split(".")[0] in ENGINE_LIBRARIES]

    assert not wrong, "\n".join(wrong)


def test_nothing_below_the_pages_knows_a_request_or_html() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("articles")
        if part(path) not in PAGE_PARTS
        for name in imports(path)
        if name.startswith(PAGE_LIBRARIES)
    ]

    assert not wrong, "\n".join(wrong)


def test_modules_are_named_after_their_subject() -> None:
    names = {path.stem for path in [*modules("articles"), *modules("archive"), *modules("tests")]}

    assert not names & SHAPELESS


@pytest.mark.parametrize("folder", ["articles", "archive"])
def test_every_module_says_what_it_is_about(folder: str) -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in modules(folder)
        if path.read_text().strip() and not ast.get_docstring(ast.parse(path.read_text()))
    ]

    assert not silent
