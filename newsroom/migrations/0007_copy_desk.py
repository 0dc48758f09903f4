"""Who answers findings of the copy checks, and who sets house style and gravity."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

TRANSLATOR = ["articles.dismiss_finding", "stylebook.view_stylerule"]
EDITOR = [*TRANSLATOR, "articles.view_dismissal", "stylebook.view_checksetting"]
MANAGING_EDITOR = [
    *EDITOR,
    "articles.dismiss_everywhere",
    "stylebook.add_stylerule",
    "stylebook.change_checksetting",
    "stylebook.change_stylerule",
    "stylebook.delete_stylerule",
]
ROLES = {
    "translator": TRANSLATOR,
    "editor": EDITOR,
    "managing editor": MANAGING_EDITOR,
    "administrator": MANAGING_EDITOR,
}


def _groups(apps):
    permissions = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in apps.get_model("auth", "Permission").objects.select_related("content_type")
    }
    for role, names in ROLES.items():
        group = apps.get_model("auth", "Group").objects.filter(name=role).first()
        if group:
            yield group, [permissions[name] for name in names]


def allow(apps, schema_editor):
    for label in ("articles", "stylebook"):
        # Permissions are usually made after all migrations; these groups need them now.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    for group, permissions in _groups(apps):
        group.permissions.add(*permissions)


def disallow(apps, schema_editor):
    for group, permissions in _groups(apps):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0006_syndication"),
        ("articles", "0014_copy_desk"),
        ("stylebook", "0005_copy_desk"),
    ]
    operations = [migrations.RunPython(allow, disallow)]
