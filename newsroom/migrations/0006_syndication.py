"""What each role may do with papers that republish us."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

EDITOR = [
    "syndication.view_alert",
    "syndication.view_apikey",
    "syndication.view_republisher",
    "syndication.view_taking",
]
MANAGING_EDITOR = [
    *EDITOR,
    "syndication.add_republisher",
    "syndication.change_republisher",
    "syndication.issue_apikey",
    "syndication.revoke_apikey",
    "syndication.stop_alert",
]
ROLES = {
    "editor": EDITOR,
    "managing editor": MANAGING_EDITOR,
    "administrator": MANAGING_EDITOR,
}


def permit(apps, schema_editor):
    # Permissions are usually made after all migrations; these groups need them now.
    config = apps.get_app_config("syndication")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = {
        p.codename: p
        for p in apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="syndication"
        )
    }
    for role, names in ROLES.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.add(*(permissions[name.split(".")[1]] for name in names))


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0005_fronts_and_pages"),
        ("syndication", "0001_initial"),
    ]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
