"""Attributes that are computed when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["derived"]

if TYPE_CHECKING:
    from functools import cached_property as derived
else:

    class derived:  # noqa: N801 - a decorator
        """``functools.cached_property`` without its lock, which until Python 3.12 costs more than most of what we keep.

        The same value may be computed twice in two threads, which does no harm.
        """

        def __init__(self, compute):
            self.compute = compute
            self.__doc__ = compute.__doc__

        def __set_name__(self, owner, name):
            self.name = name

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.compute(instance)
            return value
