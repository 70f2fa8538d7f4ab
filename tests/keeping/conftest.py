"""A data folder of its own for each test that keeps something."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture
def data_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path
