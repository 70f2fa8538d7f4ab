"""What the desk says of a merge: what would move, in words of the archive, and where the old address leads."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/person/"


def test_what_would_move_is_told_without_words_of_the_database(admin_client: Client) -> None:
    keeper, duplicate = factories.person("Rosen Zhelyazkov"), factories.person("Rosen Jeliazkov")
    factories.article("Talks in Sofia", people=[duplicate])

    chosen = {"action": "merge_duplicates", "_selected_action": [keeper.pk, duplicate.pk]}
    page = admin_client.post(LIST, chosen).content.decode()

    assert "<li>1 article: Talks in Sofia</li>" in page
    assert "relationship" not in page


@pytest.mark.parametrize("known", [True, False])
def test_an_old_address_is_said_to_lead_on_only_where_it_does(
    client: Client, admin_client: Client, known: bool
) -> None:
    keeper, duplicate = factories.person("Rosen Zhelyazkov"), factories.person("Rosen Jeliazkov")
    factories.article("Talks in Sofia", people=[keeper, *([duplicate] if known else [])])
    chosen = {"action": "merge_duplicates", "_selected_action": [keeper.pk, duplicate.pk]}

    page = admin_client.post(LIST, {**chosen, "keep": keeper.pk, "reason": "one man"}, follow=True).content.decode()

    assert "merged into" in page
    assert ("Its old address leads on." in page) is known
    assert client.get("/people/rosen-jeliazkov/").status_code == (301 if known else 404)
