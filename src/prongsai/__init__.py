"""Prongsai (โปร่งใส): the integrity and transparency system of a Thai local government.

docs/architecture.md has the map: which room holds what, and which way imports point.
"""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
