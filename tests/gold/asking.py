"""How the questions are put: to pages and to the JSON answers, as a reader or a program would."""

import csv
import re
from html import unescape
from typing import Any

from django.test import Client

Record = dict[str, Any]


def page(client: Client, url: str) -> str:
    """The words of a page, without its markup."""
    response = client.get(url)
    assert response.status_code == 200, url
    return words(response.content.decode())


def words(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split()).replace(" ,", ",").replace(" .", ".")


def pair(client: Client, codes: str, **parameters: str) -> Record:
    """What two countries are to each other, as JSON."""
    response = client.get(f"/api/v1/partnerships/{codes}/", parameters)
    assert response.status_code == 200, codes
    answer: Record = response.json()
    return answer


def register(client: Client, **parameters: str) -> list[dict[str, str]]:
    """The rows of the register of level changes."""
    response = client.get("/partnerships/", {"format": "csv", **parameters})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


def one(rows: list[Record], key: str) -> Record:
    """The record of a key."""
    (found,) = [row for row in rows if row["key"] == key]
    return found


def quotes(row: Record) -> list[str]:
    return [passage["quote"] for passage in row["passages"]]


def checked(client: Client, passage: Record) -> Record:
    """The passage, once its page has shown that it stands there, with its agency, in the words that were answered."""
    shown = page(client, passage["url"].removeprefix("http://testserver"))
    assert " ".join(passage["quote"].split()) in shown
    for agency in passage["agency"].split("/"):
        assert agency in shown
    return passage


def proven(client: Client, row: Record, words: str) -> None:
    """The passages of a row stand on their pages, and one of them has the words."""
    assert row["passages"]
    for passage in row["passages"]:
        checked(client, passage)
    assert any(words in quote for quote in quotes(row)), quotes(row)


def evident(client: Client, row: dict[str, str], words: str) -> None:
    """The evidence of a row of the register has the words, and its page shows it."""
    assert words in row["evidence_quote"]
    assert row["evidence_quote"] in page(client, row["evidence"].removeprefix("http://testserver"))
