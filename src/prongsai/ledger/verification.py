"""What the verifier found, in the words it is told in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it was logged or signed.

    where: an entry (`entry 17`) or a file relative to the home, with the byte where there is one.
    entry, path, offset: the same as data; offset counts bytes from 0.
    """

    where: str
    message_th: str
    message_en: str
    entry: int | None = None
    path: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """size: entries in the database; signed_size, root: of the signed checkpoint, root as base64, None without one."""

    size: int
    signed_size: int | None
    root: str | None
    problems: tuple[Problem, ...]

    @property
    def intact(self) -> bool:
        return not self.problems


def entry_problem(index: int, message_th: str, message_en: str) -> Problem:
    return Problem(f"entry {index}", message_th, message_en, entry=index)


def file_problem(path: str, offset: int | None, message_th: str, message_en: str) -> Problem:
    where = path if offset is None else f"{path} byte {offset}"
    return Problem(where, message_th, message_en, path=path, offset=offset)


def altered(index: int) -> Problem:
    return entry_problem(
        index,
        "ข้อมูลในฐานข้อมูลไม่ตรงกับที่เผยแพร่และลงลายมือชื่อไว้",
        "the row in the database is not what was published and signed",
    )


def damaged(path: str, offset: int) -> Problem:
    return file_problem(path, offset, "แฟ้มไม่ตรงกับรายการที่บันทึก", "the file is not what the entries give")


def missing(path: str) -> Problem:
    return file_problem(
        path, None, "ไม่มีแฟ้มนี้ สั่ง prongsai ledger checkpoint หรือนำสำเนากลับมา", "the file is missing"
    )


def stranger(path: str) -> Problem:
    return file_problem(
        path,
        None,
        "แฟ้มนี้ไม่ใช่ส่วนของบันทึก ไม่มีรายการรองรับ",
        "the file is no part of the log: there are no entries for it",
    )


def row_missing(index: int) -> Problem:
    return entry_problem(index, "ไม่มีแถวนี้ในฐานข้อมูล", "the row is missing from the database")


def unsigned(path: str, offset: int | None) -> Problem:
    return file_problem(
        path, offset, "จุดตรวจไม่ตรงกับลายมือชื่อ", "the checkpoint does not bear a valid signature of this log"
    )


def not_the_last(path: str, size: int, last_size: int) -> Problem:
    return file_problem(
        path,
        None,
        f"จุดตรวจที่เผยแพร่มี {size} รายการ แต่ลงลายมือชื่อล่าสุดไว้ {last_size} รายการ สั่ง prongsai ledger checkpoint",
        f"the published checkpoint has {size} entries, the last signed one {last_size}; run prongsai ledger checkpoint",
    )


def first_difference(one: bytes, other: bytes) -> int | None:
    """Offset of the first byte that differs or that only one has, None for equal bytes."""
    if one == other:
        return None
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
