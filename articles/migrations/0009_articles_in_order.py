"""Articles are leafed through and counted in the order of their list, from an index that has all that this takes.

The database looks at its tables anew afterwards: of an index that it knows nothing of it believes what it likes.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_embargoes_and_coarse_dates"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="article", name="article_status_published"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                "status",
                models.F("published_earliest").desc(),
                models.F("published_latest").desc(),
                "slug",
                "visible_from",
                name="article_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["modified"], name="article_modified"),
        ),
        migrations.RemoveIndex(model_name="article", name="article_precision_published"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["published_earliest"],
                condition=models.Q(("published_precision", "day"), _negated=True),
                name="article_coarse",
            ),
        ),
        migrations.RunSQL("ANALYZE", migrations.RunSQL.noop),
    ]
