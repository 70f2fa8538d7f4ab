from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_what_imports_changed"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="partnershipevent",
            index=models.Index(fields=["start_earliest"], name="event_start"),
        ),
    ]
