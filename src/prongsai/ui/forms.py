"""How forms look: Django's forms in the components of the house, errors tied to their fields."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    RadioSelect,
    Select,
    Textarea,
    Widget,
)


class HouseBoundField(BoundField):
    """A field whose control carries its class and the ids of its hint and its error."""

    def as_widget(
        self, widget: Widget | None = None, attrs: dict[str, Any] | None = None, only_initial: bool = False
    ) -> Any:
        shown = widget or self.field.widget
        styled = {"class": _class_of(shown, wrong=bool(self.errors))} | (attrs or {})
        ends = (("hint", self.help_text), ("error", self.errors))
        described = " ".join(f"{self.auto_id}-{end}" for end, there in ends if there)
        if described and not shown.is_hidden:
            styled["aria-describedby"] = described
        return super().as_widget(widget, styled, only_initial)


def _class_of(widget: Widget, *, wrong: bool) -> str:
    match widget:
        case CheckboxInput() | CheckboxSelectMultiple():
            return "govuk-checkboxes__input"
        case RadioSelect():
            return "govuk-radios__input"
        case Textarea():
            name = "govuk-textarea"
        case Select():
            name = "govuk-select"
        case ClearableFileInput():
            name = "govuk-file-upload"
        case _:
            name = "govuk-input"
    return f"{name} {name}--error" if wrong else name


class HouseRenderer(TemplatesSetting):
    """FORM_RENDERER of the installation."""

    form_template_name = "ui/forms/form.html"
    bound_field_class = HouseBoundField
