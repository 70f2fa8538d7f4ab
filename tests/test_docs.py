"""What the papers promise is there: commands, settings, files, codes, and what they are built on."""

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.db.models import TextChoices
from django.urls import Resolver404, resolve

from articles import vocabulary
from articles.dates import Span
from articles.search.fields import FACETS
from articles.urls import urlpatterns

ROOT = Path(settings.BASE_DIR)
PAPERS = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "fixtures" / "README.md", *(ROOT / "docs").rglob("*.md")]
)
README = (ROOT / "README.md").read_text()


def read(name: str) -> str:
    return (ROOT / name).read_text()


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_commands_named_in_papers_exist(paper: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", paper.read_text()))

    assert named <= set(get_commands())


def test_the_table_of_operations_has_every_command_of_ours() -> None:
    rows = re.findall(r"^\| `manage\.py ([a-z_]+)", read("docs/operations.md"), re.M)

    assert set(rows) == {name for name, app in get_commands().items() if app == "articles"}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_files_that_papers_link_to_exist(paper: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#\s]+)", paper.read_text())

    assert not [link for link in links if not (paper.parent / link).exists()]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_paths_in_tables_and_text_exist(paper: Path) -> None:
    shipped = r"`((?:archive|articles|templates|static|fixtures|tests|docs|\.ci)/[\w./-]*)`"
    named = re.findall(shipped, paper.read_text())

    assert not [path for path in named if not (ROOT / path).exists()]


def test_addresses_in_the_readme_resolve() -> None:
    for path in re.findall(r"http://127\.0\.0\.1:8000(/[^?)>]*)", README):
        try:
            resolve(path)
        except Resolver404:
            pytest.fail(f"the README names {path}")


def test_the_readme_names_every_setting_of_the_environment_and_no_other() -> None:
    code = read("archive/environment.py") + read("archive/settings.py")
    used = set(re.findall(r'"((?:ARCHIVE_|DATABASE_|SECRET_)[A-Z]+)"', code)) - {"DATABASE_SCHEMES"}

    told = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.M))

    assert told == used
    assert set(re.findall(r"^([A-Z_]+)  +\S", read("archive/settings.py"), re.M)) == used


def test_every_address_of_readers_is_in_the_papers() -> None:
    told = read("docs/addresses.md") + read("docs/api.md")

    for pattern in urlpatterns:
        shown = re.sub(r"<code:\w+>", "<code>", str(pattern.pattern))
        shown = re.sub(r"<\w+:(\w+)>", r"<\1>", shown)
        if not shown.startswith(("api/", "articles/<when>/<slug>.")):
            assert f"`/{shown}`" in told, shown


def test_continuous_integration_runs_the_readmes_second_command() -> None:
    commands = re.findall(r"^python3 -m venv .*$", README, re.M)

    assert [command.rpartition("&& ")[2] for command in commands] == [
        ".venv/bin/python manage.py quickstart",
        ".venv/bin/python -m pytest",
    ]
    assert "grep -E '^python3 -m venv .* -m pytest$' README.md" in read(".ci/run")


@pytest.mark.parametrize("name", [name for name, kind in vars(vocabulary).items() if isinstance(kind, type)])
def test_the_vocabulary_page_has_every_code_with_its_label(name: str) -> None:
    kind = getattr(vocabulary, name)
    if not issubclass(kind, TextChoices) or kind is TextChoices:
        pytest.skip("not a vocabulary")

    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \|$", read("docs/vocabulary.md"), re.M)

    assert set(kind.choices) <= set(rows)


def test_the_date_forms_on_the_vocabulary_page_can_be_read() -> None:
    section = read("docs/vocabulary.md").partition("## Dates as text")[2].partition("##")[0]
    forms = re.findall(r"^\| `([^`]+)` \|", section, re.M)

    assert [str(Span.parse(form)) for form in forms] == forms


def test_every_search_parameter_is_explained_to_readers() -> None:
    told = read("templates/search/help.html")

    for parameter in ("q", "type", *FACETS, "from", "to", "sort", "exact"):
        assert re.search(rf"<code>{parameter}(?:=1)?</code>", told) or parameter == "q", parameter


def test_every_required_package_has_its_licence_named() -> None:
    told = read("docs/licences.md").casefold()
    needed = {
        match[1]
        for name in ("requirements.txt", "requirements-browser.txt")
        for match in re.finditer(r"^([a-z0-9-]+)==", read(name), re.M)
    }

    assert not [name for name in sorted(needed) if name not in told]


def test_requirements_are_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "requirements-browser.txt", "requirements-style.txt"):
        text = read(name)
        pins = re.findall(r"^[a-z0-9-]+(?:\[\w+\])?==\S+(?: ;[^\\\n]+)? \\\n    --hash=sha256:", text, re.M)

        assert len(pins) == len(re.findall(r"^[a-z]", text, re.M))
        assert "http" not in text.split("\n\n")[0], "a compiled file names no registry"


def test_decisions_are_numbered_without_gaps_and_say_what_was_refused() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        assert re.match(rf"# {int(page.name[:4])}\. ", page.read_text())
        for part in ("## Context", "## Decision", "## Refused"):
            assert part in page.read_text(), page.name


def test_the_package_says_the_same_as_the_readme() -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]

    assert project["license"] in README
    assert project["requires-python"].removeprefix(">=") in README
