"""What each role may do with issues, deliveries and readers."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

NEWSLETTER_EDITOR = [
    "newsletters.add_issue",
    "newsletters.change_issue",
    "newsletters.delete_issue",
    "newsletters.export_subscriber",
    "newsletters.import_subscriber",
    "newsletters.resolve_delivery",
    "newsletters.send_issue",
    "newsletters.suppress_subscriber",
    "newsletters.view_channel",
    "newsletters.view_click",
    "newsletters.view_delivery",
    "newsletters.view_deliveryevent",
    "newsletters.view_issue",
    "newsletters.view_issueevent",
]
MANAGING_EDITOR = [
    *NEWSLETTER_EDITOR,
    "newsletters.add_channel",
    "newsletters.change_channel",
    "newsletters.erase_subscriber",
]
ROLES = {
    "newsletter editor": NEWSLETTER_EDITOR,
    "managing editor": MANAGING_EDITOR,
    "administrator": MANAGING_EDITOR,
}


def permit(apps, schema_editor):
    # Permissions are usually made after all migrations; these groups need them now.
    config = apps.get_app_config("newsletters")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = {
        p.codename: p
        for p in apps.get_model("auth", "Permission").objects.filter(
            content_type__app_label="newsletters"
        )
    }
    for role, names in ROLES.items():
        for group in apps.get_model("auth", "Group").objects.filter(name=role):
            group.permissions.add(*(permissions[name.split(".")[1]] for name in names))


class Migration(migrations.Migration):
    dependencies = [
        ("newsletters", "0002_delivery"),
        ("newsroom", "0002_desk"),
    ]
    operations = [migrations.RunPython(permit, migrations.RunPython.noop)]
