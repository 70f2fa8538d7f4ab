import django.db.models.deletion
from django.db import migrations, models

import articles.models.keys


def give_keys(apps, schema_editor):
    """A key of its own for each batch that is there."""
    batches = apps.get_model("articles", "ImportBatch").objects.using(schema_editor.connection.alias)
    for batch in batches.only("pk"):
        batches.filter(pk=batch.pk).update(key=articles.models.keys.new_key())


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_suggestions"),
    ]

    operations = [
        migrations.AddField(
            model_name="importbatch",
            name="key",
            field=models.CharField(default="", editable=False, max_length=12),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="importbatch",
            name="key",
            field=models.CharField(default=articles.models.keys.new_key, editable=False, max_length=12, unique=True),
        ),
        migrations.AlterField(
            model_name="importbatch",
            name="report",
            field=models.JSONField(
                blank=True,
                default=dict,
                help_text="What became of each file, in figures; records are in the rows.",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="version",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="import_rows",
                to="articles.articleversion",
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="fingerprint",
            field=models.CharField(
                blank=True,
                db_index=True,
                default="",
                help_text="SHA-256 of the record as it was read.",
                max_length=64,
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="source_version",
            field=models.CharField(
                blank=True, default="", help_text="What orders versions of one id, as printed.", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="before",
            field=models.JSONField(
                blank=True, default=dict, help_text="Fields of the article that were changed, as before."
            ),
        ),
        migrations.AddField(
            model_name="importrow",
            name="after",
            field=models.JSONField(blank=True, default=dict, help_text="The same fields as the import left them."),
        ),
        migrations.AddField(
            model_name="importrow",
            name="others",
            field=models.JSONField(
                blank=True, default=list, help_text="Slugs of other reports of the same copy."
            ),
        ),
    ]
