"""A file is brought in at a terminal."""

import pytest

from alongside.access.actors import actor_for
from alongside.commands.clock import now
from alongside.domain.imports.files import LARGEST_FILE
from alongside.records.models import ImportBatch, Person
from tests.casework.imported import PEOPLE, names_seen_by
from tests.cast import make_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE + "CRN,I9,Ann,Hill,31/02/1990,Scotland,\n", encoding="utf-8")
    return path


def test_a_file_is_checked_and_nothing_changes(call, cast, file):
    checked = call("import", str(file), "--kind", "people", "--as", "RUTH@example.org")
    assert checked.exit_code == 0, checked.output
    assert "people, row 5, born_on: There is no 31 February." in checked.output
    assert "3 new, 1 with problems." in checked.output
    assert "Nothing has changed." in checked.output
    assert Person.objects.count() == 1


def test_a_file_is_published_and_named_nowhere_in_the_output(call, cast, file):
    published = call("import", str(file), "--kind", "people", "--as", "ruth@example.org", "--publish")
    assert published.exit_code == 0, published.output
    assert "Published." in published.output
    assert len(names_seen_by(actor_for(cast.practitioner), now())) == 4
    assert "Siân" not in published.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--kind", "sessions", "--as", "ruth@example.org"], "They may not import this."),
        (["--kind", "people", "--as", "nobody@example.org"], "Nobody signs in as nobody@example.org."),
        (["--kind", "workbook", "--as", "adam@example.org"], "A CSV file holds one kind of row."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(call, cast, file, words, sentence):
    refused = call("import", str(file), *words)
    assert refused.exit_code == 1
    assert sentence in refused.output
    assert Person.objects.count() == 1


def test_a_huge_file_is_refused_without_being_read(call, cast, tmp_path):
    path = tmp_path / "huge.csv"
    with path.open("wb") as huge:
        huge.truncate(50 * LARGEST_FILE)
    refused = call("import", str(path), "--kind", "people", "--as", "ruth@example.org")
    assert (refused.exit_code, "larger than 10 MB" in refused.output) == (1, True)
    assert not ImportBatch.objects.exists()
