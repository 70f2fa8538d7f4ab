"""Ties to countries are found from the country without a look at the table: what is between two is asked of every pair.

Django has no state for indexes of tables that it makes for many-to-many fields, so these are written in SQL. Should it
ever make such a table anew, only speed is lost.
"""

from django.db import migrations

TIES = (
    ("articles_partnershipevent_parties", "partnershipevent_id"),
    ("articles_commitment_from_countries", "commitment_id"),
    ("articles_commitment_to_countries", "commitment_id"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_events_by_date"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX {table}_of_country ON {table} (country_id, {column})",
            f"DROP INDEX {table}_of_country",
        )
        for table, column in TIES
    ]
