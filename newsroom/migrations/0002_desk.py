"""What each role may do with tips, feeds and the Stylebook."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

TRANSLATOR = ["sources.propose_tip", "sources.view_tip", "stylebook.view_term"]
EDITOR = [
    *TRANSLATOR,
    "sources.decide_tip",
    "sources.view_feed",
    "stylebook.add_term",
    "stylebook.change_term",
]
MANAGING_EDITOR = [
    *EDITOR,
    "sources.add_feed",
    "sources.change_feed",
    "sources.delete_feed",
    "stylebook.delete_term",
]
ROLES = {
    "translator": TRANSLATOR,
    "editor": EDITOR,
    "photo editor": ["stylebook.view_term"],
    "newsletter editor": ["stylebook.view_term"],
    "managing editor": MANAGING_EDITOR,
    "administrator": MANAGING_EDITOR,
}
APPS = ["articles", "sources", "stylebook"]


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
    for label in APPS:
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
        ("newsroom", "0001_roles"),
        ("articles", "0002_desk"),
        ("sources", "0002_arriving"),
        ("stylebook", "0001_initial"),
    ]
    operations = [migrations.RunPython(allow, disallow)]
