"""What a visitor of the verification page asks."""

from __future__ import annotations

from django import forms

BOTH = "{} / {}".format
NUMBER = BOTH(
    "ใส่ลำดับของรายการเป็นจำนวนเต็มตั้งแต่ 0 เช่น 17",
    "Write the number of the entry as a whole number from 0, such as 17.",
)


class EntryForm(forms.Form):
    """An entry by its index in the log."""

    entry = forms.IntegerField(
        min_value=0,
        max_value=2**62,
        error_messages={"required": NUMBER, "invalid": NUMBER, "min_value": NUMBER, "max_value": NUMBER},
    )


class OlderCheckpointForm(forms.Form):
    """A checkpoint that the visitor kept, as text."""

    older = forms.CharField(
        max_length=20_000,
        strip=False,
        error_messages={
            "required": BOTH(
                "วางข้อความของจุดตรวจที่ท่านเก็บไว้", "Paste the text of the checkpoint that you kept."
            ),
            "max_length": BOTH(
                "ข้อความยาวเกินไป จุดตรวจมีเพียงไม่กี่บรรทัด",
                "The text is too long: a checkpoint has only a few lines.",
            ),
        },
    )
