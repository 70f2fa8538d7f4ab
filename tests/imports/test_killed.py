"""A process that is killed while it imports leaves whole files or none of them, and running it again completes it."""

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from tests.running import environment

FILES, RECORDS = 12, 40
PROGRAM = """
import json, sys, time
import django
django.setup()
from collections import Counter
from django.core.management import call_command
from articles.imports import applying
from articles.models import Article, ArticleVersion, ImportRow

def held():
    ours = Article.objects.filter(slug__startswith="file-")
    assert ArticleVersion.objects.filter(article__in=ours).count() == ours.count()
    assert ImportRow.objects.filter(status="created", batch__undone=None).count() == ours.count()
    return sorted(Counter(slug.split("-")[1] for slug in ours.values_list("slug", flat=True)).values())

def slowly(*arguments, plain=applying._apply):
    plain(*arguments)
    print("in the middle of a file", flush=True)
    time.sleep(0.05)

before = held()
if sys.argv[1] == "slowly":
    applying._apply = slowly
call_command("undo_import" if sys.argv[1] == "undo" else "import_articles", sys.argv[2])
print(json.dumps([before, held()]))
"""


def test_a_killed_import_leaves_whole_files_is_completed_by_the_next_and_can_be_taken_back(
    tmp_path: Path, opened: tuple[Path, str]
) -> None:
    news, data = tmp_path / "news", tmp_path / "data"
    news.mkdir()
    for file in range(FILES):
        records = [{"headline": f"File {file} record {n}", "articleBody": f"{file} and {n}."} for n in range(RECORDS)]
        (news / f"{file:02}.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in records))
    shutil.copytree(opened[0], data)
    given = environment(data) | {"DJANGO_SETTINGS_MODULE": "bench.settings"}

    def python(how: str, what: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", PROGRAM, how, what]
        return subprocess.Popen(command, env=given, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)

    killed = python("slowly", str(news))
    assert killed.stdout is not None
    begins = re.fullmatch(r"batch (\w+) begins\n", killed.stdout.readline())
    assert begins
    middles = (line for line in killed.stdout if line.startswith("in the middle"))
    for _ in range(4):
        next(middles)
    killed.send_signal(signal.SIGKILL)
    killed.wait(20)

    said, _ = python("again", str(news)).communicate(timeout=60)

    left, whole = json.loads(said.splitlines()[-1])
    assert 0 < len(left) < FILES
    assert set(left) == {RECORDS}
    assert whole == [RECORDS] * FILES

    said, _ = python("undo", begins[1]).communicate(timeout=60)

    assert f"{begins[1]} is taken back: {sum(left)} articles" in said
    assert json.loads(said.splitlines()[-1])[1] == [RECORDS] * (FILES - len(left))
