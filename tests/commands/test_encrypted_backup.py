"""An encrypted copy is of use to its identity alone, and anything wrong with one is refused before anything changes."""

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest

from alongside.casework.backup import manifest, streams
from alongside.records.models import Person, User
from alongside.vault import age, create_key_file, key_file, open_keys
from alongside.vault.models import WrappedKey
from tests.cast import Cast, make_cast
from tests.postgresql import is_on_postgresql

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = ["record", "keys"]


@pytest.fixture(scope="module")
def identity(tmp_path_factory) -> Path:
    """The private key, in a file as age-keygen writes it, of another folder than any copy."""
    made = pyrage.x25519.Identity.generate()
    path = tmp_path_factory.mktemp("another-computer") / "identity"
    path.write_text(f"# public key: {made.to_public()}\n{made}\n")
    return path


@pytest.fixture
def recipient(identity) -> str:
    return str(pyrage.x25519.Identity.from_str(identity.read_text().split()[-1]).to_public())


@pytest.fixture
def cast(settings, tmp_path) -> Cast:
    settings.ALONGSIDE_CHECKPOINT_DIRS = [tmp_path / "checkpoints", tmp_path / "checkpoints-second"]
    return make_cast()


@pytest.fixture
def copies(call, cast, recipient, tmp_path) -> Path:
    """A copy of the record and one of the keys, on the backup target."""
    for words in ([str(tmp_path / "target" / "record")], ["--keys", str(tmp_path / "target" / "keys")]):
        done = call("backup", "--to", recipient, *words)
        assert done.exit_code == 0, done.output
        assert "not encrypted" not in done.output
    return tmp_path / "target"


def words_for(store: str, copies: Path, *more: str) -> list[str]:
    return ["restore", *(["--keys"] if store == "keys" else []), *more, str(copies / store)]


def test_what_was_lost_comes_back_with_the_identity(call, cast, copies, identity):
    User.objects.filter(name="Ruth Adeyemi").update(name="Somebody Else")
    WrappedKey.objects.using("keys").all().delete()
    for store in ("keys", "record"):
        done = call(*words_for(store, copies, "--force", "--identity", str(identity)))
        assert done.exit_code == 0, done.output
    assert User.objects.filter(name="Ruth Adeyemi").exists()
    person = Person.objects.get(id=cast.person_id)
    assert open_keys([person.id]).open_json(
        bytes(person.sealed_name), subject=person.id, table="person", row=person.id, field="sealed_name"
    )


def test_nothing_on_the_target_can_be_read(copies):
    files = [path for path in copies.rglob("*") if path.is_file()]
    assert len(files) == 4
    for path in files:
        content = path.read_bytes()
        assert content.startswith(b"age-encryption.org/v1\n"), path
        for word in (b"Ruth Adeyemi", b"SQLite format", b"PGDMP", b"records_person", b"migrations", b"sha256"):
            assert word not in content


def test_nothing_is_written_beside_the_target_meanwhile(call, cast, recipient, tmp_path, settings, monkeypatch):
    """While the copy is made, no file anywhere near holds what is being copied."""
    settings.ALONGSIDE_DATA_DIR = tmp_path / "data"
    settings.ALONGSIDE_DATA_DIR.mkdir()
    monkeypatch.setenv("TMPDIR", str(settings.ALONGSIDE_DATA_DIR))
    seen = []
    real = streams.Measured.read

    def reading(self, size=-1):
        seen.extend(path for path in tmp_path.rglob("*") if path.is_file() and b"Ruth Adeyemi" in path.read_bytes())
        return real(self, size)

    monkeypatch.setattr(streams.Measured, "read", reading)
    assert call("backup", "--to", recipient, str(tmp_path / "target")).exit_code == 0
    assert seen == []
    assert list(settings.ALONGSIDE_DATA_DIR.iterdir()) == []


@pytest.mark.skipif(shutil.which("age") is None, reason="needs Debian's age")
def test_the_tool_of_others_opens_it(copies, identity):
    for path in copies.rglob("*.age"):
        opened = subprocess.run(["age", "-d", "-i", str(identity), str(path)], capture_output=True, check=True)
        assert opened.stdout


def test_without_the_identity_it_says_what_is_missing(call, copies):
    refused = call(*words_for("record", copies, "--force"))
    assert refused.exit_code == 1
    assert "--identity FILE" in refused.output


def test_another_identity_and_what_is_none_are_refused(call, copies, tmp_path):
    other, none = tmp_path / "other", tmp_path / "none"
    other.write_text(f"{pyrage.x25519.Identity.generate()}\n")
    none.write_text("Tomos Bevan\n")
    said = [call(*words_for("record", copies, "--force", "--identity", str(path))) for path in (other, none)]
    assert [one.exit_code for one in said] == [1, 1]
    assert "not encrypted to the identity" in said[0].output
    assert "holds no identity of age" in said[1].output
    assert "Tomos" not in said[1].output


@pytest.mark.parametrize("word", ["age1", "ssh-ed25519 AAAA", "Tomos Bevan"])
def test_what_is_no_public_key_is_refused_before_a_folder_is_made(call, cast, tmp_path, word):
    refused = call("backup", "--to", word, str(tmp_path / "target"))
    assert refused.exit_code == 1
    assert "not a public key of age" in refused.output
    assert not list(tmp_path.glob("target*"))


def test_the_setting_names_the_public_key_too(call, cast, recipient, settings, tmp_path):
    settings.ALONGSIDE_BACKUP_TO = recipient
    assert call("backup", str(tmp_path / "target")).exit_code == 0
    assert {path.suffix for path in (tmp_path / "target").iterdir()} == {".age"}


def test_a_copy_that_is_not_encrypted_says_so(call, cast, tmp_path):
    assert "This copy is not encrypted" in call("backup", str(tmp_path / "target")).output


def spoilt(path: Path, *, regions: int, first: int = 50) -> Iterator[bytes]:
    """Every bit of a byte in each region turned over, the file cut short at each, and the file with more at its end."""
    whole = path.read_bytes()
    places = sorted(
        {*range(min(first, len(whole))), *(len(whole) * n // regions for n in range(regions)), len(whole) - 1}
    )
    for place in places:
        turned = bytearray(whole)
        turned[place] ^= 1 << place % 8
        yield bytes(turned)
    yield from (whole[:place] for place in places[:: max(len(places) // regions, 1)])
    yield whole + b"\0"
    yield whole + whole


def tables() -> list[object]:
    """What a restore could change."""
    return [
        list(User.objects.order_by("id").values()),
        sorted((row, bytes(w)) for row, w in WrappedKey.objects.using("keys").values_list("subject_id", "wrapped")),
    ]


def refuse_everything_wrong(call, copies: Path, identity: Path, regions: int) -> int:
    """Restore from every spoilt file and assert that each is refused in a sentence with nothing changed."""
    before, tried = tables(), 0
    for store in WAYS:
        for path in sorted((copies / store).iterdir()):
            whole = path.read_bytes()
            for content in spoilt(path, regions=regions):
                path.write_bytes(content)
                refused = call(*words_for(store, copies, "--force", "--identity", str(identity)))
                assert refused.exit_code == 1, (path, refused.output)
                assert refused.output.rstrip().endswith("."), refused.output
                assert "unexpected" not in refused.output, refused.output
                tried += 1
            path.write_bytes(whole)
    assert tables() == before
    return tried


def test_whatever_is_turned_over_or_cut_short_is_refused_and_nothing_changes(call, cast, copies, identity):
    assert refuse_everything_wrong(call, copies, identity, regions=10) > 250


@pytest.mark.nightly
def test_thousands_of_damages_are_refused(call, cast, copies, identity, goal_result):
    tried = refuse_everything_wrong(call, copies, identity, regions=1_200)
    goal_result(goal="G19", tried=tried, what="damaged encrypted copies refused with nothing changed")
    assert tried > 5_000


def test_the_parts_of_two_copies_are_not_one(call, cast, copies, identity, recipient, tmp_path):
    User.objects.filter(name="Ruth Adeyemi").update(name="Somebody Else")
    call("backup", "--to", recipient, str(copies / "later"))
    [copy] = [path for path in (copies / "record").iterdir() if "manifest" not in path.name]
    shutil.copy(copies / "later" / copy.name, copy)
    before = tables()
    refused = call(*words_for("record", copies, "--force", "--identity", str(identity)))
    assert refused.exit_code == 1
    assert "This backup is" in refused.output
    assert tables() == before


@pytest.mark.parametrize("store", WAYS)
def test_the_one_store_is_not_taken_for_the_other(call, cast, copies, identity, store):
    other = {"record": "keys", "keys": "record"}[store]
    before = tables()
    refused = call(*words_for(store, copies, "--force", "--identity", str(identity))[:-1], str(copies / other))
    assert refused.exit_code == 1
    assert "This is a backup of the" in refused.output
    assert tables() == before


def test_a_copy_that_a_stranger_encrypted_to_the_same_key_is_refused(
    call, cast, recipient, identity, settings, tmp_path, monkeypatch
):
    """The public key is known to whoever looks, so it says nothing about who made a copy. The signature does."""
    ours = settings.ALONGSIDE_KEY_FILE
    monkeypatch.setattr(key_file, "_loaded", {})
    settings.ALONGSIDE_KEY_FILE = tmp_path / "stranger.keys"
    create_key_file(settings.ALONGSIDE_KEY_FILE)
    assert call("backup", "--to", recipient, str(tmp_path / "record")).exit_code == 0
    settings.ALONGSIDE_KEY_FILE = ours
    refused = call("restore", "--force", "--identity", str(identity), str(tmp_path / "record"))
    assert refused.exit_code == 1
    assert "belongs to another installation" in refused.output


def forget_the_signature(monkeypatch):
    monkeypatch.setattr(manifest, "verify_manifest", lambda text, signature: True)


def test_without_the_signature_a_strangers_copy_would_come_in(
    call, cast, recipient, identity, settings, tmp_path, monkeypatch
):
    forget_the_signature(monkeypatch)
    with pytest.raises(AssertionError):
        test_a_copy_that_a_stranger_encrypted_to_the_same_key_is_refused(
            call, cast, recipient, identity, settings, tmp_path, monkeypatch
        )


class Whatever:
    """A sum that is every sum."""

    def __ne__(self, other: object) -> bool:
        return False


def is_changed_copy_refused(call, folder: Path) -> bool:
    """Change one letter of a name in a copy that stays a sound database, and say whether it is refused."""
    assert call("backup", str(folder)).exit_code == 0
    copy = folder / "copy.sqlite3"
    copy.write_bytes(copy.read_bytes().replace(b"Ruth Adeyemi", b"Ruth Adeyemo"))
    return call("restore", "--force", str(folder)).exit_code == 1


@pytest.mark.skipif(is_on_postgresql(), reason="a packed copy that was changed does not unpack anyway")
def test_without_its_sums_a_changed_copy_would_come_in(call, cast, tmp_path, monkeypatch):
    assert is_changed_copy_refused(call, tmp_path / "first")
    monkeypatch.setattr(manifest, "_sum", lambda path: Whatever())
    assert not is_changed_copy_refused(call, tmp_path / "second")


def test_a_full_disk_is_a_sentence_and_leaves_no_copy(call, cast, recipient, tmp_path, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(streams.MeasuredFile, "write", full)
    for more in ([], ["--to", recipient]):
        refused = call("backup", *more, str(tmp_path / "target"))
        assert refused.exit_code == 1
        assert "No space left on device" in refused.output
        assert not (tmp_path / "target").exists()


def test_a_long_stream_is_encrypted_as_it_comes(identity, recipient):
    """No more of it is held than a piece, so that a copy may be larger than the memory."""

    class Endless:
        left, largest = 64, 0

        def read(self, size=-1):
            self.largest = max(self.largest, size)
            self.left -= 1
            return bytes(size) if self.left > 0 else b""

    source, target = Endless(), io.BytesIO()
    age.encrypt(source, target, recipient)
    back = io.BytesIO()
    age.decrypt(io.BytesIO(target.getvalue()), back, identity)
    assert len(back.getvalue()) == 63 * source.largest
    assert source.largest <= 1024 * 1024
