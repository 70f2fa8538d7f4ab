"""Every public page of an archive, by its links, as somebody without a name sees them."""

import html
import re
from collections import deque
from collections.abc import Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client

STARTS = ("/", "/robots.txt", "/search/", "/search/help/", "/search.json", "/timeline/", "/coverage/", "/calendar/")
STARTS += ("/articles/", "/people/", "/countries/", "/partnerships/", "/events/", "/commitments/", "/about/")
NOT_READ = ("/admin/", "/static/", "/healthz", "/readyz")
"""The desk, files that no row changes, and what is told to operators."""
VARYING = re.compile(rb'"took_ms": ?[\d.]+|found in [\d.,]+ ms')
"""What differs from one answer to the next of the same archive: the time that it took."""
LINK = re.compile(r'(?:href|src|action)="([^"]+)"')


class Pages:
    """Reads pages; `asked` are the answers by their addresses: status, where it leads, and the content."""

    def __init__(self, most: int) -> None:
        self.client = Client(headers={"host": "localhost"}, raise_request_exception=False)
        self.most = most
        self.asked: dict[str, tuple[int, str, bytes]] = {}

    def read(self, path: str) -> bytes:
        """A page, as it was if it was read before."""
        if path not in self.asked:
            answer = self.client.get(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            self.asked[path] = (answer.status_code, answer.headers.get("Location", ""), VARYING.sub(b"", body))
        return self.asked[path][2]

    def crawl(self, starts: Iterable[str]) -> None:
        """Read on from some pages, by every link; from those that ask a question only to what is no question.

        Breadth first, so that where there are too many pages those left out are the deepest.
        """
        waiting = deque(starts)
        seen = set(waiting)
        while waiting and len(self.asked) < self.most:
            path = waiting.popleft()
            for link in links(path, self.read(path)):
                if link not in seen and not ("?" in path and "?" in link):
                    seen.add(link)
                    waiting.append(link)


def links(path: str, body: bytes) -> Iterator[str]:
    """The pages of the site that a page leads to."""
    for found in LINK.findall(body.decode(errors="replace")):
        parts = urlsplit(urldefrag(urljoin(f"http://localhost{path}", html.unescape(found)))[0])
        if parts.netloc == "localhost" and not parts.path.startswith(NOT_READ):
            yield parts.path + (f"?{parts.query}" if parts.query else "")
