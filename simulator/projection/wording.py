"""Numbers as people say them."""

from __future__ import annotations

import numpy as np

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number and its noun.

    Example:
        >>> counted(1, "week"), counted(26, "week"), counted(2, "year")
        ('one week', '26 weeks', 'two years')
    """
    word = SMALL[number] if 0 <= number < len(SMALL) else f"{number:,}"
    return f"{word} {one if number == 1 else many or one + 's'}"


def often(number: int) -> str:
    """Return how many times.

    Example:
        >>> often(1), often(2), often(0), often(20)
        ('once', 'twice', 'never', '20 times')
    """
    return ("never", "once", "twice")[number] if 0 <= number < 3 else counted(number, "time")


def printed(number: int) -> str:
    """Return a whole number with the minus as it is printed.

    Example:
        >>> printed(-8), printed(13)
        ('−8', '13')
    """
    return str(number).replace("-", "−")


def lasting(weeks: int) -> str:
    """Return a length of time: in years when they are whole.

    Example:
        >>> lasting(104), lasting(60)
        ('two years', '60 weeks')
    """
    return counted(weeks // 52, "year") if weeks % 52 == 0 else counted(weeks, "week")


def ordinal(number: int) -> str:
    """Return which one it is in a row.

    Example:
        >>> ordinal(2), ordinal(21), ordinal(13)
        ('second', '21st', '13th')
    """
    if number < len(ORDINALS):
        return ORDINALS[number]
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def figure(share: float) -> str:
    """Return a share in percent without the sign, and never 0 or 100 for what is not quite none or all.

    Example:
        >>> figure(0.614), figure(0.0), figure(0.002), figure(0.9999)
        ('61', '0', 'less than 1', 'more than 99')
    """
    if 0.0 < share < 0.01:
        return "less than 1"
    if 0.99 < share < 1.0:
        return "more than 99"
    return f"{share * 100:.0f}"


def percent(shares: np.ndarray | float) -> str:
    """Return the mean of the replicates' shares in percent, with the range when they differ.

    Example:
        >>> percent(0.614), percent(np.array([0.6, 0.62]))
        ('61 %', '61 % (60 to 62)')
    """
    values = np.atleast_1d(np.asarray(shares, float))
    values = values[np.isfinite(values)]
    low, mean, high = (figure(float(value)) for value in (values.min(), values.mean(), values.max()))
    # Of what rounds to the mean on its larger side as well, there is nothing more to say.
    spread = f" ({low} to {high})" if low != high and (mean, mean) != (high, figure(0.001)) else ""
    return f"{mean} %{spread}"


def sign(number: float, digits: int, plus: bool = True) -> str:
    """Return a number with its sign, the minus as it is printed; what rounds to zero has none.

    Example:
        >>> sign(0.126, 2), sign(-3.0, 0), sign(-0.001, 2), sign(1234.0, 0, plus=False)
        ('+0.13', '−3', '0.00', '1,234')
    """
    text = f"{abs(number):,.{digits}f}"
    if not text.strip("0.,"):
        return text
    return f"{'−' if number < 0 else '+' if plus else ''}{text}"


def euros(amount: float) -> str:
    """Return an amount of money.

    Example:
        >>> euros(1234.4), euros(5_516_964.0)
        ('1,234 euro', '5.5 million euro')
    """
    return f"{amount / 1e6:,.1f} million euro" if amount >= 1e6 else f"{amount:,.0f} euro"


def score(values: np.ndarray) -> str:
    """Return the mean of the replicates' scores as a whole number, with the range when they differ.

    Example:
        >>> score(np.array([-12.2])), score(np.array([10.0, 14.0]))
        ('−12', '12 (10 to 14)')
    """
    known = values[np.isfinite(values)]
    low, mean, high = (sign(float(value), 0, plus=False) for value in (known.min(), known.mean(), known.max()))
    return f"{mean} ({low} to {high})" if low != high else mean


def number(values: np.ndarray) -> str:
    """Return the mean of the replicates as a whole number, with the range when they differ.

    Example:
        >>> number(np.array([1200.0])), number(np.array([10, 14]))
        ('1,200', '12 (10 to 14)')
    """
    low, mean, high = (f"{float(value):,.0f}" for value in (values.min(), values.mean(), values.max()))
    return f"{mean} ({low} to {high})" if low != high else mean


def joined(parts: list[str]) -> str:
    """Return a list as it is said.

    Example:
        >>> joined(["a", "b", "c"])
        'a, b and c'
    """
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)
