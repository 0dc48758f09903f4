"""Who sees what is owed for photographs, and who is told when a licence ends."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ("photo editor", "managing editor", "administrator")
PERMISSIONS = ("view_photouse", "hear_of_licences")


def _of(apps):
    groups = apps.get_model("auth", "Group").objects.filter(name__in=ROLES)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename__in=PERMISSIONS
    )
    return [(group, list(permissions)) for group in groups]


def allow(apps, schema_editor):
    # Permissions are usually made after all migrations; these groups need them now.
    config = apps.get_app_config("articles")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    for group, permissions in _of(apps):
        group.permissions.add(*permissions)


def disallow(apps, schema_editor):
    for group, permissions in _of(apps):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0003_newsletters"), ("articles", "0007_photo_uses")]
    operations = [migrations.RunPython(allow, disallow)]
