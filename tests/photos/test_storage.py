"""Photographs in a bucket of S3: nothing of them needs a path of this machine."""

import datetime
import io
import json
from types import SimpleNamespace

import boto3
import pytest
from django.core.files.storage import default_storage, storages
from django.utils import timezone
from moto.server import ThreadedMotoServer
from PIL import Image

from articles import publishing
from articles.models import State
from newsroom import media
from photos import finishing, metadata, receiving, renditions
from photos.models import Credit, Licence, Photo
from tests.articles.stories import bring
from tests.factories import make_user
from tests.photos.files import file_of, halves

pytestmark = pytest.mark.django_db

PUBLIC = "https://media.ferry.example"


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    yield "http://{}:{}".format(*server.get_host_and_port())
    server.stop()


@pytest.fixture
def bucket(endpoint, settings, monkeypatch):
    """An empty bucket that the site keeps its pictures in."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "of-the-test")
    service = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1")
    bucket, masters = (service.create_bucket(Bucket=name) for name in ("pictures", "masters"))
    said = f"region=us-east-1&endpoint={endpoint}&public={PUBLIC}&masters=masters"
    address = f"s3://pictures/site?{said}"
    kept = {"default": media.storage(address), "masters": media.masters(address)}
    settings.STORAGES = settings.STORAGES | kept
    monkeypatch.setattr(Photo._meta.get_field("file"), "storage", storages["masters"])
    yield bucket
    for each in (bucket, masters):
        each.objects.delete()
        each.delete()


@pytest.fixture
def masters(bucket, endpoint):
    service = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1")
    return service.Bucket("masters")


@pytest.fixture
def photo(bucket):
    pia = make_user("photo editor", "pia")
    photo = receiving.receive(file_of(halves(600, 400)), by=pia, title="Harbour", alt="Boats")
    receiving.credit(photo, by=pia, photographer="Mona Iris", licence=Licence.OWN)
    return Photo.objects.with_credit().get()


def names(bucket):
    return sorted(item.key for item in bucket.objects.all())


def content(bucket, photo, variant, form="jpg"):
    key = f"site/{renditions.name(photo.file.name, variant, form)}"
    return bucket.Object(key).get()


def test_an_upload_lies_in_the_bucket_under_its_folder_and_its_master_in_another(
    bucket, masters, photo, settings
):
    assert names(bucket) == sorted(
        f"site/{renditions.name(photo.file.name, width)}" for width in (480, 600)
    )
    assert names(masters) == [f"site/{photo.file.name}"]
    assert not settings.MEDIA_ROOT.exists()
    assert not settings.MASTERS_ROOT.exists()


@pytest.mark.parametrize(
    ("variant", "form", "kind"),
    [(480, "jpg", "image/jpeg"), (600, "avif", "image/avif"), (480, "webp", "image/webp"),
     ("social", "jpg", "image/jpeg")],
)  # fmt: skip
def test_the_worker_makes_its_files_there_with_credit_and_kind(bucket, photo, variant, form, kind):
    assert finishing.finish_next()
    found = content(bucket, photo, variant, form)
    assert (found["ContentType"], found["CacheControl"]) == (kind, "public, max-age=300")
    assert metadata.read(found["Body"].read()).credit == "Mona Iris"
    assert len(names(bucket)) == 2 * 3 + 1


def test_a_new_credit_reaches_the_files_under_their_old_names(bucket, photo):
    finishing.finish_next()
    before = names(bucket)
    pia = make_user("photo editor")
    receiving.credit(photo, by=pia, photographer="Ida Sol", licence=Licence.OWN)
    finishing.finish_next()
    assert names(bucket) == before
    assert metadata.read(content(bucket, photo, 480)["Body"].read()).credit == "Ida Sol"


def test_when_its_licence_is_over_the_bucket_holds_placeholders(bucket, photo):
    finishing.finish_next()
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Credit.objects.update(valid_until=yesterday)
    finishing.retire_forbidden()
    picture = Image.open(io.BytesIO(content(bucket, photo, 480)["Body"].read()))
    assert picture.size == (480, 320)
    assert max(picture.getpixel((3, 3))) - min(picture.getpixel((3, 3))) < 20


def test_a_photograph_taken_off_the_site_comes_back_from_its_master(bucket, masters, photo):
    finishing.finish_next()
    before, kept = names(bucket), names(masters)
    pia = make_user("photo editor")
    terms = {"photographer": "Ida Sol", "licence": Licence.OWN}
    receiving.credit(photo, by=pia, **terms, allows_site=False)
    finishing.retire_forbidden()
    assert metadata.read(content(bucket, photo, 480)["Body"].read()).credit == ""
    receiving.credit(photo, by=pia, **terms)
    finishing.finish_next()
    assert metadata.read(content(bucket, photo, 480)["Body"].read()).credit == "Ida Sol"
    assert (names(bucket), names(masters)) == (before, kept)


def test_with_it_go_all_its_files(bucket, masters, photo, django_capture_on_commit_callbacks):
    finishing.finish_next()
    with django_capture_on_commit_callbacks(execute=True):
        receiving.discard(Photo.objects.get(), by=make_user(is_superuser=True))
    assert names(bucket) == names(masters) == []


def test_a_failed_upload_leaves_nothing_in_the_bucket(bucket, photo, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    before = names(bucket)
    monkeypatch.setattr(Photo, "save", fail)
    with pytest.raises(RuntimeError):
        receiving.receive(file_of(halves(500, 400)), by=make_user("photo editor"))
    assert names(bucket) == before


def test_readers_get_the_pictures_from_the_public_address(bucket, photo, client):
    roles = {"anna": "translator", "ben": "editor", "carla": "editor"}
    desk = SimpleNamespace(**{name: make_user(role) for name, role in roles.items()})
    finishing.finish_next()
    photo = Photo.objects.with_credit().get()
    story = bring(desk, State.PUBLISHED, filing={"lead_photo": photo})
    publishing.rerender(story.live)
    page = client.get(story.live.get_absolute_url())
    address = f"{PUBLIC}/site/{renditions.name(photo.file.name, 600, 'avif')}"
    assert address in page.text
    assert "/media/" not in page.text
    assert default_storage.url("a.jpg") == f"{PUBLIC}/site/a.jpg"
    told = json.dumps(story.live.json_ld["image"])
    assert f'"{PUBLIC}/site/photos/' in told
    assert f"http://testserver{PUBLIC}" not in told
