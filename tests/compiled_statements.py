"""One memory of compiled statements for all stores of a test run. To turn a statement into SQL takes longer
than to have it answered by an empty database, and each test has a store of its own."""

from collections import defaultdict
from typing import Any

import pytest
from locutorio.store import engine as opening
from sqlalchemy import Engine, create_engine
from sqlalchemy.engine.default import DefaultDialect


def share_compiled_statements(patch: pytest.MonkeyPatch) -> None:
    """A statement is kept by the dialect it was compiled for: all of one kind count as the same."""
    kept: defaultdict[str, dict[Any, Any]] = defaultdict(dict)

    def sharing(*where: Any, **how: Any) -> Engine:
        engine = create_engine(*where, **how)
        engine.update_execution_options(compiled_cache=kept[engine.dialect.name])
        return engine

    patch.setattr(DefaultDialect, "__eq__", lambda self, other: type(self) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda self: hash(type(self)))
    patch.setattr(opening, "create_engine", sharing)
