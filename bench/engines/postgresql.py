"""PostgreSQL full-text search in a private cluster in the folder: tsvector with GIN, codes in a table beside.

Debian's server, reached by a socket; the server refuses to run as root, so root runs it as the user postgres. CPU is
that of the server process of our connection, as Linux counts it, and of this one.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bench.engines import PAGE, VALUES, Page, Unavailable
from bench.questions import Question

if TYPE_CHECKING:
    from bench.corpus import Article

SERVERS = Path("/usr/lib/postgresql")
_OPTIONS = {
    "listen_addresses": "",
    "shared_buffers": "512MB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "synchronous_commit": "off",
    "max_parallel_workers_per_gather": "0",
    "max_parallel_maintenance_workers": "0",
    "jit": "off",
    "autovacuum": "off",
}
_SCHEMA = """
CREATE TABLE article (id integer PRIMARY KEY, slug text, title text, dateline text, body text, published date,
                      words tsvector);
CREATE TABLE code (facet text, value text, article integer);
"""
_INDEXES = """
UPDATE article SET words = setweight(to_tsvector('simple', title), 'A')
                           || setweight(to_tsvector('simple', dateline || ' ' || body), 'D');
CREATE INDEX ON article USING gin (words);
CREATE INDEX ON article (published);
CREATE INDEX ON code (article);
CREATE INDEX ON code (facet, value, article);
"""
_WEIGHTS = "{0.33, 0.33, 0.33, 1}"
_COUNTS = """
WITH found AS MATERIALIZED (SELECT id, published FROM article WHERE {where}), counted AS (
    SELECT facet, value, count(*) AS number,
           row_number() OVER (PARTITION BY facet ORDER BY count(*) DESC, value) AS place
    FROM found JOIN code ON code.article = found.id GROUP BY facet, value
)
SELECT facet, value, number FROM counted WHERE place <= {values}
UNION ALL SELECT 'year', extract(year FROM published)::text, count(*) FROM found WHERE published IS NOT NULL GROUP BY 2
UNION ALL SELECT '', '', count(*) FROM found
""".replace("{values}", str(VALUES))


class Adapter:
    def __init__(self, folder: Path) -> None:
        import psycopg

        self.connect = psycopg.connect
        versions = sorted(SERVERS.glob("*/bin/postgres"))
        if not versions:
            raise Unavailable(f"there is no PostgreSQL server in {SERVERS}")
        if os.getuid() == 0 and not shutil.which("runuser"):
            raise Unavailable("root cannot run a PostgreSQL server, and there is no runuser to run it as postgres")
        self.programs = versions[-1].parent
        self.folder = folder
        self.socket: Path | None = None

    def build(self, articles: "Iterable[Article]", processes: int) -> None:
        self.folder.mkdir(parents=True)
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self.folder / "data"), "-U", "bench", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.open()
        self.db.execute(_SCHEMA)
        codes: list[tuple[str, str, int]] = []
        with self.db.cursor().copy("COPY article (id, slug, title, dateline, body, published) FROM STDIN") as rows:
            for one in articles:
                rows.write_row((one.pk, one.slug, one.title, one.dateline, one.body, one.earliest))
                codes += [(facet, value, one.pk) for facet, value in one.codes]
        with self.db.cursor().copy("COPY code FROM STDIN") as rows:
            for code in codes:
                rows.write_row(code)
        self.db.execute(_INDEXES)
        self.db.execute("VACUUM (FULL, ANALYZE)")

    def open(self) -> None:
        """A new connection, which is a new process of the server; its shared buffers stay."""
        if self.socket is None:
            self._start()
        elif hasattr(self, "db"):
            self.db.close()
        self.db = self.connect(host=str(self.socket), user="bench", dbname="postgres", autocommit=True)
        self.server = self.db.info.backend_pid

    def ask(self, question: Question, facets: bool) -> Page:
        where, values = _where(question)
        texts = "'simple'::regconfig, body, to_tsquery('simple', %(match)s), 'MaxWords=40, MinWords=20'"
        shown = f"ts_headline({texts})" if question.has_text else "left(body, 280)"
        order = "published DESC NULLS LAST, id"
        if not question.newest:
            order = f"ts_rank_cd('{_WEIGHTS}', words, to_tsquery('simple', %(match)s)) DESC, id"
        page = f"SELECT id FROM article WHERE {where} ORDER BY {order} LIMIT {PAGE}"
        rows = self.db.execute(f"SELECT {shown} FROM article JOIN ({page}) AS page USING (id)", values)
        snippets = [text for (text,) in rows]
        if not facets:
            return Page(self.db.execute(f"SELECT count(*) FROM article WHERE {where}", values).fetchone()[0], snippets)
        counts: dict[str, dict[str, int]] = {}
        for facet, value, count in self.db.execute(_COUNTS.replace("{where}", where), values):
            counts.setdefault(facet, {})[value] = count
        return Page(counts.pop("")[""], snippets, counts)

    def cpu(self) -> float:
        try:
            server = int(Path(f"/proc/{self.server}/schedstat").read_text().split()[0]) / 1e9
        except (AttributeError, OSError):
            server = 0.0
        return server + time.process_time()

    def size(self) -> int:
        row = self.db.execute("SELECT pg_total_relation_size('article') + pg_total_relation_size('code')").fetchone()
        return int(row[0])

    def close(self) -> None:
        if hasattr(self, "db"):
            self.db.close()
        if self.socket is not None:
            self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "stop")
            shutil.rmtree(self.socket)
            self.socket = None

    def _start(self) -> None:
        """The socket lies in a folder with a short name: its path may have no more than 107 bytes."""
        self.socket = Path(tempfile.mkdtemp(prefix="pg-"))
        if os.getuid() == 0:
            shutil.chown(self.socket, "postgres", "postgres")
        options = " ".join(f"-c {name}='{value}'" for name, value in _OPTIONS.items()) + f" -k {self.socket}"
        log = str(self.folder / "server.log")
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-l", log, "-o", options, "-w", "start")

    def _run(self, program: str, *arguments: str) -> None:
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        done = subprocess.run(
            [*as_postgres, str(self.programs / program), *arguments], capture_output=True, text=True, cwd="/"
        )
        if done.returncode:
            raise Unavailable(f"{program} failed: {(done.stderr or done.stdout).strip()}")


def _where(question: Question) -> tuple[str, dict[str, str]]:
    clauses, values = ["true"], {}
    if question.has_text:
        clauses.append("words @@ to_tsquery('simple', %(match)s)")
        values["match"] = _match(question)
    if question.country:
        clauses.append("id IN (SELECT article FROM code WHERE facet = 'country' AND value = %(country)s)")
        values["country"] = question.country
    if question.years:
        clauses.append("published BETWEEN %(first)s AND %(last)s")
        values |= {"first": f"{question.years[0]}-01-01", "last": f"{question.years[1]}-12-31"}
    return " AND ".join(clauses), values


def _match(question: Question) -> str:
    if question.phrase:
        return " <-> ".join(question.phrase)
    if question.prefix:
        return f"{question.prefix}:*"
    return (" | " if question.any_word else " & ").join(question.words)
