"""Articles under an embargo, and those dated to a month or a year, are found without reading all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_rows_of_a_country"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["published_precision", "published_earliest"], name="article_precision_published"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["visible_from"],
                condition=models.Q(visible_from__isnull=False),
                name="article_under_embargo",
            ),
        ),
    ]
