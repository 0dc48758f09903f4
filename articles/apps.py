from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import import_string


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Stories"

    def ready(self):
        # By name: the module needs the models, which are there only now.
        post_migrate.connect(import_string("articles.watching.watch"), sender=self)
