"""Importing through the pages: errors at the field, progress without JavaScript, and nothing of it for anybody else."""

import csv
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from alongside.access.actors import actor_for
from alongside.domain.imports.files import LARGEST_FILE
from alongside.records.models import ImportBatch, Person
from tests.casework.imported import HEADER, PEOPLE, WORKBOOK, check, import_all, run
from tests.cast import START

pytestmark = pytest.mark.django_db
MOST_QUERIES = 10


def send(client: Client, content: bytes | str, kind: str = "people", name: str = "file.csv"):
    raw = content.encode() if isinstance(content, str) else content
    return client.post("/imports/add/", {"kind": kind, "file": SimpleUploadedFile(name, raw)})


@pytest.fixture
def ruth(cast, sign_in) -> Client:
    return sign_in(cast.practitioner)


@pytest.fixture
def adam(cast, sign_in) -> Client:
    return sign_in(cast.administrator)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_a_practitioner_uploads_checks_publishes_and_undoes(ruth):
    address = send(ruth, PEOPLE).headers["Location"]
    assert "waits for its turn" in text_of(ruth.get(address))
    run()
    page = text_of(ruth.get(address))
    assert "Nothing has changed yet" in page
    assert "Siân Llŷr, CRN I1" in page
    assert Person.objects.count() == 1
    assert ruth.post(f"{address}publish/").headers["Location"] == address
    assert "0 of 3 rows written" in text_of(ruth.get(address))
    run()
    assert "Siân" in text_of(ruth.get("/caseload/"))
    assert "3 rows that were new will be removed" in text_of(ruth.get(f"{address}undo/"))
    ruth.post(f"{address}undo/")
    run()
    assert "undone" in text_of(ruth.get(address))
    assert "Siân" not in text_of(ruth.get("/caseload/"))


def test_the_form_of_a_practitioner_asks_for_people_only(ruth, adam):
    assert 'type="radio"' not in text_of(ruth.get("/imports/add/"))
    assert text_of(adam.get("/imports/add/")).count('type="radio"') == 5
    assert send(ruth, b"x", kind="sessions").status_code == 200
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\xd0\xcf\x11\xe0old", "This is an old or password-protected"),
        (b"x" * (LARGEST_FILE + 1), "The file is larger than 10 MB"),
    ],
)
def test_what_can_be_told_at_once_stands_at_the_field(adam, content, words):
    response = send(adam, content)
    page = text_of(response)
    assert response.status_code == 200
    assert page.index('class="govuk-error-summary') < page.index(words)
    assert f'<span class="govuk-visually-hidden">Error:</span> {words}' in page
    assert "<title>Error: Upload a file" in page
    assert 'value="people" checked' in page
    assert not ImportBatch.objects.exists()


def test_choosing_nothing_is_said_at_both_fields(adam):
    page = text_of(adam.post("/imports/add/", {}))
    assert "Say what is in the file" in page
    assert "Choose a file" in page


def test_an_upload_far_over_the_limit_is_read_and_dropped_in_small_pieces(adam):
    """A line without an end would be held as a whole by whoever asks for a line, so nobody may."""
    sent = Endless(40 * 1024 * 1024)
    response = adam.generic(
        "POST", "/imports/add/", CONTENT_TYPE="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(len(sent)), **{"wsgi.input": sent},
    )  # fmt: skip
    assert "larger than 10 MB" in text_of(response)
    assert sent.left == 0
    assert sent.largest_piece <= 128 * 1024


class Endless(io.RawIOBase):
    """A request body made while it is read: a form with a huge file in it."""

    START = (
        b'--b\r\nContent-Disposition: form-data; name="kind"\r\n\r\npeople\r\n'
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    )
    END = b"\r\n--b--\r\n"

    def __init__(self, size: int) -> None:
        self.size = size
        self.left = size
        self.largest_piece = 0

    def __len__(self) -> int:
        return self.size

    def readline(self, size: int | None = -1) -> bytes:
        raise AssertionError("somebody asked for a line")

    def read(self, wanted: int = -1) -> bytes:
        self.largest_piece = max(self.largest_piece, wanted)
        number = min(wanted, self.left) if wanted >= 0 else self.left
        place = self.size - self.left
        self.left -= number
        piece = self.START[place : place + number].ljust(number, b"x")
        if self.left == 0:
            piece = piece[: -len(self.END)] + self.END
        return piece


def test_a_file_sent_to_another_page_or_by_a_visitor_is_never_held(ruth):
    for client, address in ((ruth, "/people/add/"), (Client(), "/imports/add/")):
        response = client.post(address, {"file": SimpleUploadedFile("a.csv", b"x" * 1000)})
        assert not response.wsgi_request.FILES


def test_progress_loads_itself_again_unless_asked_not_to(ruth):
    address = send(ruth, PEOPLE).headers["Location"]
    page = ruth.get(address)
    assert page.headers["Refresh"] == "5"
    assert "Refresh this page" in text_of(page)
    still = ruth.get(f"{address}?still")
    assert "Refresh" not in still.headers
    assert "Refresh this page" in text_of(still)
    run()
    assert "Refresh" not in ruth.get(address).headers


def test_problems_are_shown_with_their_rows_and_download_without_formulas(ruth):
    content = PEOPLE + 'CRN,I9,"=HYPERLINK(""x"")",Ann,31/02/1990,Scotland,\nCRN,I10,+1+1,Ann,,Scotland,\n'
    address = send(ruth, content).headers["Location"]
    run()
    page = text_of(ruth.get(address))
    assert "There is no 31 February" in page
    assert "2 rows will be left out" in page
    response = ruth.get(f"{address}problems.csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[:3] for row in rows[1:]] == [
        ["people", "5", "given_names"], ["people", "5", "born_on"], ["people", "6", "given_names"],
    ]  # fmt: skip
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_refused_file_says_why_and_what_to_do(ruth):
    address = send(ruth, HEADER.replace("jurisdiction", "country") + "CRN,X,A,B,,Scotland,\n").headers["Location"]
    run()
    assert "The column jurisdiction of people could not be found" in text_of(ruth.get(address))


def test_cancelling_ends_it_and_publishing_it_afterwards_is_refused_with_a_sentence(ruth):
    address = send(ruth, PEOPLE).headers["Location"]
    run()
    ruth.post(f"{address}cancel/")
    assert "Nothing was imported" in text_of(ruth.get(address))
    assert "Upload the file again" in text_of(ruth.post(f"{address}publish/", follow=True))


def test_the_template_has_the_headings_this_viewer_may_use(ruth, adam):
    own = ruth.get("/imports/template/people.csv").content.decode("utf-8-sig")
    assert "practitioner" not in own
    assert "practitioner" in adam.get("/imports/template/people.csv").content.decode()
    assert ruth.get("/imports/template/sessions.csv").status_code == 404
    assert adam.get("/imports/template/workbook.csv").status_code == 404


def test_somebody_elses_upload_is_the_page_that_is_not_there(cast, ruth, adam):
    batch = check(PEOPLE, by=actor_for(cast.practitioner))
    absent = adam.get("/imports/00000000-0000-4000-8000-000000000000/")
    assert absent.status_code == 404
    for page in ("", "undo/", "problems.csv"):
        response = adam.get(f"/imports/{batch}/{page}")
        assert (response.status_code, response.content) == (404, absent.content)
    assert "Uploaded" not in text_of(adam.get("/imports/"))


def test_the_number_of_queries_does_not_grow_with_the_file(cast, ruth, adam, django_assert_max_num_queries):
    many = HEADER + "".join(f"CRN,B{n},Ann,Hill,01/03/1999,Scotland,\n" for n in range(60)) + "CRN,,,,,,\n" * 30
    for content in (PEOPLE, many):
        batch = check(content, by=actor_for(cast.practitioner))
        for address in (f"/imports/{batch}/", "/imports/", "/imports/add/", f"/imports/{batch}/problems.csv"):
            with django_assert_max_num_queries(MOST_QUERIES):
                assert ruth.get(address).status_code == 200


def test_a_workbook_says_which_sheet_a_row_is_of_and_what_undo_leaves(cast, adam):
    actor = actor_for(cast.administrator)
    batch = import_all(WORKBOOK, kind="workbook", by=actor)
    page = text_of(adam.get(f"/imports/{batch}/"))
    assert '<span class="app-table__under">sessions</span>' in page
    assert "CRN I1 on 20 April 2026 at 10:00" in page


def test_after_thirty_days_the_page_says_that_the_file_is_gone(cast, sign_in, set_clock):
    batch = import_all(PEOPLE, by=actor_for(cast.practitioner))
    later = START + timedelta(days=30)
    set_clock(later)
    run(at=later)
    ruth = sign_in(cast.practitioner)
    page = text_of(ruth.get(f"/imports/{batch}/"))
    assert "destroyed after 30 days" in page
    assert "Siân" not in page
    assert ruth.get(f"/imports/{batch}/undo/").status_code == 404
