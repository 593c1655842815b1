"""What the clinical part computes with are values: made by name, and never changed."""

import importlib
import pkgutil
from dataclasses import FrozenInstanceError, fields, is_dataclass

import pytest

import journal.clinical

MODULES = [module.name for module in pkgutil.iter_modules(journal.clinical.__path__)]


def _values(module: str) -> list[type]:
    found = vars(importlib.import_module(f"journal.clinical.{module}")).values()
    own = f"journal.clinical.{module}"
    return [each for each in found if isinstance(each, type) and is_dataclass(each) and each.__module__ == own]


@pytest.mark.parametrize("module", MODULES)
def test_a_value_is_made_by_name_and_never_changed(module: str) -> None:
    for value in _values(module):
        assert all(field.kw_only for field in fields(value))
        assert "__slots__" in vars(value)
        assert getattr(value, "__dataclass_params__").frozen  # noqa: B009
        made: object = object.__new__(value)
        for field in fields(value) or ():
            with pytest.raises(FrozenInstanceError):
                setattr(made, field.name, None)
