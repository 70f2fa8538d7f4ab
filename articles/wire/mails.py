"""The headers of a mail (RFC 5322) that copy was pasted or saved with: what they tell, and the text behind them."""

import re
from typing import NamedTuple

from articles.wire.records import WireError

_NAMES = frozenset(
    (
        *("from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "sender", "message-id", "return-path"),
        *("received", "mime-version", "content-type", "content-transfer-encoding", "delivered-to", "importance"),
    )
)
_TELLING = frozenset(("from", "to", "subject", "sent", "message-id", "received", "mime-version"))
"""Names of which two have to stand there, so that no other list of names and values is taken for a mail."""
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,40}):(?:[ \t]+(.*))?")
_REPLY = re.compile(r"^(?:(?:re|fwd?)\s*:\s*)+", re.IGNORECASE)
_LINES = 100
_PACKED = ("base64", "quoted-printable")


class Mail(NamedTuple):
    """The subject without what replies put before it, the day as it was printed, and the text."""

    subject: str
    sent: str
    text: str


def opened(text: str) -> Mail | None:
    """What a text is that begins with the headers of a mail; None where it does not.

    `WireError` where the text of the mail is packed or in several parts.
    """
    fields: dict[str, str] = {}
    name, at = "", 0
    for _ in range(_LINES):
        end = text.find("\n", at)
        line = text[at:] if end < 0 else text[at:end]
        match = _FIELD.fullmatch(line)
        if match is not None and (match[1].lower() in _NAMES or fields):
            name = match[1].lower()
            fields.setdefault(name, (match[2] or "").strip())
        elif fields and line[:1] in (" ", "\t") and line.strip():
            fields[name] += f" {line.strip()}"
        else:
            break
        if end < 0:
            return None
        at = end + 1
    if len(_TELLING & fields.keys()) < 2 or text[at : at + 1] not in ("", "\n"):
        return None
    packed = fields.get("content-transfer-encoding", "").casefold()
    if packed in _PACKED or fields.get("content-type", "").casefold().startswith("multipart/"):
        raise WireError("an e-mail as it was sent, packed or in several parts", "its text, pasted or saved as text", 1)
    return Mail(_REPLY.sub("", fields.get("subject", "")), fields.get("date") or fields.get("sent", ""), text[at:])
