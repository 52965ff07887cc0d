"""Writes: entries of the log, erasure of what opens them to persons, and the signed checkpoint."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from prongsai.accounts.models import User
from prongsai.accounts.queries import role_in
from prongsai.agencies.models import Agency
from prongsai.ledger import conf, rules
from prongsai.ledger.folder import LogFolder
from prongsai.ledger.models import Commitment, Entry
from prongsai.ledger.notes import SignedCheckpoint
from prongsai.ledger.publishing import publish

ON_THE_MACHINE: Final = "system"
"""Role of an act without a signed-in person: a command on the machine itself."""

_ADVISORY_LOCK: Final = 0x70726F6E67736169
_CHUNK: Final = 1_000


class NotInTransactionError(RuntimeError):
    """`record` was called outside of the transaction of the change that it records."""


class AlreadyErasedError(RuntimeError):
    """What opened the commitment has been erased before."""


def record(
    *,
    agency: Agency,
    register: str,
    object_id: str,
    event: str,
    by: User | None,
    from_state: str = "",
    to_state: str = "",
    public: Mapping[str, Any] | None = None,
    private: Mapping[str, Mapping[str, Any]] | None = None,
    role: str = "",
) -> Entry:
    """Append what happened to the log, in the transaction of the change itself; call it last, since others then wait.

    register, event, from_state, to_state, role: short words of the code. object_id: a UUID as text.
    by: only the role that this person has in the agency goes into the entry (the most far-reaching one unless `role`
    says in which one they acted); None for a command on the machine.
    public: plain data for everyone, no fractions, no personal data.
    private: by part ("complainant"), what is to be bound to the entry without being in it; the caller keeps the data.
    Raises NotInTransactionError outside of `transaction.atomic`, rules.EntryRefusedError for what cannot be written.
    """
    _require_transaction()
    role = role or _role_of(by, agency)
    _require_words(register, event, from_state, to_state, role)
    rules.require_opaque(object_id)
    index = _next_index()
    previous = _previous(agency, register, object_id)
    seq = previous.seq + 1 if previous else 1
    bound = _bound(register, object_id, seq, private or {})
    now = timezone.now()
    data = rules.entry_data(
        at=int(now.timestamp()),
        agency=agency.code,
        register=register,
        object_id=object_id,
        seq=seq,
        previous=previous.index if previous else None,
        event=event,
        from_state=from_state,
        to_state=to_state,
        role=role,
        commitments=[commitment.digest for commitment in bound],
        public=public or {},
    )
    entry = Entry(
        index=index,
        agency=agency,
        register=register,
        object_id=object_id,
        seq=seq,
        event=event,
        data=data,
        created_at=now,
    )
    entry.save()
    for commitment in bound:
        commitment.agency, commitment.entry = agency, entry
        commitment.save()
    return entry


@transaction.atomic
def erase(*, commitment: Commitment, legal_reason: str, by: User | None) -> Entry:
    """Erase what opens a commitment; the entry and its proofs stay. Returns the entry that says so, with the reason.

    legal_reason: public, so without personal data, at most 300 characters. The caller erases the data itself;
    copies in backups go when the backups do. Raises AlreadyErasedError, rules.EntryRefusedError without a reason.
    """
    reason = legal_reason.strip()
    if not reason or len(reason) > 300:
        raise rules.EntryRefusedError(
            "ต้องระบุเหตุตามกฎหมายที่ลบ ไม่เกิน 300 ตัวอักษร",
            "Give the legal reason for the erasure, at most 300 characters.",
        )
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")  # freed bytes are overwritten, not only forgotten
    held = (
        Commitment.across_agencies.select_for_update().select_related("entry__agency").get(pk=commitment.pk)
    )
    if held.nonce is None:
        raise AlreadyErasedError(f"ข้อผูกมัด {held.digest} ถูกลบไปแล้ว / The commitment was erased before.")
    held.nonce, held.subject = None, ""
    held.erased_at, held.erased_because = timezone.now(), reason
    held.save()
    return record(
        agency=held.entry.agency,
        register=held.entry.register,
        object_id=held.entry.object_id,
        event="erase",
        by=by,
        public={"erased": held.digest, "entry": held.entry_id, "legal_reason": reason},
    )


def checkpoint() -> SignedCheckpoint:
    """Publish the tiles of all entries so far and the signed checkpoint over them; repeats nothing, safe to run twice at once.

    Must run outside of a transaction, since only committed entries may be signed: raises RuntimeError inside of one.
    Raises publishing.CannotSignError when the log is not the one that was signed before.
    """
    return publish(LogFolder(conf.home()), conf.origin(), _committed_count, _entries_from)


def _require_words(register: str, event: str, from_state: str, to_state: str, role: str) -> None:
    rules.require_word("register", register)
    rules.require_word("event", event)
    for what, word in (("from_state", from_state), ("to_state", to_state), ("role", role)):
        rules.require_word(what, word, optional=True)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise NotInTransactionError("Call record inside the transaction.atomic of the change that it records")


def _role_of(by: User | None, agency: Agency) -> str:
    return ON_THE_MACHINE if by is None else str(role_in(by, agency) or "")


def _previous(agency: Agency, register: str, object_id: str) -> Entry | None:
    """The entry before this one in the story of the object."""
    previous = Entry.across_agencies.filter(register=register, object_id=object_id).order_by("-seq").first()
    if previous is not None and previous.agency_id != agency.pk:
        raise rules.EntryRefusedError(
            "รายการนี้เป็นของหน่วยงานอื่น", "This object belongs to another agency in the log."
        )
    return previous


def _bound(
    register: str, object_id: str, seq: int, private: Mapping[str, Mapping[str, Any]]
) -> list[Commitment]:
    """A commitment for each person, with a nonce of its own, still without its entry."""
    bound = []
    for subject, state in private.items():
        nonce = secrets.token_bytes(rules.NONCE_BYTES)
        digest = rules.commitment(nonce, register, object_id, seq, state)
        bound.append(Commitment(subject=subject, digest=digest, nonce=nonce))
    return bound


def _next_index() -> int:
    """The next place in the log; others wait for theirs until this transaction ends.

    SQLite transactions are BEGIN IMMEDIATE and wait for one another anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])
    last = Entry.across_agencies.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def _committed_count() -> int:
    with transaction.atomic(durable=True):
        last = Entry.across_agencies.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def _entries_from(start: int) -> Iterator[bytes]:
    """Data from an index on; ends early where an entry is missing."""
    while True:
        rows = list(
            Entry.across_agencies.filter(index__gte=start, index__lt=start + _CHUNK)
            .order_by("index")
            .values_list("index", "data")
        )
        for index, data in rows:
            if index != start:
                return
            yield bytes(data)
            start += 1
        if not rows:
            return
