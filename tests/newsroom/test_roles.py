import pytest
from django.contrib.auth.models import Group

from tests.factories import make_user

ROLES = [
    "translator",
    "editor",
    "photo editor",
    "newsletter editor",
    "managing editor",
    "administrator",
]


def test_the_six_roles_come_with_the_database(db):
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("articles.translate_article", {"translator", "editor", "managing editor"}),
        ("articles.approve_article", {"editor", "managing editor"}),
        ("articles.publish_article", {"editor", "managing editor"}),
        ("articles.correct_article", {"managing editor"}),
        ("articles.withdraw_article", {"managing editor"}),
        ("articles.override_warnings", {"managing editor"}),
        ("articles.file_photos", {"editor", "photo editor", "managing editor"}),
        ("articles.view_every_article", {"editor", "photo editor", "managing editor"}),
        ("photos.change_credit", {"editor", "photo editor", "managing editor"}),
        ("articles.view_photouse", {"photo editor", "managing editor"}),
        ("articles.hear_of_licences", {"photo editor", "managing editor"}),
        ("sources.import_original", {"editor", "managing editor"}),
        ("sources.change_agreement", {"managing editor"}),
        ("newsletters.change_newsletter", {"newsletter editor", "managing editor"}),
        ("syndication.view_alert", {"editor", "managing editor"}),
        ("syndication.issue_apikey", {"managing editor"}),
        ("syndication.stop_alert", {"managing editor"}),
        ("articles.change_front", {"editor", "managing editor"}),
        ("articles.change_page", {"editor", "managing editor"}),
        ("articles.publish_page", {"managing editor"}),
        ("articles.dismiss_finding", {"translator", "editor", "managing editor"}),
        ("articles.dismiss_everywhere", {"managing editor"}),
        ("articles.view_dismissal", {"editor", "managing editor"}),
        ("stylebook.change_term", {"editor", "managing editor"}),
        ("stylebook.change_stylerule", {"managing editor"}),
        ("stylebook.change_checksetting", {"managing editor"}),
        ("auth.change_user", set()),
    ],
)
def test_who_may_what(db, permission, roles):
    allowed = {role for role in ROLES if make_user(role).has_perm(permission)}

    assert allowed == roles | {"administrator"}


def test_nobody_deletes_a_story(db):
    assert not any(make_user(role).has_perm("articles.delete_article") for role in ROLES)
