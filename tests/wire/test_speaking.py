"""Whose words stand between quotation marks: those of whom the sentence names beside its verb of saying."""

import pytest

from tests.wire.suggested import found

MEETING = (
    "GENEVA — Bulgarian Prime Minister Rosen Zhelyazkov met President Lương Cường of Việt Nam on Tuesday. "
    "Foreign Minister Georg Georgiev was there.\n\n"
)


def speakers(text: str) -> list[str]:
    return [each.speaker for each in found(MEETING + text) if each.paragraph > 1]


@pytest.mark.parametrize(
    "said",
    [
        "“We pledge 30 million euros to Việt Nam,” Foreign Minister Georgiev said.",
        "“We pledge 30 million euros to Việt Nam,” Georgiev said.",
        "Georgiev said: “We pledge 30 million euros to Việt Nam.”",
        "Georgiev told reporters: “I pledge 30 million euros to Việt Nam.”",
        "Georgiev told deputies of the forest. He pledged 30 million euros to Việt Nam.",
        "Zhelyazkov spoke. “We pledge 30 million euros to Việt Nam,” Georgiev also said.",
        "Zhelyazkov spoke. “We pledge 30 million euros to Việt Nam,” Georgiev concluded.",
        "Zhelyazkov spoke. “We pledge 30 million euros to Việt Nam,” said Jane Smith.",
        "Zhelyazkov spoke. “We pledge 30 million euros to Việt Nam,” Smith added.",
    ],
)
def test_what_someone_of_no_known_country_says_is_not_given_to_whom_was_named_before(said: str) -> None:
    assert speakers(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "“We pledge 30 million euros to Việt Nam,” Zhelyazkov said.",
        "“We pledge 30 million euros to Việt Nam,” the prime minister said.",
        "“We pledge 30 million euros to Việt Nam,” said Zhelyazkov.",
        "“We pledge 30 million euros to Việt Nam,” Zhelyazkov also said.",
        "Zhelyazkov spoke at length. “We pledge 30 million euros to Việt Nam,” he said.",
    ],
)
def test_what_someone_named_says_is_theirs(said: str) -> None:
    assert speakers(said) == ["Rosen Zhelyazkov"]
