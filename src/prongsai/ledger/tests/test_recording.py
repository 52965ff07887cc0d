"""What goes into an entry, what never does, and what is refused."""

from __future__ import annotations

import hmac
import json
import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from prongsai.accounts.models import Membership, User
from prongsai.agencies.models import Agency
from prongsai.agencies.tenancy import ForeignRowError, working_for
from prongsai.ledger.actions import AlreadyErasedError, NotInTransactionError, checkpoint, erase, record
from prongsai.ledger.merkle import leaf_hash
from prongsai.ledger.models import Commitment, Entry, NeverChangedError
from prongsai.ledger.queries import entries_of, inclusion, opens, verify
from prongsai.ledger.references import _resolvers, address_of, resolves
from prongsai.ledger.rules import EntryRefusedError, canonical

pytestmark = pytest.mark.django_db

SECRET = {"name": "สมหญิง ใจดี", "phone": "0812345678"}


def test_an_entry_says_what_happened_in_canonical_form(log, agency) -> None:
    thing = str(uuid.uuid4())
    first = log(object_id=thing, event="submit", to_state="submitted")
    log()
    third = log(object_id=thing, from_state="submitted", to_state="approved", role="division_head")
    fields = json.loads(third.data)
    assert (first.index, third.index, third.seq) == (0, 2, 2)
    assert canonical(fields) == third.data
    assert fields == {
        "v": 1,
        "t": int(third.created_at.timestamp()),
        "agency": "tuayang",
        "reg": "asset-loan",
        "id": thing,
        "seq": 2,
        "prev": 0,
        "ev": "approve",
        "from": "submitted",
        "to": "approved",
        "role": "division_head",
        "c": [],
        "pub": {"เรื่อง": "ยืมโต๊ะ"},
    }
    assert [entry.index for entry in entries_of(thing)] == [0, 2]


def test_only_the_role_of_a_person_is_logged(log, agency) -> None:
    user = User.objects.create_user("somchai", full_name="สมชาย ใจดี")
    assert json.loads(log(by=user).data)["role"] == ""
    with working_for(agency):
        Membership.objects.create(agency=agency, user=user, role="clerk", granted_by="test")
    entry = log(by=user)
    assert json.loads(entry.data)["role"] == "clerk"
    assert "สมชาย" not in bytes(entry.data).decode() and "somchai" not in bytes(entry.data).decode()
    assert json.loads(log().data)["role"] == "system"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"object_id": "PR-2568-0012"}, "UUID"),
        ({"register": "ทะเบียน"}, "register"),
        ({"event": "approve by Somchai"}, "event"),
        ({"public": {"share": 0.5}}, "whole numbers"),
        ({"public": {"x": "\ud800"}}, "UTF-8"),
        ({"public": {1: "x"}}, "lists and objects"),
        ({"public": {"text": "ก" * 22_000}}, "65,535"),
    ],
)
def test_what_cannot_be_logged_is_refused_with_a_sentence(log, wrong, says) -> None:
    with pytest.raises(EntryRefusedError, match=says) as refused:
        log(**wrong)
    assert refused.value.message_th and refused.value.message_en
    assert not Entry.across_agencies.exists()


def test_another_agency_cannot_write_into_the_story_of_an_object(log, agency) -> None:
    thing = str(uuid.uuid4())
    log(object_id=thing)
    other = Agency.objects.create(code="other", name="อื่น")
    with pytest.raises(EntryRefusedError):
        log(object_id=thing, agency=other)
    with working_for(other), pytest.raises(ForeignRowError):
        log()


@pytest.mark.django_db(transaction=True)
def test_recording_needs_the_transaction_of_the_change(log, agency) -> None:
    with pytest.raises(NotInTransactionError):
        record(agency=agency, register="r", object_id=str(uuid.uuid4()), event="e", by=None)
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        checkpoint()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        log()
        raise ZeroDivisionError
    assert log().index == 0


def test_an_entry_is_never_changed_nor_deleted(log) -> None:
    entry = log()
    entry.event = "reject"
    with pytest.raises(NeverChangedError):
        entry.save()
    with pytest.raises(NeverChangedError):
        entry.delete()
    with (
        pytest.raises(DatabaseError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE ledger_entry SET event = 'reject'")


def test_erasing_leaves_the_proofs_and_closes_the_commitment(log) -> None:
    entry = log(private={"complainant": SECRET, "officer": {"name": "สมชาย"}})
    checkpoint()
    before = inclusion(entry.index)[0]
    held = Commitment.across_agencies.get(subject="complainant")
    nonce = bytes(held.nonce)
    domain = f"prongsai/v1/asset-loan/{entry.object_id}/1".encode()
    assert held.digest == hmac.digest(nonce, domain + b"\0" + canonical(SECRET), "sha256").hex()
    assert held.digest in json.loads(entry.data)["c"] and len(json.loads(entry.data)["c"]) == 2
    assert opens(held, SECRET) and not opens(held, SECRET | {"phone": "0812345679"})
    said = erase(commitment=held, legal_reason="PDPA ม.33", by=None)
    assert json.loads(said.data)["pub"] == {"erased": held.digest, "entry": 0, "legal_reason": "PDPA ม.33"}
    held.refresh_from_db()
    assert held.nonce is None and held.subject == "" and not opens(held, SECRET)
    assert inclusion(entry.index)[0] == before
    checkpoint()
    inclusion(entry.index)
    assert verify().problems == ()
    with pytest.raises(AlreadyErasedError):
        erase(commitment=held, legal_reason="again", by=None)
    with pytest.raises(EntryRefusedError):
        erase(commitment=Commitment.across_agencies.get(subject="officer"), legal_reason=" ", by=None)


def test_the_leaf_is_the_hash_of_the_stored_bytes(log) -> None:
    entry = log()
    checkpoint()
    assert inclusion(0)[1].root == leaf_hash(bytes(entry.data))


def test_a_reference_leads_to_its_page() -> None:
    @resolves("TEST")
    def find(reference: str) -> str | None:
        return f"/things/{reference}" if reference.endswith("1") else None

    try:
        assert address_of(" test-2568-1 ") == "/things/TEST-2568-1"
        assert address_of("TEST-2568-2") is None
        assert address_of("NONE-1") is None
    finally:
        _resolvers.remove("TEST")
