"""The site's settings for measuring: nothing follows the database in the background while the clock runs."""

from archive.settings import *  # noqa: F403

INDEX_DRAIN = "manual"
