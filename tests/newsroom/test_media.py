import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import media
from tests.newsroom.test_settings import LOCAL, manage, read

BUCKET = "s3://ferry-pictures/site/?region=eu-central-1&public=https://media.ferry.news/&masters=m"


def test_without_a_word_pictures_lie_in_a_folder():
    assert media.storage("")["BACKEND"].endswith("FileSystemStorage")
    assert media.hosts(media.storage("")) == []


def test_a_bucket_is_read_from_one_address():
    options = media.storage(BUCKET)["OPTIONS"]
    assert {name: options[name] for name in ("bucket_name", "location", "region_name")} == {
        "bucket_name": "ferry-pictures", "location": "site", "region_name": "eu-central-1",
    }  # fmt: skip
    assert (options["custom_domain"], options["endpoint_url"]) == ("media.ferry.news", None)
    assert media.hosts(media.storage(BUCKET)) == ["https://media.ferry.news"]


def test_a_folder_of_the_public_address_is_no_part_of_its_host():
    entry = media.storage(
        "s3://b?endpoint=http://127.0.0.1:9000&public=http://cdn.example:81/p&masters=m"
    )
    assert entry["OPTIONS"]["endpoint_url"] == "http://127.0.0.1:9000"
    assert entry["OPTIONS"]["custom_domain"] == "cdn.example:81/p"
    assert media.hosts(entry) == ["http://cdn.example:81"]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("gs://bucket?public=https://m.example", "is s3://bucket/folder"),
        ("s3:///folder?public=https://m.example", "is s3://bucket/folder"),
        ("s3://bucket?regoin=eu&public=https://m.example", "is s3://bucket/folder"),
        ("s3://key:secret@bucket?public=https://m.example", "Keys belong into"),
        ("s3://bucket", "has to say where browsers find the pictures"),
        ("s3://bucket?public=media.example", "has to say where browsers find the pictures"),
        ("s3://bucket?public=https://m.example", "has to name a bucket of masters"),
        ("s3://bucket?public=https://m.example&masters=bucket", "has to name a bucket of masters"),
    ],
)
def test_half_an_address_is_refused_with_a_sentence(address, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        media.storage(address)


def test_masters_lie_in_a_bucket_of_their_own_without_an_address_for_browsers():
    options = media.masters(BUCKET)["OPTIONS"]
    assert (options["bucket_name"], options["location"]) == ("m", "site")
    assert options.keys().isdisjoint({"custom_domain", "querystring_auth", "object_parameters"})


def test_without_its_package_it_is_said_what_to_install(monkeypatch):
    monkeypatch.setattr(media, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements-s3\.txt"):
        media.storage(BUCKET)


def test_the_environment_alone_moves_the_pictures_and_lets_pages_show_them():
    environment = {**LOCAL, "MEDIA_URL_BACKEND": BUCKET}
    storages, policy = read("STORAGES", "CONTENT_SECURITY_POLICY", environment=environment)
    assert storages["default"]["OPTIONS"]["bucket_name"] == "ferry-pictures"
    assert "https://media.ferry.news" in policy["DIRECTIVES"]["img-src"]


def test_a_mistake_in_it_stops_the_start_with_the_sentence():
    done = manage("check", environment={**LOCAL, "MEDIA_URL_BACKEND": "gs://bucket"})
    assert done.returncode
    assert "MEDIA_URL_BACKEND is s3://bucket/folder" in done.stderr
