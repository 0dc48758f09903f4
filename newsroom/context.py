from django.conf import settings


def site(request):
    """Names of the publication, for every template."""
    return {"site_name": settings.SITE_NAME, "site_tagline": settings.SITE_TAGLINE}
