"""What Mozilla's HTTP Observatory would say of an answer, recomputed.

Written from its public description of tests and modifiers
(https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring): a hundred points, less penalties; bonuses are
added where ninety are left. Cookies of an answer are scored as they are set, a script's place by its `src`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
UNSAFE_REFERRERS = {"origin", "origin-when-cross-origin", "unsafe-url", "no-referrer-when-downgrade"}
BROAD = {"*", "http:", "https:", "data:", "blob:", "'unsafe-inline'"}


@dataclass(frozen=True)
class Answer:
    """An answer over HTTPS, and where the same address leads over HTTP (empty: nowhere)."""

    headers: dict[str, str]
    cookies: tuple[str, ...] = ()
    body: str = ""
    host: str = "archive.example.org"
    redirected_to: str = ""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers.items() if key.lower() == name.lower()), "")


def score(answer: Answer) -> tuple[int, dict[str, int]]:
    """Points in all, and of each test."""
    points = {
        "content-security-policy": _policy(answer),
        "cookies": _cookies(answer),
        "cross-origin-resource-sharing": _sharing(answer),
        "cross-origin-resource-policy": _resources(answer),
        "redirection": _redirection(answer),
        "referrer-policy": _referrer(answer),
        "strict-transport-security": _transport(answer),
        "subresource-integrity": min(_scripts(answer), default=0),
        "x-content-type-options": 0 if answer.header("X-Content-Type-Options").lower() == "nosniff" else -5,
        "x-frame-options": _frames(answer),
    }
    kept = 100 + sum(value for value in points.values() if value < 0)
    bonus = sum(value for value in points.values() if value > 0) if kept >= 90 else 0
    return max(0, kept + bonus), points


def directives(answer: Answer) -> dict[str, list[str]]:
    """The content security policy, directive by directive."""
    parts = [part.split() for part in answer.header("Content-Security-Policy").split(";") if part.strip()]
    return {name.lower(): [source.lower() for source in sources] for name, *sources in parts}


def _policy(answer: Answer) -> int:
    policy = directives(answer)
    if not policy:
        return -25
    fallback = policy.get("default-src", ["*"])
    active = set(policy.get("script-src", fallback)) | set(policy.get("object-src", fallback))
    style = set(policy.get("style-src", fallback))
    passive = {source for name in ("img-src", "media-src") for source in policy.get(name, fallback)}
    if active & BROAD:
        return -20
    if any(source.startswith("http:") for source in active | style):
        return -20
    if "'unsafe-eval'" in active | style or any(source.startswith("http:") for source in passive):
        return -10
    if style & BROAD:
        return 0
    is_closed = fallback == ["'none'"] and policy.get("form-action", ["*"]) in (["'self'"], ["'none'"])
    return 10 if is_closed else 5


def _cookies(answer: Answer) -> int:
    if not answer.cookies:
        return 0
    worst = 5
    has_hsts = bool(answer.header("Strict-Transport-Security"))
    for cookie in answer.cookies:
        name, *rest = (part.strip() for part in cookie.split(";"))
        marks = {part.partition("=")[0].lower(): part.partition("=")[2].lower() for part in rest}
        is_session, is_csrf = "sess" in name.lower(), "csrf" in name.lower()
        if "secure" not in marks:
            worst = min(worst, (-10 if has_hsts else -40) if is_session else (-5 if has_hsts else -20))
        if is_session and "httponly" not in marks:
            worst = min(worst, -30)
        if "samesite" not in marks:
            worst = min(worst, -20 if is_csrf else 0)
        elif marks["samesite"] not in ("lax", "strict"):
            worst = min(worst, -20)
    return worst


def _sharing(answer: Answer) -> int:
    with_credentials = answer.header("Access-Control-Allow-Credentials").lower() == "true"
    return -50 if answer.header("Access-Control-Allow-Origin") and with_credentials else 0


def _resources(answer: Answer) -> int:
    return {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}.get(
        answer.header("Cross-Origin-Resource-Policy").lower(), -5
    )


def _redirection(answer: Answer) -> int:
    if answer.redirected_to.startswith(f"https://{answer.host}/"):
        return 0
    return -5 if answer.redirected_to.startswith("https://") else -20


def _referrer(answer: Answer) -> int:
    value = answer.header("Referrer-Policy").split(",")[-1].strip().lower()
    if not value:
        return 0
    return 5 if value in PRIVATE else -5


def _transport(answer: Answer) -> int:
    found = re.search(r"max-age=(\d+)", answer.header("Strict-Transport-Security"))
    if not found:
        return -20
    return 0 if int(found[1]) >= HALF_A_YEAR else -10


def _scripts(answer: Answer) -> Iterator[int]:
    for tag in re.findall(r"<script\b[^>]*\bsrc=[^>]*>", answer.body, re.I):
        source = re.search(r"""src=["']?([^"'\s>]+)""", tag, re.I)
        address = source[1] if source else ""
        is_ours = re.match(r"/(?!/)", address) or address.startswith(f"https://{answer.host}/")
        if not is_ours:
            is_safe = address.startswith("https://")
            yield (5 if "integrity=" in tag else -5) if is_safe else (-20 if "integrity=" in tag else -50)


def _frames(answer: Answer) -> int:
    if "frame-ancestors" in directives(answer):
        return 5
    return 0 if answer.header("X-Frame-Options").lower() in ("deny", "sameorigin") else -20
