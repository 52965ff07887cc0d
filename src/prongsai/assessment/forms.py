"""The form that takes a file of official scores."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from prongsai.assessment.sheet import LARGEST_FILE
from prongsai.ui.languages import choose, th_en


class ScoresFileForm(forms.Form):
    """A file and, when it corrects an earlier one, the reason."""

    file = forms.FileField(
        error_messages={
            "required": th_en("เลือกแฟ้มคะแนน", "Choose the file of scores."),
            "missing": th_en("เลือกแฟ้มคะแนน", "Choose the file of scores."),
            "invalid": th_en("แฟ้มส่งมาไม่ครบ ลองอีกครั้ง", "The file did not arrive whole; try again."),
            "empty": th_en(
                "แฟ้มว่างเปล่า เลือกแฟ้มที่มีคะแนน", "The file is empty; choose the one that holds the scores."
            ),
        }
    )
    because = forms.CharField(
        required=False,
        max_length=200,
        error_messages={
            "max_length": th_en("เหตุผลยาวเกิน 200 ตัวอักษร", "The reason is longer than 200 characters.")
        },
    )

    def clean_file(self) -> Any:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST_FILE:
            megabytes = LARGEST_FILE // 1_000_000
            raise forms.ValidationError(
                choose(
                    f"แฟ้มใหญ่เกิน {megabytes} เมกะไบต์ เหลือไว้เฉพาะแผ่นงานคะแนน",
                    f"The file is larger than {megabytes} MB; keep the sheet of scores only.",
                )
            )
        return file
