from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import migrations, models

import photos.masters
from photos import renditions


def put_away(apps, schema_editor):
    """Masters leave the place that is handed out. Of one that pages still show, a copy stays there
    under the name of its width. Cut short, it goes on where it was."""
    masters = photos.masters.storage()
    kept = apps.get_model("photos", "Photo").objects.all()
    for name, width, retired in kept.values_list("file", "width", "retired").iterator():
        if not default_storage.exists(name):
            continue
        with default_storage.open(name) as file:
            data = file.read()
        masters.delete(name)
        masters.save(name, ContentFile(data))
        shown = renditions.name(name, width)
        if not retired and not default_storage.exists(shown):
            default_storage.save(shown, ContentFile(data))
        default_storage.delete(name)


class Migration(migrations.Migration):
    dependencies = [("photos", "0006_file_size")]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="untold",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name="photo",
            name="file",
            field=models.ImageField(
                max_length=200, storage=photos.masters.storage, upload_to="photos/%Y/%m/"
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("untold", True)), fields=["id"], name="photo_untold"
            ),
        ),
        migrations.RunPython(put_away, migrations.RunPython.noop),
    ]
