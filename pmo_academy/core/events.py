"""Publish and subscribe inside one transaction: features below tell features above."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

EventT = TypeVar("EventT")

_subscribers: dict[type[Any], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event_type: type[EventT], handler: Callable[[EventT], None]) -> None:
    """Call the handler for each event of this type; subscribing twice has one effect."""
    if handler not in _subscribers[event_type]:
        _subscribers[event_type].append(handler)


def publish(event: object) -> None:
    """Tell every subscriber at once, in the transaction of the caller."""
    for handler in _subscribers[type(event)]:
        handler(event)
