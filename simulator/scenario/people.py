"""Who the customers are, from a file: segment, tenure, traits or what was observed of them."""

from __future__ import annotations

from pydantic import Field

from simulator.scenario.fields import ExplainedPart


class PeopleFile(ExplainedPart):
    """Customers from a file, CSV or Parquet, one a row; what it does not say of them is drawn.

    Columns are those of a customer's row (`segment`, `usage`, `balance`, `trust`, ...) under their own names, or under
    those given in `columns`; `tenure_weeks` says how long somebody has been a customer in week 1.
    """

    file: str = Field(
        ..., min_length=1, description="The customers: CSV (UTF-8) or Parquet.", json_schema_extra={"unit": "file"}
    )
    columns: dict[str, str] = Field(
        default_factory=dict,
        description="Which column of the file holds what: own name of the quantity first, then that of the column.",
    )
    segments: dict[str, str] = Field(
        default_factory=dict, description="Which segment each word of the segment column means, where they differ."
    )
