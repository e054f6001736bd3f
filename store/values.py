"""Value classes that cost the start of the program next to nothing.

To a type checker `dataclass`, `field` and `replace` are those of the standard library, and the classes behave as if
they were, as far as it is used here: always with slots, every field an argument of the constructor. The difference is
when methods come to be. `dataclasses` writes and compiles six of them for each class while its module is loaded, which
takes half a millisecond or more; for the hundred classes of the app that was a fifth of the time until its first
frame. Here a method is written when it is first called, and a run of the program calls those of few classes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace

__all__ = ["dataclass", "field", "replace"]

_UNSET: Any = object()


class _Field:
    """What is declared of a field beside its name."""

    __slots__ = ("compare", "default", "factory")

    def __init__(self, default: Any, factory: Callable[[], Any] | None, compare: bool) -> None:
        self.default = default
        self.factory = factory
        self.compare = compare


if not TYPE_CHECKING:

    def field(
        *, default: Any = _UNSET, default_factory: Callable[[], Any] | None = None, compare: bool = True
    ) -> _Field:
        """As `dataclasses.field`."""
        return _Field(default, default_factory, compare)

    def replace(value: Any, /, **changes: Any) -> Any:
        """As `dataclasses.replace`: the same value with other fields."""
        return type(value)(**{name: getattr(value, name) for name in value.__match_args__} | changes)

    def dataclass(*, slots: bool, frozen: bool = False) -> Callable[[type], type]:
        """As `dataclasses.dataclass` with slots."""
        assert slots
        return lambda cls: _made(cls, frozen=frozen)


def _made(cls: type, *, frozen: bool) -> type:
    """The class anew, with slots for its fields and methods that are yet to be written."""
    body = {name: value for name, value in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    own = [name for name, of in vars(cls).get("__annotations__", {}).items() if not of.startswith("ClassVar")]
    fields: dict[str, _Field] = {}
    for base in reversed(cls.__mro__[1:]):
        fields |= vars(base).get("_fields_of_value", {})
    for name in own:
        declared = body.pop(name, _UNSET)
        fields[name] = declared if isinstance(declared, _Field) else _Field(declared, None, compare=True)
    body["__slots__"] = tuple(own)
    body["__match_args__"] = tuple(fields)
    body["_fields_of_value"] = fields
    body["__dataclass_fields__"] = _FieldsForOthers()
    body |= {"__reduce__": _reduce, "__repr__": body.get("__repr__", _repr)}
    for name, write in {"__init__": _write_init, "__eq__": _write_eq, "__hash__": _write_hash}.items():
        body.setdefault(name, _Unwritten(name, write))
    if frozen:
        body |= {"__setattr__": _refuse, "__delattr__": _refuse}
    elif isinstance(body["__hash__"], _Unwritten):
        body["__hash__"] = None
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    for name in ("__init__", "__eq__", "__hash__"):
        if isinstance(body[name], _Unwritten):
            body[name].owner = made
    return made


class _Unwritten:
    """Stands for a method until it is first asked for; then writes it and puts it in its own place."""

    def __init__(self, name: str, write: Callable[[type], str]) -> None:
        self._name = name
        self._write = write
        self.owner: type = object

    def __get__(self, one: object, of: type | None = None) -> Any:
        owner = self.owner
        around = {"_unset": _UNSET}
        for name, declared in owner._fields_of_value.items():  # type: ignore[attr-defined]
            around[f"_set_{name}"] = getattr(owner, name).__set__
            around[f"_default_{name}"] = declared.factory or declared.default
        exec(self._write(owner), around)  # noqa: S102 -- made of field names alone
        method = around[self._name]
        method.__qualname__ = f"{owner.__qualname__}.{self._name}"
        setattr(owner, self._name, method)
        return method.__get__(one, of)


def _write_init(owner: type) -> str:
    parameters, lines = ["self"], []
    for name, declared in owner._fields_of_value.items():  # type: ignore[attr-defined]
        value = name
        if declared.factory is not None:
            parameters.append(f"{name}=_unset")
            value = f"_default_{name}() if {name} is _unset else {name}"
        else:
            parameters.append(name if declared.default is _UNSET else f"{name}=_default_{name}")
        lines.append(f" _set_{name}(self, {value})")
    return "\n".join([f"def __init__({', '.join(parameters)}):", *lines, " return None"])


def _compared(owner: type, one: str) -> str:
    """The fields that count when values are compared, as a tuple."""
    fields = owner._fields_of_value.items()  # type: ignore[attr-defined]
    return "(" + "".join(f"{one}.{name}, " for name, declared in fields if declared.compare) + ")"


def _write_eq(owner: type) -> str:
    return (
        "def __eq__(self, other):\n if other.__class__ is not self.__class__:\n  return NotImplemented\n"
        f" return {_compared(owner, 'self')} == {_compared(owner, 'other')}"
    )


def _write_hash(owner: type) -> str:
    return f"def __hash__(self):\n return hash({_compared(owner, 'self')})"


def _repr(self: Any) -> str:
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({fields})"


def _reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
    """Copies and pickles are made by the constructor."""
    return type(self), tuple(getattr(self, name) for name in self.__match_args__)


def _refuse(self: Any, name: str, _: Any = None) -> None:
    raise AttributeError(f"{type(self).__name__} is a value: {name} cannot be changed.")


class _FieldsForOthers:
    """What `dataclasses.asdict` and its kin ask a class for, made when they do."""

    def __get__(self, one: object, owner: type) -> dict[str, Any]:
        import dataclasses  # noqa: PLC0415 -- it takes longer to load than all classes here take to make

        declared = [
            (name, Any, dataclasses.field(compare=one.compare, **_default(one)))
            for name, one in owner._fields_of_value.items()  # type: ignore[attr-defined]
        ]
        alike: Any = dataclasses.make_dataclass(owner.__name__, declared)
        fields: dict[str, Any] = alike.__dataclass_fields__
        return fields


def _default(declared: _Field) -> dict[str, Any]:
    if declared.factory is not None:
        return {"default_factory": declared.factory}
    return {} if declared.default is _UNSET else {"default": declared.default}
