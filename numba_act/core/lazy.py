"""Attributes that are found when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazy(Generic[T]):  # noqa: N801 - used as `property` is
    """A property that is found once, without a lock.

    `functools.cached_property` has one in Python 3.11. It would be held while Numba's compiler is
    waited for, and elsewhere be waited for while Numba's compiler is held; and a child that is
    forked meanwhile would have it for ever. Of two threads, the first that is ready decides.

    The class itself has no such attribute, unless it is given one (`of_class`).
    """

    def __init__(self, find: Callable[[Any], T], of_class: T | None = None) -> None:
        self._find = find
        self._of_class = of_class
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> T:
        if instance is None:
            if self._of_class is None:  # `hasattr` says no
                raise AttributeError(self._name)
            return self._of_class
        found: T = instance.__dict__.setdefault(self._name, self._find(instance))
        return found
