"""The port by which a public reference (เลขอ้างอิง), such as PR-2568-0012, leads to its page without knowing its room."""

from __future__ import annotations

from collections.abc import Callable

from prongsai.registry import Registry

Resolver = Callable[[str], str | None]
"""Address of the page of a whole reference, None when there is no such thing."""

_resolvers: Registry[Resolver] = Registry("reference prefix")


def resolves(prefix: str) -> Callable[[Resolver], Resolver]:
    """Register the function that knows references which begin with `prefix` and a hyphen.

    Raises AlreadyRegisteredError when another room has the prefix.
    """
    return _resolvers.register(prefix)


def address_of(reference: str) -> str | None:
    """Where a reference leads, None when no room knows it. Case and spaces around it do not matter."""
    whole = reference.strip().upper()
    prefix = whole.partition("-")[0]
    return _resolvers[prefix](whole) if prefix in _resolvers else None
