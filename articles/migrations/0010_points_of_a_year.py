"""The points that are told of on an occasion, or by a passage, are found in an index without a look at the tellings."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_articles_in_order"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="telling",
            index=models.Index(fields=["event", "commitment"], name="telling_event"),
        ),
        migrations.AddIndex(
            model_name="telling",
            index=models.Index(fields=["passage", "commitment"], name="telling_passage"),
        ),
        migrations.AlterField(
            model_name="telling",
            name="event",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tellings",
                to="articles.partnershipevent",
            ),
        ),
        migrations.AlterField(
            model_name="telling",
            name="passage",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tellings",
                to="articles.passage",
            ),
        ),
        migrations.RunSQL("ANALYZE articles_telling", migrations.RunSQL.noop),
    ]
