"""Where uploaded pictures lie: a folder of this machine, or a bucket of S3; and their masters, from
which they are made and which nobody is shown, apart from them (ADR 23).

    MEDIA_URL_BACKEND=s3://ferry-pictures/site?region=eu-central-1&public=https://media.ferry.news
                      &masters=ferry-masters

The keys are not part of it: the S3 client reads AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or
the role of its machine.
"""

from importlib.util import find_spec
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ImproperlyConfigured

_KNOWN = {"region", "endpoint", "public", "masters"}
# A picture made anew keeps its name (ADR 10), so nobody may hold it for long.
_HEADERS = {"CacheControl": "public, max-age=300"}


def storage(address):
    """What STORAGES has to say of pictures; the folder MEDIA_ROOT where `address` is empty."""
    if not address:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts, said = _read(address)
    public = urlsplit(said["public"])
    return _bucket(
        parts,
        said,
        bucket_name=parts.netloc,
        custom_domain=f"{public.netloc}{public.path}",
        url_protocol=f"{public.scheme}:",
        querystring_auth=False,
        object_parameters=_HEADERS,
    )


def masters(address):
    """The same of masters; the folder MASTERS_ROOT where `address` is empty."""
    if not address:
        return {"BACKEND": "photos.masters.Folder"}
    parts, said = _read(address)
    return _bucket(parts, said, bucket_name=said["masters"])


def hosts(entry):
    """Of an entry of STORAGES, the origins from which browsers load its pictures."""
    options = entry.get("OPTIONS", {})
    if "custom_domain" not in options:
        return []
    return [f"{options['url_protocol']}//{options['custom_domain'].split('/')[0]}"]


def _bucket(parts, said, **options):
    where = {
        "location": parts.path.strip("/"),
        "region_name": said.get("region"),
        "endpoint_url": said.get("endpoint"),
        "file_overwrite": False,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": where | options}


def _read(address):
    parts = urlsplit(address)
    said = {name: values[-1].rstrip("/") for name, values in parse_qs(parts.query).items()}
    public = urlsplit(said.get("public", ""))
    if parts.scheme != "s3" or not parts.hostname or said.keys() - _KNOWN:
        _refuse(
            "MEDIA_URL_BACKEND is s3://bucket/folder?region=…&endpoint=…&public=https://…&masters=…"
        )
    if parts.username:
        _refuse("Keys belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, not into an address")
    if public.scheme not in ("http", "https") or not public.netloc:
        _refuse("MEDIA_URL_BACKEND has to say where browsers find the pictures: public=https://…")
    if said.get("masters", parts.netloc) == parts.netloc:
        _refuse(
            "MEDIA_URL_BACKEND has to name a bucket of masters that nobody else reads: masters=…"
        )
    if find_spec("storages") is None:
        _refuse("S3 needs a package more: pip install --require-hashes -r requirements-s3.txt")
    return parts, said


def _refuse(sentence):
    raise ImproperlyConfigured(f"{sentence}.")
