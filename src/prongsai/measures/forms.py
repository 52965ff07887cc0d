"""The form of one measure: plain boxes, one point a line, and for each outcome the item that fills in its scores."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from prongsai.evidence.items import item_source
from prongsai.measures import rules
from prongsai.measures.actions import WrittenMeasure, WrittenOutcome
from prongsai.measures.models import Measure
from prongsai.ui.languages import th_en

_MOST_LINES = 300
_LONGEST_LINE = 10_000
_EMPTY_OUTCOMES = 1
_MOST_OUTCOMES = 40


def lines_of(text: str) -> list[str]:
    """One point a line, empty lines dropped."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class LinesField(forms.CharField):
    """A box with one point a line; cleans to a list of strings."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 8}), strip=False, **kwargs)

    def clean(self, value: Any) -> Any:
        lines = lines_of(super().clean(value) or "")
        if len(lines) > _MOST_LINES:
            raise forms.ValidationError(
                f"มีได้ไม่เกิน {_MOST_LINES} ข้อ: รวมข้อที่ใกล้กันหรือแยกเป็นอีกมาตรการ / At most {_MOST_LINES} points: join some, or make another measure."
            )
        if any(len(line) > _LONGEST_LINE for line in lines):
            raise forms.ValidationError(
                f"ข้อหนึ่งยาวได้ไม่เกิน {_LONGEST_LINE} ตัวอักษร: แยกเป็นหลายข้อ / A point has at most {_LONGEST_LINE} characters: split it."
            )
        return lines


class MeasureForm(forms.Form):
    """What officers may change in a measure. Scores are not among it: outcomes hold places for them."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    title = forms.CharField(
        label=th_en("มาตรการ/โครงการ/กิจกรรม", "Measure, project or activity"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    steps = LinesField(
        label=th_en("ขั้นตอน/วิธีการปฏิบัติ", "Steps"),
        help_text=th_en("หนึ่งข้อต่อหนึ่งบรรทัด", "One point a line"),
        required=False,
    )
    timeframe = forms.CharField(
        label=th_en("ระยะเวลาในการดำเนินการ", "Time frame"),
        max_length=2_000,
        required=False,
        help_text=th_en("บอกเดือนหรือไตรมาส เช่น ตุลาคม 2567 - มีนาคม 2568", "Name months or quarters"),
    )
    responsible = LinesField(
        label=th_en("ผู้รับผิดชอบ", "Responsible"),
        help_text=th_en("หนึ่งส่วนราชการต่อหนึ่งบรรทัด", "One division a line"),
        required=False,
    )
    results = LinesField(
        label=th_en("ผลการดำเนินการ", "Results"),
        help_text=th_en(
            "สิ่งที่ทำแล้วจริง พร้อมวันที่และจำนวน หนึ่งข้อต่อหนึ่งบรรทัด",
            "What was really done, with dates and numbers, one point a line",
        ),
        required=False,
    )


class OutcomeForm(forms.Form):
    """One outcome: a sentence, and the item whose scores stand at `{score:2568}` and `{delta}`."""

    text = forms.CharField(
        label=th_en("ผลลัพธ์หรือผลสัมฤทธิ์", "Outcome"),
        required=False,
        max_length=_LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=th_en(
            "เขียน {score:2568} ตรงที่ต้องการคะแนนปี 2568 และ {delta} ตรงที่ต้องการผลต่าง ระบบจะเติมตัวเลขให้",
            "Write {score:2568} where the score of 2568 shall stand and {delta} for the difference; the numbers are filled in",
        ),
    )
    item_code = forms.ChoiceField(
        label=th_en("ข้อของ ITA ที่เป็นที่มาของคะแนน", "ITA item that the scores come from"), required=False
    )

    def __init__(self, *args: Any, framework_year: int, held: Iterable[str] = (), **kwargs: Any) -> None:
        """held: codes that outcomes are bound to already; they stay on offer even if the framework has them no more."""
        super().__init__(*args, **kwargs)
        items = item_source().items(framework_year)
        choices = [("", th_en("ไม่ผูกกับข้อใด", "Bound to no item"))] + [
            (item.code, f"{item.code} {item.label_th}") for item in items
        ]
        known = {code for code, _ in choices}
        choices += [(code, code) for code in sorted(set(held) - known)]
        self.fields["item_code"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A bound sentence must not hold typed numbers of scores; they become places for them."""
        cleaned = super().clean() or {}
        if cleaned.get("item_code"):
            cleaned["text"] = rules.with_places(cleaned.get("text", ""))
            if not cleaned["text"]:
                self.add_error(
                    "text",
                    "เขียนประโยคของผลลัพธ์ หรือเลือก «ไม่ผูกกับข้อใด» / Write the sentence, or bind it to no item.",
                )
        elif rules.years_in_places(cleaned.get("text", "")):
            self.add_error(
                "item_code",
                "ข้อความมีที่ว่างให้คะแนน จึงต้องเลือกข้อของ ITA / The sentence has places for scores: choose the ITA item.",
            )
        return cleaned


class _OutcomeForms(forms.BaseFormSet):  # type: ignore[type-arg]  # formset_factory names the form
    default_error_messages = {  # noqa: RUF012 - Django reads it so
        "missing_management_form": "หน้านี้ส่งมาไม่ครบ ผลลัพธ์จึงหายไป โหลดหน้าใหม่แล้วส่งอีกครั้ง / The page arrived incomplete, without its outcomes: reload it and send again.",
        "too_many_forms": f"มีผลลัพธ์ได้ไม่เกิน {_MOST_OUTCOMES} ข้อ รวมข้อที่ใกล้กัน / At most {_MOST_OUTCOMES} outcomes: join some.",
    }


OutcomeFormSet = forms.formset_factory(
    OutcomeForm,
    _OutcomeForms,
    extra=_EMPTY_OUTCOMES,
    max_num=_MOST_OUTCOMES,
    absolute_max=_MOST_OUTCOMES,
)


def initial_of(measure: Measure) -> dict[str, Any]:
    """What the form shows of a measure at first."""
    return {
        "revision": measure.revision,
        "title": measure.title,
        "timeframe": measure.timeframe,
        "steps": "\n".join(step.text for step in measure.steps.all()),
        "responsible": "\n".join(one.text for one in measure.responsible.all()),
        "results": "\n".join(result.text for result in measure.results.all()),
    }


def outcomes_of(measure: Measure, data: Any = None) -> forms.BaseFormSet[OutcomeForm]:
    """The forms of a measure's outcomes, filled from it or from what was sent.

    What was sent is not compared with what is held: Django would take an added outcome that says the same for an empty form.
    """
    held = measure.outcomes.all()
    kwargs = {"framework_year": measure.plan.framework_year, "held": {one.item_code for one in held}}
    initial = [{"text": one.text, "item_code": one.item_code} for one in held]
    return OutcomeFormSet(
        data, initial=initial if data is None else None, form_kwargs=kwargs, prefix="outcomes"
    )


def written(measure: Measure, form: MeasureForm, outcomes: Any) -> WrittenMeasure:
    """What two valid forms say, as the action takes it. Emptied outcomes go."""
    data = form.cleaned_data
    return WrittenMeasure(
        issue=measure.issue,
        title=data["title"],
        timeframe=data["timeframe"],
        steps=data["steps"],
        responsible=data["responsible"],
        results=data["results"],
        outcomes=[
            WrittenOutcome(one.cleaned_data["text"], one.cleaned_data.get("item_code", ""))
            for one in outcomes
            if one.cleaned_data.get("text")
        ],
    )
