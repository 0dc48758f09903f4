from django.apps import AppConfig


class SampleTasksConfig(AppConfig):
    name = "tests.jobs"
    label = "sample_tasks"
