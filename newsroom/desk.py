from django.conf import settings
from django.contrib import admin


class Desk(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = f"{settings.SITE_NAME} desk"
    index_title = "Desk"
