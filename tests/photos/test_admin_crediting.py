import pytest

from photos import receiving
from photos.models import Agency, Credit, Licence, Photo
from tests.factories import make_agency, make_photo, make_user

pytestmark = pytest.mark.django_db

CREDIT = "/admin/photos/photo/credit/"
LIST = "/admin/photos/photo/"
FILE = {"creators": ["Ana Luz"], "credit": "Tidewater/Northlight", "source": ""}


@pytest.fixture
def pia():
    return make_user("photo editor", "pia")


@pytest.fixture
def desk(client, pia):
    client.force_login(pia)
    return client


def filed(**kwargs):
    """A photograph without credit whose file names somebody."""
    photo = make_photo(credit=None, **kwargs)
    Photo.objects.filter(pk=photo.pk).update(file_says={n: v for n, v in FILE.items() if v})
    return Photo.objects.with_credit().get(pk=photo.pk)


def asked(*photos):
    return f"{CREDIT}?{'&'.join(f'id={photo.pk}' for photo in photos)}"


def said_of(*photos, ticked=None, **changes):
    """What the page of these photographs posts when the credit of `changes` is typed."""
    credits = {photo.pk: photo.credit if photo.credit_line else None for photo in photos}
    return {
        "shown": [photo.pk for photo in photos],
        "id": [photo.pk for photo in (photos if ticked is None else ticked)],
        **{f"seen-{pk}": c.changed_at.isoformat() if c else "" for pk, c in credits.items()},
        "photographer": "Mona Iris",
        "licence": Licence.OWN,
        "allows_site": "on",
        "currency": "EUR",
        **changes,
    }


def lines():
    return [photo.credit_line for photo in Photo.objects.with_credit().order_by("pk")]


# --- what is shown


def test_the_page_shows_the_photographs_in_their_order_all_ticked(desk):
    one, two = make_photo(title="One", credit=None), make_photo(title="Two", credit=None)
    answer = desk.get(asked(two, one))
    assert [photo.title for photo in answer.context["photos"]] == ["Two", "One"]
    assert answer.text.count('name="id"') == 2
    assert f'value="{one.pk}" checked' in answer.text
    assert "Credit 2 photographs" in answer.text


def test_the_page_shows_what_each_file_says_and_offers_it(desk):
    photo = filed(title="Pier")
    Photo.objects.filter(pk=photo.pk).update(
        file_says=FILE | {"instructions": "No sales in Norway", "copyright": "(c) Tidewater"}
    )
    page = desk.get(asked(photo, make_photo(credit=None))).text
    assert 'data-line="Ana Luz/Tidewater/Northlight"' in page
    assert page.count('name="as_filed"') == 1
    assert "No sales in Norway" in page
    assert "Its file says: (c) Tidewater" in page


def test_what_all_files_say_alike_is_proposed(desk):
    make_agency("Tidewater")
    page = desk.get(asked(filed(), filed())).text
    assert 'value="Ana Luz"' in page
    assert "selected>Tidewater</option>" in page


def test_what_files_say_differently_is_proposed_to_none(desk):
    assert 'value="Ana Luz"' not in desk.get(asked(filed(), make_photo(credit=None))).text


def test_the_page_tells_which_credit_would_be_replaced(desk):
    page = desk.get(asked(make_photo(credit="Old Name/Old Agency"))).text
    assert 'Replaces: <span dir="auto">Old Name/Old Agency</span>' in page


def test_words_of_files_are_escaped_and_nothing_is_inline(desk):
    photo = make_photo(title="<script>alert(1)</script>", credit=None)
    said = {"creators": ['"><script>alert(2)</script>'], "instructions": "<b onclick=x>"}
    Photo.objects.filter(pk=photo.pk).update(file_says=said)
    page = desk.get(asked(photo)).text
    assert "<script>alert" not in page
    assert "<b onclick" not in page
    assert " style=" not in page


@pytest.mark.parametrize("query", ["", "?id=", "?id=x", "?id=999", "?id=0&id=-1"])
def test_without_photographs_one_is_sent_back_to_choose_some(desk, query):
    answer = desk.get(f"{CREDIT}{query}", follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Choose the photographs first." in answer.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_many(desk, number, django_assert_num_queries):
    photos = [filed() for _ in range(number)]
    with django_assert_num_queries(7):
        desk.get(asked(*photos))


# --- what is stored


def test_the_ticked_are_credited_and_the_others_not(desk):
    one, two = make_photo(credit=None), make_photo(credit=None)
    field = make_agency("Field Images")
    answer = desk.post(CREDIT, said_of(one, two, ticked=[two], agency=field.pk), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "One photograph is credited." in answer.text
    assert lines() == ["", "Mona Iris/Field Images"]


def test_what_the_form_says_of_terms_is_stored(desk):
    photo = make_photo(credit=None)
    said = {"single_use": "on", "territory": "Europe", "fee": "12.50", "valid_until": "2027-01-31"}
    desk.post(CREDIT, said_of(photo, **said))
    credit = Credit.objects.get()
    assert (credit.single_use, credit.territory, str(credit.fee)) == (True, "Europe", "12.50")
    assert str(credit.valid_until) == "2027-01-31"
    assert (credit.allows_site, credit.allows_newsletter) == (True, False)


def test_each_is_credited_as_its_own_file_says_with_nobody_typed(desk):
    photos = [filed(), filed()]
    numbers = [photo.pk for photo in photos]
    answer = desk.post(CREDIT, said_of(*photos, photographer="", as_filed=numbers), follow=True)
    assert "2 photographs are credited." in answer.text
    assert lines() == ["Ana Luz/Tidewater/Northlight"] * 2
    assert Agency.objects.count() == 2


def test_some_are_credited_as_their_files_say_and_the_rest_as_typed(desk):
    own, other = filed(), filed()
    desk.post(CREDIT, said_of(own, other, as_filed=[own.pk]))
    assert lines() == ["Ana Luz/Tidewater/Northlight", "Mona Iris"]


def test_a_forged_tick_cannot_credit_as_a_silent_file_says(desk):
    photo = make_photo(credit=None)
    desk.post(CREDIT, said_of(photo, as_filed=[photo.pk]))
    assert lines() == ["Mona Iris"]


def test_crediting_is_written_to_the_log_of_each(desk):
    photos = [make_photo(credit=None), make_photo(credit=None)]
    desk.post(CREDIT, said_of(*photos))
    for photo in photos:
        assert "Changed Credit" in desk.get(f"{LIST}{photo.pk}/history/").text


# --- what is refused


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"photographer": ""}, "Name the photographer, the agency, or both."),
        ({"licence": ""}, "This field is required."),
        ({"licence": "creative-commons"}, "A Creative Commons licence needs its link."),
        ({"fee": "much"}, "Enter a number."),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "ends before it starts"),
    ],
)
def test_a_refusal_keeps_all_that_was_typed_and_ticked(desk, changes, sentence):
    one, two = filed(), filed()
    said = said_of(one, two, ticked=[two], territory="All of Europe", as_filed=[one.pk])
    answer = desk.post(CREDIT, said | changes)
    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'value="All of Europe"' in answer.text
    ticks = {photo.pk: (photo.ticked, photo.as_filed) for photo in answer.context["photos"]}
    assert ticks == {one.pk: (False, True), two.pk: (True, False)}
    assert lines() == ["", ""]


def test_with_nothing_ticked_a_tick_is_asked_for(desk):
    answer = desk.post(CREDIT, said_of(make_photo(credit=None), ticked=[]))
    assert answer.status_code == 400
    assert "Tick at least one photograph." in answer.text
    assert 'value="Mona Iris"' in answer.text


def test_a_photograph_credited_meanwhile_is_left_out_and_told(desk, pia):
    one, two = make_photo(title="One", credit=None), make_photo(title="Two", credit=None)
    said = said_of(one, two)
    receiving.credit(two, by=pia, photographer="Faster", licence=Licence.OWN)
    answer = desk.post(CREDIT, said)
    assert answer.status_code == 409
    assert "Credited by somebody else while you were writing: “Two”." in answer.text
    assert 'Replaces: <span dir="auto">Faster</span>' in answer.text
    assert [photo.ticked for photo in answer.context["photos"]] == [True, False]
    assert 'value="Mona Iris"' in answer.text
    assert lines() == ["", "Faster"]


def test_after_seeing_it_one_may_replace_it(desk, pia):
    photo = make_photo(credit=None)
    said = said_of(photo)
    receiving.credit(photo, by=pia, photographer="Faster", licence=Licence.OWN)
    shown = desk.post(CREDIT, said).context["photos"]
    desk.post(CREDIT, said | {f"seen-{photo.pk}": shown[0].seen})
    assert lines() == ["Mona Iris"]


@pytest.mark.parametrize("moment", ["", "x", "2026-13-45T00:00", "2026-01-01T00:00:00"])
def test_a_forged_moment_overwrites_no_credit(desk, moment):
    photo = make_photo(credit="Old Name")
    answer = desk.post(CREDIT, said_of(photo) | {f"seen-{photo.pk}": moment})
    assert answer.status_code == 409
    assert lines() == ["Old Name"]


@pytest.mark.parametrize("role", ["translator", "newsletter editor"])
def test_who_may_not_credit_gets_no_page(client, role):
    photo = make_photo(credit=None)
    client.force_login(make_user(role))
    assert client.get(asked(photo)).status_code == 403
    assert client.post(CREDIT, said_of(photo)).status_code == 403
    assert 'name="id"' not in client.get(LIST).text
    assert lines() == [""]
