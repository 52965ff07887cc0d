"""The seven issues that a measure plan must cover, by their stable keys.

The keys are a contract of ours. Wording, number and order of the issues belong to a fiscal year and live
in the assessment frameworks.
"""

from __future__ import annotations

from typing import Final

ISSUES: Final = (
    "processes",
    "eservice",
    "information",
    "property",
    "procurement",
    "power",
    "anticorruption",
)
