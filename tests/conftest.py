"""What all tests share. Rows come from `tests.factories`, settings from `tests.settings`."""

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def _data_folder_is_temporary() -> None:
    """Stop at once rather than write into the folder of a running archive."""
    assert settings.DATA_DIR.name.startswith("archive-tests-"), f"tests would write into {settings.DATA_DIR}"
