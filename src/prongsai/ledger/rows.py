"""Checks of the rows by themselves: form, columns, numbering of each object, commitments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from prongsai.ledger import rules
from prongsai.ledger.models import Commitment, Entry
from prongsai.ledger.verification import Problem, entry_problem

_COLUMNS = {"register": "reg", "object_id": "id", "seq": "seq", "event": "ev"}


@dataclass(frozen=True, slots=True)
class _Held:
    digest: str
    is_erased: bool


class RowCheck:
    """Looks at every entry once, in order of index, and remembers where each object stands."""

    def __init__(self) -> None:
        self._objects: dict[tuple[str, str], tuple[int, int | None]] = {}
        self._erased: dict[str, int] = {}
        self._said_erased: set[str] = set()

    def check(self, entries: list[Entry]) -> Iterator[Problem]:
        """Problems of a run of entries."""
        held: dict[int, list[_Held]] = {}
        rows = Commitment.across_agencies.filter(entry__in=[entry.pk for entry in entries])
        for entry_id, digest, nonce in rows.values_list("entry_id", "digest", "nonce"):
            held.setdefault(entry_id, []).append(_Held(digest, nonce is None))
        for entry in entries:
            yield from self._check(entry, held.get(entry.index, []))

    def finish(self) -> Iterator[Problem]:
        """Problems that only the whole log shows."""
        for digest in sorted(self._erased.keys() - self._said_erased):
            yield entry_problem(
                self._erased[digest],
                "ค่าลับของข้อผูกมัดถูกลบโดยไม่มีรายการบันทึกการลบ",
                "what opens a commitment was erased without an entry that says so",
            )

    def _check(self, entry: Entry, held: list[_Held]) -> Iterator[Problem]:
        fields = _fields_of(bytes(entry.data))
        if fields is None:
            yield entry_problem(
                entry.index, "ข้อมูลไม่อยู่ในรูปแบบของบันทึก", "the data is not in the form of an entry"
            )
            return
        wrong = [column for column, name in _COLUMNS.items() if fields.get(name) != getattr(entry, column)]
        if fields.get("t") != int(entry.created_at.timestamp()):
            wrong.append("created_at")
        if fields.get("agency") != entry.agency.code:
            wrong.append("agency")
        if wrong:
            yield entry_problem(
                entry.index,
                f"คอลัมน์ {', '.join(wrong)} ไม่ตรงกับข้อมูลที่บันทึก",
                f"the columns {', '.join(wrong)} do not say what the data says",
            )
        yield from self._check_order(entry, fields)
        yield from self._check_commitments(entry, fields, held)

    def _check_order(self, entry: Entry, fields: dict[str, Any]) -> Iterator[Problem]:
        key = (entry.register, entry.object_id)
        seq, previous = self._objects.get(key, (0, None))
        if entry.seq != seq + 1 or fields.get("prev") != previous:
            yield entry_problem(
                entry.index,
                f"ลำดับของรายการ {entry.object_id} ขาดตอน: ครั้งที่ {entry.seq} มาหลังครั้งที่ {seq}",
                f"the numbering of object {entry.object_id} breaks: number {entry.seq} comes after {seq}",
            )
        self._objects[key] = (entry.seq, entry.index)

    def _check_commitments(
        self, entry: Entry, fields: dict[str, Any], held: list[_Held]
    ) -> Iterator[Problem]:
        if sorted(one.digest for one in held) != fields.get("c"):
            yield entry_problem(
                entry.index,
                "ข้อผูกมัดในฐานข้อมูลไม่ตรงกับที่บันทึก",
                "the commitments in the database are not those of the entry",
            )
        self._erased.update((one.digest, entry.index) for one in held if one.is_erased)
        public = fields.get("pub")
        if entry.event == "erase" and isinstance(public, dict):
            self._said_erased.add(str(public.get("erased")))


def _fields_of(data: bytes) -> dict[str, Any] | None:
    """The fields of an entry, None when the bytes are not their canonical form."""
    try:
        fields = json.loads(data)
        is_canonical = isinstance(fields, dict) and rules.canonical(fields) == data
    except (ValueError, RecursionError):
        return None
    return fields if is_canonical else None
