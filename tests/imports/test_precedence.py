"""Which of two versions comes first."""

import pytest

from articles.imports.precedence import precedes


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("1", "2", True),
        ("10", "9", False),
        ("1.2", "1.10", True),
        ("1", "1.0", False),
        ("2025-10-23T10:00:00Z", "2025-10-23T12:30:00+02:00", True),
        ("2025-10-23", "2025-10-22", False),
        ("", "1", None),
        ("a", "b", None),
        ("²", "3", None),
    ],
)
def test_versions_are_compared_as_numbers_and_moments(one: str, other: str, answer: bool | None) -> None:
    assert precedes(one, other) is answer
