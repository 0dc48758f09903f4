"""Where what was received is kept: apart from all that a server hands out."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages


class Folder(FileSystemStorage):
    """MASTERS_ROOT of this machine."""

    @property
    def base_location(self):
        return settings.MASTERS_ROOT

    def url(self, name):
        raise ValueError(f"{name} is a master, which has no address.")


def storage():
    return storages["masters"]
