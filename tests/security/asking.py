"""Requests by a role, and what each of them wrote: a refusal writes nothing, and neither does reading."""

import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection, transaction
from django.test import Client

from tests.security.rights import STAFF

GROUPS = {"reader": "publisher", "contributor": "contributor", "editor": "editor", "publisher": "publisher"}
_STATEMENT = re.compile(r'\s*(INSERT|UPDATE|DELETE|REPLACE)(?: OR \w+)?(?: (INTO|FROM))? "?(\w+)', re.IGNORECASE)
_NOT_THE_ARCHIVE = {"django_session"}


@dataclass(frozen=True, slots=True)
class Told:
    """An answer; `wrote` are the statements that changed a table, without their values: `UPDATE articles_person`."""

    status: int
    location: str
    content: bytes
    wrote: frozenset[str]

    @property
    def is_to_sign_in(self) -> bool:
        return self.status == 302 and self.location.startswith("/admin/login/")

    @property
    def text(self) -> str:
        return self.content.decode()


def client_of(role: str, **given: Any) -> Client:
    """A client that sees error pages; signed in with an account of the role, unless that is `anonymous`."""
    client = Client(raise_request_exception=False, **given)
    if role != "anonymous":
        user = User.objects.filter(username=role).first() or _account(role)
        client.force_login(user)
    return client


def _account(role: str) -> User:
    user = User.objects.create_user(role, is_staff=role in STAFF, is_superuser=role == "superuser")
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[role]))
    return user


def ask(client: Client, method: str, path: str, data: dict[str, Any] | None = None) -> Told:
    """An answer, whose effects are undone, in the client too: whoever signs out is still there afterwards."""
    wrote: set[str] = set()
    cookies = copy(client.cookies)
    with connection.execute_wrapper(_noting(wrote)), transaction.atomic():
        answer = client.post(path, data or {}) if method == "POST" else client.generic(method, path)
        transaction.set_rollback(True)
    client.cookies = cookies
    content = b"".join(answer) if answer.streaming else answer.content
    return Told(answer.status_code, answer.headers.get("Location", ""), content, frozenset(wrote))


def _noting(wrote: set[str]) -> Callable[..., Any]:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _STATEMENT.match(sql)
        if found and found[3] not in _NOT_THE_ARCHIVE:
            wrote.add(" ".join(part for part in found.groups() if part).replace("REPLACE", "INSERT"))
        return execute(sql, params, many, context)

    return note
