"""The pages that the header offers: each room adds its own in its `apps.py`."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from prongsai.registry import Registry


@dataclass(frozen=True, slots=True)
class Destination:
    """A page in the header. url_name: resolved without arguments. staff: shown to signed-in people only."""

    label_th: str
    label_en: str
    url_name: str
    staff: bool = False

    @property
    def label(self) -> str:
        return self.label_en if get_language() == "en" else self.label_th

    @property
    def url(self) -> str:
        return reverse(self.url_name)


destinations: Registry[Destination] = Registry("destination")


def add(key: str, label_th: str, label_en: str, url_name: str, *, staff: bool = False) -> None:
    """Offer a page in the header; the order is that of the installed apps."""
    destinations.add(key, Destination(label_th, label_en, url_name, staff), owner=url_name)


def shown_to(*, staff: bool) -> list[Destination]:
    return [destination for _, destination in destinations.items() if staff or not destination.staff]
