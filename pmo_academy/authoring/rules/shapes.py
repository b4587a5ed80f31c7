"""The building blocks of file shapes: strict, frozen, without unknown fields."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class Shape(BaseModel):
    """What a part of a file must look like."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _as_written(value: Any) -> Any:
    """Take a number in the place of a text as the text it was written as."""
    is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
    return str(value) if is_number else value


def _as_decimal(value: Any) -> Any:
    is_whole = isinstance(value, int) and not isinstance(value, bool)
    return Decimal(value) if is_whole else value


Text = Annotated[
    str, Field(min_length=1, max_length=4000, pattern=r"\S"), BeforeValidator(_as_written)
]
Reason = Annotated[str, Field(max_length=4000), BeforeValidator(_as_written)]
Line = Annotated[
    str, Field(min_length=1, max_length=300, pattern=r"\S"), BeforeValidator(_as_written)
]
Key = Annotated[str, Field(pattern=KEY, max_length=60)]
CourseCode = Annotated[str, Field(pattern=r"^[A-Z]{2,6}-[0-9]{2}$")]
ItemCode = Annotated[str, Field(pattern=r"^[A-Z]{2,6}-[A-Z][0-9]{1,2}$")]
Number = Annotated[Decimal, BeforeValidator(_as_decimal)]
Minutes = Annotated[int, Field(ge=1, le=6000)]
Percent = Annotated[int, Field(ge=1, le=100)]
