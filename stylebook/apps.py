from django.apps import AppConfig


class StylebookConfig(AppConfig):
    name = "stylebook"
    verbose_name = "Stylebook"
