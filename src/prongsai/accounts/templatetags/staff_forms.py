"""Fields of django-allauth's forms in the look of the house."""

from __future__ import annotations

from django import template
from django.forms import BoundField, CheckboxInput, RadioSelect, Select, Textarea
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def is_tick_box(field: BoundField) -> bool:
    """Whether the field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choice(field: BoundField) -> bool:
    """Whether the field is a group of radio buttons, which needs a legend instead of a label."""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def styled(field: BoundField) -> SafeString:
    """The field's control with the classes of its kind, tied to its hint and its error by id."""
    attributes: dict[str, str | bool] = {"class": _class_of(field)}
    described = [f"{field.id_for_label}-hint"] if field.help_text else []
    described += [f"{field.id_for_label}-error"] if field.errors else []
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


def _class_of(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, CheckboxInput):
        return "govuk-checkboxes__input"
    kinds = ((RadioSelect, "govuk-radios__input"), (Select, "govuk-select"), (Textarea, "govuk-textarea"))
    kind = next((name for of, name in kinds if isinstance(widget, of)), "govuk-input")
    return f"{kind} {kind}--error" if field.errors else kind
