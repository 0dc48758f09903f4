from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules, import_string


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Background work"

    def ready(self):
        # By name: these modules need the models, which are there only now.
        register(import_string("jobs.checks.worker_layer_fits"))
        # Tasks register their schedule when their module is imported.
        autodiscover_modules("tasks")
