"""What a worker needs and no more, for the workers that the tests start as processes."""

from newsroom.settings import DATABASES, DEFAULT_AUTO_FIELD, SECRET_KEY, TASKS

__all__ = ["DATABASES", "DEFAULT_AUTO_FIELD", "INSTALLED_APPS", "SECRET_KEY", "TASKS", "USE_TZ"]

INSTALLED_APPS = ["django_tasks", "django_tasks_db", "jobs", "tests.jobs.apps.SampleTasksConfig"]
USE_TZ = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["timeout"] = 0.3  # seconds; a locked file is noticed soon
