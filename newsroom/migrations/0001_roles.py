"""The six roles of a desk, as groups. Later changes are migrations of their own."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READING = [
    "articles.view_article",
    "articles.view_section",
    "articles.view_tag",
    "authors.view_author",
    "photos.view_agency",
    "photos.view_credit",
    "photos.view_photo",
    "sources.view_original",
    "sources.view_publication",
    "sources.view_snapshot",
]
TRANSLATOR = [*READING, "articles.change_article", "articles.translate_article"]
PHOTO_EDITOR = [
    *READING,
    "articles.change_article",
    "articles.view_every_article",
    "articles.file_photos",
    "photos.add_agency",
    "photos.add_credit",
    "photos.add_photo",
    "photos.change_agency",
    "photos.change_credit",
    "photos.change_photo",
]
EDITOR = [
    *TRANSLATOR,
    *PHOTO_EDITOR,
    "articles.add_article",
    "articles.add_tag",
    "articles.approve_article",
    "articles.change_tag",
    "articles.commission_article",
    "articles.edit_article",
    "articles.kill_article",
    "articles.publish_article",
    "articles.view_livearticle",
    "articles.view_correction",
    "articles.view_event",
    "authors.add_author",
    "authors.change_author",
    "sources.add_original",
    "sources.import_original",
    "sources.view_agreement",
]
NEWSLETTER_EDITOR = [
    *READING,
    "articles.view_livearticle",
    "newsletters.add_newsletter",
    "newsletters.change_newsletter",
    "newsletters.unsubscribe_subscription",
    "newsletters.view_newsletter",
    "newsletters.view_subscriber",
    "newsletters.view_subscription",
]
MANAGING_EDITOR = [
    *EDITOR,
    *NEWSLETTER_EDITOR,
    "articles.add_section",
    "articles.change_section",
    "articles.correct_article",
    "articles.override_warnings",
    "articles.withdraw_article",
    "sources.add_agreement",
    "sources.add_publication",
    "sources.change_agreement",
    "sources.change_publication",
    "sources.withdraw_original",
]
ROLES = {
    "translator": TRANSLATOR,
    "editor": EDITOR,
    "photo editor": PHOTO_EDITOR,
    "newsletter editor": NEWSLETTER_EDITOR,
    "managing editor": MANAGING_EDITOR,
    "administrator": [*MANAGING_EDITOR, "auth.*"],
}
APPS = ["articles", "auth", "authors", "newsletters", "photos", "sources"]


def create_roles(apps, schema_editor):
    for label in APPS:
        # Permissions are usually made after all migrations; these groups need them now.
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    permissions = {
        f"{p.content_type.app_label}.{p.codename}": p
        for p in apps.get_model("auth", "Permission").objects.select_related("content_type")
    }
    for role, names in ROLES.items():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        wanted = {name for name in names if not name.endswith(".*")}
        for app in (name[:-2] for name in names if name.endswith(".*")):
            wanted |= {name for name in permissions if name.startswith(f"{app}.")}
        group.permissions.set([permissions[name] for name in sorted(wanted)])


def delete_roles(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("authors", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("newsletters", "0001_initial"),
        ("photos", "0001_initial"),
        ("sources", "0001_initial"),
    ]
    operations = [migrations.RunPython(create_roles, delete_roles)]
