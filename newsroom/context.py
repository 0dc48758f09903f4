"""What every page of the site may show."""

from django.utils.functional import SimpleLazyObject

from articles import editions, furniture


def site(request):
    """Names of the publication; `furniture` asks the database once a page, if at all."""
    edition = editions.current()
    rows = SimpleLazyObject(lambda: furniture.read(furniture.fetch(edition)))
    return furniture.context(edition) | {"furniture": rows}
