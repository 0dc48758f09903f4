from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Background work"

    def ready(self):
        # Tasks register their schedule when their module is imported.
        autodiscover_modules("tasks")
