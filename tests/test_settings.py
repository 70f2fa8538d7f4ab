"""The environment: what is not set has a default that works, what is wrong is one clear line at the start."""

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.formats import date_format

from archive import environment

MANAGE = Path(settings.BASE_DIR) / "manage.py"


def manage(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py with nothing of our variables set but these."""
    ours = ("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE")
    bare = {name: value for name, value in os.environ.items() if name not in ours and not name.startswith("ARCHIVE_")}
    return subprocess.run(
        [sys.executable, str(MANAGE), *command],
        env=bare | {"ARCHIVE_DATA": str(folder), **environment},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"ARCHIVE_HTTPS": "maybe"}, "ARCHIVE_HTTPS='maybe' is neither on nor off: write 1 or 0."),
        ({"ARCHIVE_DEBUG": "2"}, "ARCHIVE_DEBUG='2' is neither on nor off"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL begins with 'nonsense', no database we know: write postgres://"),
        ({"DATABASE_URL": "mysql://u:p@h/d"}, "begins with 'mysql', no database we know"),
        ({"DATABASE_URL": "postgres://u:p@h:port/d"}, "cannot be read"),
        ({"DATABASE_URL": "postgres://"}, "DATABASE_URL names no database: write postgres://user:password@host/name"),
        ({"ARCHIVE_PROXIES": "nginx"}, "ARCHIVE_PROXIES has 'nginx', which is no address: write 127.0.0.1, 10.0.0.0/8"),
        ({"ARCHIVE_BUDGET": "much"}, "ARCHIVE_BUDGET='much' is no number of seconds: write 20, or 0 for no limit."),
        ({"ARCHIVE_BUDGET": "-1"}, "ARCHIVE_BUDGET='-1' is no number of seconds"),
        ({"ARCHIVE_CONTACT": "security@example.org", "ARCHIVE_EXPIRES": "2027-06-30"}, "is no contact: write mailto:"),
        ({"ARCHIVE_CONTACT": "mailto:a@example.org\nX: y", "ARCHIVE_EXPIRES": "2027-06-30"}, "is no contact"),
        ({"ARCHIVE_CONTACT": "mailto:security@example.org"}, "ARCHIVE_EXPIRES='' is no day: write one within a year"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short: give at least 32 random characters"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is too short"),
        (
            {"ARCHIVE_HOSTS": "https://archive.example.org/"},
            "which is no host name: write archive.example.org, without https:// and port.",
        ),
    ],
)
def test_a_wrong_value_is_one_clear_line(tmp_path: Path, environment: dict[str, str], words: str) -> None:
    answer = manage(tmp_path, "check", **environment)

    assert answer.returncode == 2
    assert words in answer.stderr
    assert answer.stderr.startswith("manage.py: ")
    assert answer.stderr.count("\n") == 1
    assert "u:p@" not in answer.stderr, "a password does not belong in a log"


def test_a_data_folder_that_is_a_file_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")

    for place in (tmp_path / "file", tmp_path / "file" / "below"):
        answer = manage(place, "check")

        assert answer.returncode == 2
        assert "cannot be used as a folder" in answer.stderr
        assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("command", [("quickstart", "--no-serve"), ("migrate",)])
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite:////nonexistent/dir/x.db", "DATABASE_URL names a file in '/nonexistent/dir', which is no folder"),
        ("sqlite:////usr", "DATABASE_URL names '/usr', which is a folder"),
        ("postgres://someone:hush-hush@127.0.0.1:1/x", "the database that DATABASE_URL names cannot be opened: "),
    ],
)
def test_a_database_that_cannot_be_opened_is_one_clear_line(
    tmp_path: Path, command: tuple[str, ...], url: str, words: str
) -> None:
    answer = manage(tmp_path, *command, DATABASE_URL=url)

    assert answer.returncode == 2, answer.stderr
    assert answer.stderr.startswith("manage.py: ")
    assert words in answer.stderr
    assert answer.stderr.count("\n") == 1
    assert "hush-hush" not in answer.stderr + answer.stdout, "a password does not belong in a log"


@pytest.mark.parametrize(
    ("url", "host", "user", "port"),
    [
        ("postgres:///archive", "", "", ""),
        ("postgres:///archive?host=/srv/sockets&user=archive", "/srv/sockets", "archive", ""),
        ("postgres://archive@%2Fsrv%2Fsockets/archive", "/srv/sockets", "archive", ""),
        ("postgres://archive:hush@example.org:5433/archive", "example.org", "archive", 5433),
    ],
)
def test_postgresql_is_reached_by_network_or_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, host: str, user: str, port: str | int
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    found = environment.database(tmp_path)

    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.postgresql", "archive")
    named = {name.upper(): value for name, value in found.get("OPTIONS", {}).items()}
    assert (named.get("HOST", found["HOST"]), named.get("USER", found["USER"]), found["PORT"]) == (host, user, port)


def test_sqlite_has_replace_fire_triggers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    assert "recursive_triggers=ON" in environment.database(tmp_path)["OPTIONS"]["init_command"]


def test_an_error_in_an_open_database_keeps_its_traceback(tmp_path: Path) -> None:
    answer = manage(tmp_path, "loaddata", "10_reference")

    assert answer.returncode != 2
    assert "Traceback" in answer.stderr
    assert "no such table" in answer.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_data_folder_that_cannot_be_written_is_one_clear_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    answer = manage(tmp_path, "check")

    assert answer.returncode == 2
    assert "cannot be written" in answer.stderr


def test_a_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    manage(tmp_path, "check")
    key = (tmp_path / "secret-key").read_text()
    manage(tmp_path, "check")

    assert (tmp_path / "secret-key").read_text() == key
    assert len(key) > 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(settings.BASE_DIR)!r}); from archive import environment as e; "
        f"from pathlib import Path; print(e.secret_key(Path({str(tmp_path)!r})))"
    )

    started = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(6)]

    assert len({process.communicate()[0] for process in started}) == 1


def test_production_settings_pass_djangos_deployment_checks(tmp_path: Path) -> None:
    answer = manage(
        tmp_path,
        *("check", "--deploy", "--fail-level", "WARNING"),
        ARCHIVE_HTTPS="1",
        ARCHIVE_HOSTS="archive.example.org",
        ARCHIVE_PROXIES="127.0.0.1",
        SECRET_KEY="0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    )

    assert answer.returncode == 0, answer.stderr


def test_a_site_behind_https_that_names_no_proxy_is_warned_of(tmp_path: Path) -> None:
    answer = manage(tmp_path, "check", "--deploy", ARCHIVE_HTTPS="1", ARCHIVE_HOSTS="archive.example.org")

    assert "archive.W001" in answer.stderr


@pytest.mark.parametrize("command", ["migrate", "restore"])
def test_a_database_is_its_owners_alone_whatever_folder_it_is_made_in(tmp_path: Path, command: str) -> None:
    folder, backups = tmp_path / "var", str(tmp_path / "backups")
    folder.mkdir()
    folder.chmod(0o755)
    if command == "restore":
        manage(tmp_path / "other", "migrate", "-v0")
        manage(tmp_path / "other", "backup", backups)

    answer = manage(folder, *({"migrate": ("migrate", "-v0"), "restore": ("restore", backups)}[command]))

    assert answer.returncode == 0, answer.stderr
    found = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.glob("archive.sqlite3*")}
    assert found["archive.sqlite3"] == 0o600
    assert set(found.values()) == {0o600}, found


def test_a_folder_or_a_database_that_others_may_read_is_warned_of(tmp_path: Path) -> None:
    manage(tmp_path, "migrate", "-v0")
    assert "archive.W002" not in manage(tmp_path, "check", "--deploy").stderr

    tmp_path.chmod(0o750)
    (tmp_path / "archive.sqlite3").chmod(0o644)
    answer = manage(tmp_path, "check", "--deploy")

    for path, mode in ((tmp_path, "700"), (tmp_path / "archive.sqlite3", "600")):
        assert f"{path} can be entered or read by others" in answer.stderr
        assert f"chmod {mode} {path}" in answer.stderr


def test_nothing_is_written_outside_the_data_folder(tmp_path: Path) -> None:
    before = {path for path in Path(settings.BASE_DIR).iterdir() if path.name == "var"}

    manage(tmp_path, "migrate", "-v0")

    assert (tmp_path / "archive.sqlite3").exists()
    assert {path for path in Path(settings.BASE_DIR).iterdir() if path.name == "var"} == before


def test_the_desk_writes_dates_as_the_pages_do() -> None:
    moment = datetime(2025, 10, 23, 18, 5, tzinfo=UTC)

    assert date_format(moment, "DATE_FORMAT") == "23 October 2025"
    assert date_format(moment, "DATETIME_FORMAT") == "23 Oct 2025, 18:05"
