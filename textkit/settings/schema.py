"""The JSON Schema of configuration files, made from the kinds of the options: for editors, and for who writes them."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction

from textkit.settings.kinds import Fields, Kind
from textkit.settings.load import TOP

Json = dict[str, object]
STRINGS: Json = {"type": "array", "items": {"type": "string"}}
PAIRS: Json = {
    "anyOf": [
        {"type": "object", "additionalProperties": {"type": "string"}},
        {"type": "array", "items": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}},
    ]
}
PLAIN: dict[object, Json] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    Fraction: {"type": ["number", "string"]},  # 0.85 or '17/20'
    str(tuple[str, ...]): STRINGS,
    str(tuple[tuple[str, str], ...]): PAIRS,
}


def schema(known: Mapping[str, Fields]) -> Json:
    """The schema of `textkit.toml`, and of the table `[tool.textkit]`; ``known`` names the steps and their options."""
    properties: Json = {_key(name): _of(kind) for name, kind in TOP.items()}
    properties["per-file-ignores"] = {"type": "object", "additionalProperties": STRINGS}
    for step, fields in known.items():
        properties[step] = {
            "type": "object",
            "properties": {_key(name): _of(kind) for name, kind in fields.items()},
            "additionalProperties": False,
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Configuration of textkit",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _key(name: str) -> str:
    return name.replace("_", "-")


def _of(kind: Kind) -> Json:
    origin: object = typing.get_origin(kind)
    if origin is typing.Literal:
        return {"enum": list(typing.get_args(kind))}
    if isinstance(kind, tuple):
        return {"enum": list(kind)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    if origin is types.UnionType or origin is typing.Union:
        some = [_of(k) for k in typing.get_args(kind) if k is not type(None)]
        return some[0] if len(some) == 1 else {"anyOf": some}
    return PLAIN[kind if isinstance(kind, type) else str(kind)]
