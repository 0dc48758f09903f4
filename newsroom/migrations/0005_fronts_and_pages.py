"""Who arranges the fronts, who writes the pages, and who publishes those."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITOR = ["view_front", "change_front", "view_page", "add_page", "change_page"]
ROLES = {
    "editor": EDITOR,
    "managing editor": [*EDITOR, "publish_page"],
    "administrator": [*EDITOR, "publish_page"],
}


def _of(apps):
    permissions = {
        p.codename: p
        for p in apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="articles"
        )
    }
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        yield group, [permissions[name] for name in ROLES[group.name]]


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
    dependencies = [("newsroom", "0004_photo_uses"), ("articles", "0010_fronts_and_pages")]
    operations = [migrations.RunPython(allow, disallow)]
