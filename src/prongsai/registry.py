"""One small registry for every place where a room offers something to those above or below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class AlreadyRegisteredError(ValueError):
    """Two modules claim one key; the message names both."""


class Registry(Generic[Thing]):
    """Things by key, in the order they came; a key can be taken once.

    >>> greetings: Registry[str] = Registry("greeting")
    >>> greetings.add("th", "สวัสดี", owner="prongsai.thai")
    >>> greetings["th"]
    'สวัสดี'
    """

    def __init__(self, what: str) -> None:
        self.what = what
        self._things: dict[str, Thing] = {}
        self._owners: dict[str, str] = {}

    def add(self, key: str, thing: Thing, *, owner: str) -> None:
        """Take `key` for `thing`; raises AlreadyRegisteredError when another module has it.

        The same owner may register again, so that a module which is imported twice does no harm.
        """
        taken_by = self._owners.get(key)
        if taken_by is not None and taken_by != owner:
            raise AlreadyRegisteredError(f"{self.what} {key!r} of {owner} is already taken by {taken_by}")
        self._things[key] = thing
        self._owners[key] = owner

    def register(self, key: str) -> Callable[[Thing], Thing]:
        """Decorator form of `add`; the owner is the module of the decorated thing."""

        def decorate(thing: Thing) -> Thing:
            self.add(key, thing, owner=f"{thing.__module__}.{getattr(thing, '__qualname__', '')}")
            return thing

        return decorate

    def remove(self, key: str) -> None:
        """Forget `key`: for tests that bring their own things."""
        self._things.pop(key, None)
        self._owners.pop(key, None)

    def __getitem__(self, key: str) -> Thing:
        return self._things[key]

    def __contains__(self, key: object) -> bool:
        return key in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)

    def items(self) -> Iterator[tuple[str, Thing]]:
        return iter(self._things.items())
