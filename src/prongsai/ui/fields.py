"""Fields for what Thai offices write: days of the Buddhist era, amounts of baht, longer texts with their limit shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from django import forms

from prongsai.thai import baht, dates, digits
from prongsai.thai.errors import ThaiInputError
from prongsai.ui.languages import th_en

BOTH: Final = "{} / {}".format
REQUIRED_DATE: Final = BOTH("ใส่วันที่: วัน เดือน และปี พ.ศ.", "Enter the date: day, month and B.E. year.")
INCOMPLETE_DATE: Final = BOTH(
    "วันที่ยังไม่ครบ ใส่ทั้งวัน เดือน และปี พ.ศ.", "The date is incomplete: give day, month and B.E. year."
)
REQUIRED_AMOUNT: Final = BOTH("ใส่จำนวนเงิน เช่น 12,521.25", "Enter an amount, such as 12,521.25.")

_FIRST_BE: Final = 2400
_ERA_OFFSET: Final = 543
_MONTHS_EN: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class ThaiDateWidget(forms.MultiWidget):
    """Day, month by name, B.E. year: three controls in one fieldset, `<name>_day`, `<name>_month` and `<name>_year`."""

    template_name = "ui/forms/date.html"
    use_fieldset = True
    _looks: Final = (
        (th_en("วันที่", "Day"), "govuk-input", "govuk-input--width-2"),
        (th_en("เดือน", "Month"), "govuk-select", ""),
        (th_en("ปี พ.ศ.", "B.E. year"), "govuk-input", "govuk-input--width-4"),
    )

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        months = [("", "–")] + [
            (str(number), th_en(thai, english))
            for number, (thai, english) in enumerate(zip(dates.MONTHS, _MONTHS_EN, strict=True), 1)
        ]
        typed = {"inputmode": "numeric", "autocomplete": "off"}
        parts: dict[str, forms.Widget | type[forms.Widget]] = {
            "day": forms.TextInput(typed),
            "month": forms.Select(choices=months),
            "year": forms.TextInput(typed),
        }
        super().__init__(parts, attrs)

    def decompress(self, value: dt.date | None) -> list[Any]:
        return [None, None, None] if value is None else [value.day, value.month, dates.be_year(value)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        wrong = bool(attrs and attrs.get("aria-invalid"))
        for part, (label, kind, width) in zip(context["widget"]["subwidgets"], self._looks, strict=True):
            shown = [kind, width, f"{kind}--error" if wrong else ""]
            part["attrs"]["class"] = " ".join(name for name in shown if name)
            part["label"] = label
        return context


class ThaiDateField(forms.Field):
    """A day (C.E. `datetime.date`) from day, month and B.E. year (วันเดือนปี พ.ศ.), in Thai or Arabic digits.

    What was typed stays in the controls when it is refused; a year of the common era is refused with the B.E. year that
    was probably meant.
    """

    widget = ThaiDateWidget
    default_error_messages: ClassVar = {"required": REQUIRED_DATE, "incomplete": INCOMPLETE_DATE}

    def to_python(self, value: Any) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        day, month, year = (digits.to_arabic(str(part or "")).strip() for part in value)
        if not (day or month or year):
            return None
        if not (day and month and year):
            raise forms.ValidationError(self.error_messages["incomplete"], code="incomplete")
        if year.isdecimal() and _FIRST_BE - _ERA_OFFSET <= int(year) < _FIRST_BE:
            raise forms.ValidationError(_common_era(int(year)), code="common_era")
        try:
            return dates.parse_date(f"{day}/{month}/{year}")
        except ThaiInputError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def validate(self, value: dt.date | None) -> None:
        if value is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial: dt.date | None, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except forms.ValidationError:
            return True


def _common_era(year: int) -> str:
    be = year + _ERA_OFFSET
    return BOTH(
        f"ปี {year} เป็น ค.ศ. โปรดใส่ปี พ.ศ. เช่น {be}",
        f"{year} is a year of the common era: enter the B.E. year, such as {be}.",
    )


class BahtWidget(forms.TextInput):
    """An amount with its unit behind it."""

    template_name = "ui/forms/baht.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"} | (attrs or {})
        )


class BahtField(forms.Field):
    """An amount of baht (จำนวนเงิน) as typed, «12,521.25» or «๑๒,๕๒๑.๒๕ บาท»; cleans to satang.

    min_value: least amount in satang, 0 when left out, None for amounts that may be below zero.
    """

    widget = BahtWidget
    default_error_messages: ClassVar = {"required": REQUIRED_AMOUNT}

    def __init__(self, *, min_value: int | None = 0, max_value: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value, self.max_value = min_value, max_value

    def prepare_value(self, value: Any) -> Any:
        return baht.format_baht(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, int):
            return value
        typed = (value or "").strip()
        if not typed:
            return None
        try:
            return baht.satang(typed)
        except ThaiInputError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.min_value is not None and value < self.min_value:
            least = baht.format_baht(self.min_value)
            raise forms.ValidationError(
                BOTH(f"จำนวนเงินต้องไม่ต่ำกว่า {least} บาท", f"The amount must be at least {least} baht."),
                code="min_value",
            )
        if self.max_value is not None and value > self.max_value:
            most = baht.format_baht(self.max_value)
            raise forms.ValidationError(
                BOTH(f"จำนวนเงินต้องไม่เกิน {most} บาท", f"The amount must be at most {most} baht."),
                code="max_value",
            )


class CountedTextarea(forms.Textarea):
    """A box that says how many characters are left. It never cuts what is pasted: the field refuses it whole."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        attrs = super().build_attrs(base_attrs, dict(extra_attrs or {}))
        attrs.pop("maxlength", None)
        return attrs


class LongTextField(forms.CharField):
    """Text of at most `max_length` characters, in a box that counts them."""

    widget = CountedTextarea

    def __init__(self, *, max_length: int, rows: int = 6, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, widget=CountedTextarea({"rows": rows}), **kwargs)
        self.error_messages["max_length"] = BOTH(
            f"ข้อความยาวเกิน {max_length} ตัวอักษร โปรดย่อลง",
            f"The text is longer than {max_length} characters: shorten it.",
        )
        self.error_messages["required"] = BOTH("ใส่ข้อความ", "Enter the text.")

    def to_python(self, value: Any) -> str:
        """Browsers send the end of a line as two characters; the box counts one, and so does the field."""
        return str(super().to_python(value)).replace("\r\n", "\n")
