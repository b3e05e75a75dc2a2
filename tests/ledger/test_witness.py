"""Whoever holds the server and its key can rewrite the ledger, but not without a witness noticing."""

import json

import pytest
from django.db import connection

from alongside.ledger import ask_witness, keep_cosignature, prove_entry, sequence_entries, this_ledger, verify_ledger
from alongside.ledger.checkpoints import make_checkpoint
from alongside.ledger.models import Checkpoint, Entry, EntrySubject, TreeHead
from alongside.ledger.proving import check_proof
from alongside.ledger.signers import COSIGNATURE, ED25519, NoteBroken, Signer, read_signer
from alongside.ledger.vouching import last_vouched
from alongside.ledger.witnessing import NotWitnessed, Witness, read_cosignature
from tests.ledger.conftest import SOMEBODY, START

pytestmark = pytest.mark.django_db


@pytest.fixture
def witness(tmp_path, settings) -> Witness:
    made = Witness(tmp_path / "witness", "witness.example.org")
    settings.ALONGSIDE_WITNESSES = [str(made.signer)]
    return made


def grow(write, count: int, *, first: int = 0) -> None:
    write(count, first=first)
    sequence_entries(limit=count)
    make_checkpoint(at=START)


def vouch(witness: Witness) -> None:
    keep_cosignature(witness.cosign(ask_witness(witness.signer), this_ledger(), at=START))


def rewrite(write, count: int) -> None:
    """Throw the ledger away, checkpoints too, and write another with the real key, as somebody on the server could."""
    with connection.cursor() as cursor:
        for model in (EntrySubject, Entry, Checkpoint, TreeHead):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")  # noqa: S608  names of our own
    grow(write, count, first=1_000)


def report():
    return list(verify_ledger(at=START))[-1]


def test_a_witness_signs_a_ledger_as_it_grows_and_verifying_says_how_far(write, witness):
    for size in (3, 4, 5):
        grow(write, size, first=size * 100)
        vouch(witness)
    found = report()
    assert found.is_whole
    assert [(one.witness.name, one.statement.size, one.at) for one in found.vouched] == [
        ("witness.example.org", 12, START)
    ]


def test_a_witness_that_has_seen_a_ledger_does_not_sign_a_rewritten_one(write, witness, folders):
    grow(write, 7)
    vouch(witness)
    rewrite(write, 9)
    request = ask_witness(witness.signer)
    with pytest.raises(NotWitnessed, match="not those that were there before"):
        witness.cosign(request, this_ledger(), at=START)
    # What the witness signed before is still there, and says so too.
    assert any("not those that What witness.example.org signed" in problem for problem in report().problems)


def test_a_witness_does_not_sign_a_ledger_that_shrank_or_a_request_from_elsewhere(write, witness, folders):
    grow(write, 7)
    vouch(witness)
    for folder in folders:
        for path in folder.glob("*.cosigned"):
            path.unlink()
    with pytest.raises(NotWitnessed, match="over 7 entries, not 0"):
        witness.cosign(ask_witness(witness.signer), this_ledger(), at=START)
    rewrite(write, 3)
    request = ask_witness(witness.signer).replace("old 0", "old 7")
    with pytest.raises(NotWitnessed, match="7 entries were there before, and now there are 3"):
        witness.cosign(request, this_ledger(), at=START)


def test_a_witness_remembers_when_it_is_started_again(write, witness, tmp_path):
    grow(write, 7)
    vouch(witness)
    again = Witness(tmp_path / "witness", "witness.example.org")
    assert again.signer == witness.signer
    rewrite(write, 9)
    with pytest.raises(NotWitnessed):
        again.cosign(ask_witness(again.signer), this_ledger(), at=START)


def test_a_witness_believes_no_other_key_and_no_damaged_request(write, witness):
    grow(write, 7)
    request = ask_witness(witness.signer)
    other = Signer(this_ledger().name, ED25519, witness.signer.public_key)
    for text, ledger in (
        (request, other),
        (request.replace("\n7\n", "\n8\n"), this_ledger()),
        ("old 0", this_ledger()),
    ):
        with pytest.raises(NotWitnessed):
            witness.cosign(text, ledger, at=START)


def test_only_the_word_of_a_witness_that_is_set_counts(write, witness, tmp_path):
    grow(write, 7)
    stranger = Witness(tmp_path / "stranger", "witness.example.org")
    with pytest.raises(NotWitnessed):
        keep_cosignature(stranger.cosign(ask_witness(witness.signer), this_ledger(), at=START))
    assert last_vouched(witness.signer) is None


def test_a_cosignature_is_of_one_checkpoint_one_time_and_one_witness(write, witness):
    """The form is that of C2SP tlog-cosignature: four bytes of key id, eight of time, sixty-four of Ed25519."""
    grow(write, 7)
    line = witness.cosign(ask_witness(witness.signer), this_ledger(), at=START)
    note = Checkpoint.objects.get().note
    assert read_cosignature(line, note, witness.signer).at == START
    with pytest.raises(NoteBroken):
        read_cosignature(line, note.replace("\n7\n", "\n8\n"), witness.signer)
    tilted = Signer("witness.example.org", COSIGNATURE, bytes(32))
    with pytest.raises(NoteBroken):
        read_cosignature(line, note, tilted)


def test_a_key_that_was_mistyped_is_refused(witness):
    line = str(witness.signer)
    assert read_signer(line, algorithm=COSIGNATURE) == witness.signer
    for wrong in (line[:-6] + "AAAAA=", line.replace("witness.", "vvitness."), line[:20], "", str(this_ledger())):
        with pytest.raises(NoteBroken):
            read_signer(wrong, algorithm=COSIGNATURE)


def test_a_witness_that_compares_nothing_would_be_noticed(write, witness, monkeypatch):
    """The check is broken once in each run: such a witness signs the rewritten ledger."""
    grow(write, 7)
    vouch(witness)
    rewrite(write, 9)
    monkeypatch.setattr(Witness, "_compare", lambda *anything: None)
    assert witness.cosign(ask_witness(witness.signer), this_ledger(), at=START)


# --- One entry, proved to somebody who has nothing of ours but the key --------------------------------------------------


def test_an_entry_is_proved_with_everything_it_says(write):
    grow(write, 11)
    entry = Entry.objects.get(leaf=5)
    said = check_proof(prove_entry(entry.id), this_ledger())
    assert said["id"] == str(entry.id)
    assert said["actor"] == str(SOMEBODY)
    assert said["role"] == "practitioner"
    assert said["subjects"] == ", ".join(entry.subjects)
    assert said["in the ledger by"].endswith("as entry 5 of 11")


def test_a_proof_that_was_changed_anywhere_shows_nothing(write):
    grow(write, 11)
    proof = json.loads(prove_entry(Entry.objects.get(leaf=5).id))
    leaf = proof["leaf"].replace(b"practitioner".hex(), b"practitionar".hex())
    changes = [{"leaf": leaf}, {"index": 6}, {"path": proof["path"][1:]}, {"path": 7}, {"checkpoint": "11"}]
    for change in changes:
        with pytest.raises(NoteBroken):
            check_proof(json.dumps({**proof, **change}), this_ledger())
    assert check_proof(json.dumps(proof), this_ledger())


def test_what_waits_for_its_number_is_not_proved(write):
    write(1)
    with pytest.raises(NotWitnessed):
        prove_entry(Entry.objects.get().id)
