"""How forms look: Django's forms in the components of the house, hint and errors tied to their controls."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    EmailInput,
    FileInput,
    MultiWidget,
    RadioSelect,
    Select,
    Textarea,
    URLInput,
    Widget,
)

from prongsai.ui.fields import CountedTextarea


class HouseBoundField(BoundField):
    """A field whose control carries its class and the ids of its hint, its error and its count."""

    def as_widget(
        self, widget: Widget | None = None, attrs: dict[str, Any] | None = None, only_initial: bool = False
    ) -> Any:
        shown = widget or self.field.widget
        styled = _attributes_of(shown, wrong=bool(self.errors)) | (attrs or {})
        return super().as_widget(widget, styled, only_initial)

    @property
    def aria_describedby(self) -> str | None:
        """Ids of what describes the control, in the order they stand; None where the widget names its own."""
        if self.field.widget.attrs.get("aria-describedby") or self.is_hidden or not self.auto_id:
            return None
        ends = (("hint", self.help_text), ("error", self.errors), ("info", self.counted_to))
        return " ".join(f"{self.auto_id}-{end}" for end, there in ends if there)

    @property
    def first_control(self) -> str:
        """Id of the control that a link in the error summary leads to; a group's first."""
        return f"{self.auto_id}_0" if self.use_fieldset and self.auto_id else self.id_for_label

    @property
    def is_tick_box(self) -> bool:
        """One box, whose label stands after it."""
        return isinstance(self.field.widget, CheckboxInput)

    @property
    def choice_kind(self) -> str:
        """Which component its choices are: radios, checkboxes, or none."""
        match self.field.widget:
            case CheckboxSelectMultiple():
                return "checkboxes"
            case RadioSelect():
                return "radios"
            case _:
                return ""

    @property
    def counted_to(self) -> int | None:
        """The most characters, where the control counts them."""
        counts = isinstance(self.field.widget, CountedTextarea)
        return getattr(self.field, "max_length", None) if counts else None


def _attributes_of(widget: Widget, *, wrong: bool) -> dict[str, Any]:
    """Class of a control and what helps to fill it in; what the widget says itself stands."""
    if widget.is_hidden or isinstance(widget, (MultiWidget, RadioSelect, CheckboxSelectMultiple)):
        return {}
    more: dict[str, Any] = {}
    match widget:
        case CheckboxInput():
            return {"class": "govuk-checkboxes__input"}
        case CountedTextarea():
            name, extra = "govuk-textarea", "govuk-js-character-count"
        case Textarea():
            name, extra = "govuk-textarea", ""
        case Select():
            name, extra = "govuk-select", ""
        case FileInput():
            name, extra = "govuk-file-upload", ""
        case EmailInput():
            name, extra, more = "govuk-input", "", {"autocomplete": "email", "spellcheck": "false"}
        case URLInput():
            name, extra, more = "govuk-input", "", {"spellcheck": "false"}
        case _:
            name, extra = "govuk-input", ""
    classes = [name, f"{name}--error" if wrong else "", extra, widget.attrs.get("class", "")]
    own = {key: value for key, value in more.items() if key not in widget.attrs}
    return own | {"class": " ".join(one for one in classes if one)}


class HouseRenderer(TemplatesSetting):
    """FORM_RENDERER of the installation."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = HouseBoundField
