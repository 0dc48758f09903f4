from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig

from newsroom import checks  # noqa: F401 -- importing registers them


class NewsroomConfig(AppConfig):
    name = "newsroom"


class DeskConfig(AdminConfig):
    """The stock admin with our own site in place of the default one."""

    default_site = "newsroom.desk.Desk"
