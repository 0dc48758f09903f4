"""Who asks at the desk, and what they may."""

import json
from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.models import OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Concat


class AsJSON(Subquery):
    """The only column, named `value`, of a queryset as the text of a JSON array; SQL's NULL or []
    where it has no rows."""

    output_field = TextField()
    template = "(SELECT json_group_array(r.value) FROM (%(subquery)s) r)"

    def as_postgresql(self, compiler, connection, **context):
        template = "(SELECT CAST(json_agg(r.value) AS text) FROM (%(subquery)s) r)"
        return self.as_sql(compiler, connection, template=template, **context)


class People(ModelBackend):
    """Fetches with a person what he or she may. Every page of the desk asks for it, and Django's
    own backend would ask twice more: for what was granted to the person, and to the groups."""

    def get_user(self, user_id):
        person, constants = _statement()
        user = next(iter(get_user_model().objects.raw(person, [*constants, user_id])), None)
        if user is None or not self.user_can_authenticate(user):
            return None
        user.rights = set(json.loads(user.rights or "[]"))
        return user

    def get_all_permissions(self, user_obj, obj=None):
        """{“app.codename”} as of the moment when the person was fetched."""
        rights = getattr(user_obj, "rights", None)
        if rights is None or obj is not None or not user_obj.is_active or user_obj.is_superuser:
            return super().get_all_permissions(user_obj, obj)
        return rights


@cache
def _statement():
    """(SQL, parameters) that the key of a person is still to be added to. Building it anew for
    each page takes longer than its answer."""
    people = get_user_model()
    sql, constants = people.objects.annotate(rights=AsJSON(_granted())).query.sql_with_params()
    quote = connection.ops.quote_name
    key = f"{quote(people._meta.db_table)}.{quote(people._meta.pk.column)}"
    return f"{sql} WHERE {key} = %s", constants


def _granted():
    user = OuterRef(OuterRef("pk"))
    own = get_user_model().user_permissions.through.objects.filter(user=user)
    of_groups = Group.permissions.through.objects.filter(group__user=user)
    granted = Permission.objects.filter(
        Q(pk__in=own.values("permission")) | Q(pk__in=of_groups.values("permission"))
    )
    name = Concat("content_type__app_label", Value("."), "codename")
    return granted.order_by().values(value=name)
