"""What the records say happened: a log of events to be lived once more, and how its columns are called."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from simulator.scenario.fields import ExplainedPart, Part

Outcome = Literal["contact", "failure", "delight", "complaint"]
OUTCOMES: tuple[Outcome, ...] = ("contact", "failure", "delight", "complaint")


class LogColumns(Part):
    """Which column of the log holds what; left out, a column of the field's own name is taken if there is one."""

    customer: str = Field("customer", description="Who: any text or number; customers are numbered in its order.")
    time: str = Field("week", description="When: a week number, or a date.")
    touchpoint: str | None = Field(None, description="Where: the name of a touchpoint of the scenario.")
    outcome: str | None = Field(None, description="How it went, in the words of `outcomes`.")
    severity: str | None = Field(None, description="How bad a failure was; left out, drawn.")
    success: str | None = Field(None, description="Success of the contact, -1 to 1; left out, drawn.")
    ease: str | None = Field(None, description="Ease of the contact, -1 to 1; left out, drawn.")
    emotion: str | None = Field(None, description="Emotion of the contact, -1 to 1; left out, drawn.")
    channel: str | None = Field(None, description="Channel by which a complaint was made; left out, drawn.")
    answer_weeks: str | None = Field(None, description="Weeks until the complaint was answered; left out, drawn.")
    redress: str | None = Field(None, description="Redress that was given, a share of the price; left out, drawn.")
    count: str | None = Field(None, description="How many such events this row stands for; left out, one.")


class EventLog(ExplainedPart):
    """Events replayed from a file, CSV or Parquet, in the weeks in which they happened.

    A customer of the log is a customer of the scenario. Where a log says nothing (how severe, how it felt) it is drawn
    as for any contact at that touchpoint.
    """

    file: str = Field(
        ..., min_length=1, description="The log: CSV (UTF-8) or Parquet.", json_schema_extra={"unit": "file"}
    )
    columns: LogColumns = Field(default_factory=LogColumns, description="Which column holds what.")
    touchpoint: str | None = Field(
        None, description="Touchpoint of all events, where no column says it; left out, the scenario's only one."
    )
    outcomes: dict[str, Outcome] = Field(
        default_factory=dict,
        description=(
            "What the words of the outcome column mean: contact, failure, delight, or complaint, a failure that was "
            "complained about. Words that are these themselves need no entry; without the column all are contacts."
        ),
    )
    start: str | None = Field(
        None,
        description="Date of the first day of week 1, as 1997-01-01, when the log has dates; left out, its first date.",
    )
    date_format: str | None = Field(
        None, description="How dates are written, as %Y%m%d; left out, as in 1997-01-31 (ISO 8601)."
    )
    unknown_customers: Literal["refuse", "skip"] = Field(
        "refuse", description="What to do with customers beyond those of the scenario: refuse the log, or skip them."
    )

    leaving: Literal["as logged", "simulated"] = Field(
        "as logged",
        description=(
            "as logged: nobody leaves up to the last week of the log, which says who was there; simulated: people may "
            "leave before the log has ended, and what it says of them afterwards is passed over."
        ),
    )
    joining: Literal["first event", "simulated"] = Field(
        "first event",
        description=(
            "first event: a customer joins in the week of the first logged event; simulated: as any customer. With "
            "`people`, all are customers from the start."
        ),
    )

    @model_validator(mode="after")
    def _says_where(self) -> EventLog:
        if self.columns.touchpoint is not None and self.touchpoint is not None:
            raise ValueError(
                "touchpoint is given by a column already: name either `columns.touchpoint` or `touchpoint`"
            )
        return self
