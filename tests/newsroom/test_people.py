"""What a person of the desk may, fetched with the person."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser, Permission

from newsroom.people import People
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ROLES = ("translator", "editor", "photo editor", "newsletter editor", "managing editor")


def fetched(user):
    return People().get_user(user.pk)


def permission(codename):
    return Permission.objects.get(codename=codename, content_type__app_label="articles")


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_django_says(role):
    user = make_user(role)
    user.user_permissions.add(permission("delete_section"))

    found = fetched(user).get_all_permissions()

    assert "articles.delete_section" in found
    assert found == ModelBackend().get_all_permissions(get_user_model().objects.get(pk=user.pk))


def test_two_groups_that_grant_the_same_grant_it(django_assert_num_queries):
    user = make_user("translator")
    user.groups.add(*make_user("editor").groups.all())

    with django_assert_num_queries(1):
        user = fetched(user)
        assert user.has_perms(["articles.view_every_article", "articles.translate_article"])
        assert not user.has_perm("articles.delete_section")
        assert user.has_module_perms("articles")
        assert not user.has_module_perms("auth")


def test_who_was_granted_nothing_may_nothing():
    user = fetched(get_user_model().objects.create_user("nobody"))

    assert user.get_all_permissions() == set()
    assert not user.has_perm("articles.view_article")


def test_a_permission_on_one_object_is_nobodys():
    user = fetched(make_user("managing editor"))

    assert user.has_perm("articles.publish_article")
    assert not user.has_perm("articles.publish_article", user)


def test_what_was_granted_since_counts_when_the_person_is_fetched_again():
    user = make_user("translator")
    before = fetched(user)
    user.user_permissions.add(permission("delete_section"))

    assert not before.has_perm("articles.delete_section")
    assert fetched(user).has_perm("articles.delete_section")


def test_a_superuser_may_everything():
    user = fetched(get_user_model().objects.create_superuser("root"))

    assert user.has_perm("articles.delete_section")
    assert len(user.get_all_permissions()) == Permission.objects.count()


def test_who_left_is_nobody():
    user = make_user("managing editor")
    here = fetched(user)
    get_user_model().objects.update(is_active=False)
    here.is_active = False

    assert fetched(user) is None
    assert not here.has_perm("articles.publish_article")
    assert People().get_user(0) is None


def test_visitors_may_nothing():
    assert People().get_all_permissions(AnonymousUser()) == set()
