"""The answer of a comparison in sentences: who stays, who becomes a fan, what it earns, how sure that is."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from simulator.experiment.comparing.euros import Gains
from simulator.experiment.comparing.fork import EXCELLENT, NOBODY, WORLDS
from simulator.experiment.comparing.intervals import Interval
from simulator.experiment.comparing.paired import Paired
from simulator.projection.wording import counted, joined, lasting, sign

if TYPE_CHECKING:
    from simulator.experiment.comparing.comparison import Comparison, Forked, Reached

FANS = ("engaged", "loyal")
ENOUGH = 3
"""With fewer replicates a ratio of variances says nothing."""


def answer(comparison: Comparison) -> str:
    """Return the answer, a paragraph an alternative, and how sure it is."""
    if comparison.forked is not None:
        return "\n\n".join([_fork(comparison), _certainty(comparison)])
    parts = [_alternative(comparison, each) for each in comparison.paired]
    if not all(each.is_same for each in comparison.paired):
        parts.append(_certainty(comparison))
    return "\n\n".join(parts)


def _alternative(comparison: Comparison, paired: Paired) -> str:
    base, other = comparison.label, paired.label
    if paired.is_same:
        return f"Nothing differs: every customer lives the same life with {base} and with {other}."
    sentences = (_staying(comparison, paired), _tiers(paired), _money(comparison, paired))
    return " ".join(sentence for sentence in sentences if sentence)


def _staying(comparison: Comparison, paired: Paired) -> str:
    customers = paired.paired("customers")
    after = lasting(comparison.base.weeks)
    text = (
        f"With {paired.label}, {within(paired.paired('saved'), percent)} of the customers are still there after "
        f"{after} who leave with {comparison.label}, and {within(paired.paired('lost'), percent)} leave who stay "
        f"there: {_more(customers, 'customers')}."
    )
    others = paired.mean_of("others")
    if others:
        text += (
            f" The worlds differ in the warm-up already: {percent(others / comparison.base.customers)} of the places "
            "are taken by somebody else in one of them and are no pairs."
        )
    return text


def _tiers(paired: Paired) -> str:
    up, down = paired.paired("up"), paired.paired("down")
    shares = [f"that of the {tier} by {within(paired.paired(f'share[{tier}]'), points)}" for tier in FANS]
    return (
        f"{within(up, percent)} stay in both and stand in a higher tier, {within(down, percent)} in a lower one; among "
        f"the customers at the end the share changes: {joined(shares)}."
    )


def _money(comparison: Comparison, paired: Paired) -> str:
    gains = paired.gains()
    if gains is None:
        if "cost" in paired.names():
            return f"It costs {_more(paired.paired('cost'), '', euro)}."
        return ""
    profit = gains.profit
    text = (
        f"The profit is {_more(profit, '', euro)} over {lasting(comparison.base.weeks)}; discounted, "
        f"{within(gains.lifetime_value, cents)} for each customer of the start."
    )
    if gains.return_on_spending is not None:
        text += f" Each euro spent more brings {within(gains.return_on_spending, two_digits)} euro of profit."
    paid = break_even_in_words(gains, paired.replicates)
    text += f" {paid}" if paid else ""
    if gains.budget_per_answer is not None and gains.recovery.mean != 0.0 and profit.mean > 0.0:
        text += (
            f" The largest recovery budget that still pays is {within(gains.budget, euro)} above that of "
            f"{comparison.label}: each answer could cost {within(gains.budget_per_answer, cents)} more."
        )
    return text


def break_even_in_words(gains: Gains, replicates: int) -> str:
    """Return when an alternative has paid for itself, and how sure that is; nothing where it never was below the base.

    The week has an interval only where every replicate has one; else it is said in how many there is none.
    """
    week, found = gains.break_even_week, gains.break_even
    share = round(gains.break_even_share * replicates)
    if found is not None:
        if found.mean == 1.0:
            return ""
        return f"It has paid for itself from week {within(found, _week)} on."
    some = f"in {share} of {replicates} replicates it has"
    if week is None:
        return f"It has not paid for itself by the last week{f'; {some}' if share else ''}."
    earliest, latest = gains.break_even_range or (week, week)
    when = f"in week {earliest}" if earliest == latest else f"between weeks {earliest} and {latest}"
    return (
        f"On average it has paid for itself from week {week} on, but not surely: {some} by the last week, {when}, "
        "in the others not."
    )


def _week(number: float) -> str:
    return f"{number:.0f}"


def _fork(comparison: Comparison) -> str:
    forked = comparison.forked
    assert forked is not None
    incident, week = forked.parting.incident, forked.parting.week
    groups = {name: forked.group("heard", index) for index, name in enumerate(WORLDS[1:])}
    reached = forked.group("reached", 0).customers.mean
    heard = groups[EXCELLENT].customers.mean
    text = [f"In week {week} {incident} reaches {_number(reached)} of the {comparison.base.customers:,} customers"]
    if not heard > 0.0:
        text[0] += ", and no complaint about it is heard: all answers are alike."
        return text[0]
    text[0] += f"; {_number(heard)} of them complain and are heard."
    if forked.parting.moved_from is not None:
        text.append(
            f"So that it can be answered in its own way, it is taken from {forked.parting.moved_from} and stands alone."
        )
    text.append(
        f"Against a world in which it never happens, those end with a balance {_end(groups[NOBODY])} where nobody "
        f"answers and {_end(groups[EXCELLENT])} after an excellent answer; "
        f"{within(groups[EXCELLENT].higher, percent)} of these stand higher than without the failure."
    )
    text.append(_paradox(groups[EXCELLENT]))
    text.append(_for_how_long(forked, WORLDS.index(EXCELLENT) - 1))
    everybody = forked.group("reached", WORLDS.index(EXCELLENT) - 1)
    text.append(f"Of all whom it reaches, also those who say nothing, the balance is then {_end(everybody)}.")
    budgets = comparison.budgets()
    if EXCELLENT in budgets and NOBODY not in budgets:
        most = budgets[EXCELLENT]
        text.append(
            f"Against no answer at all, an excellent one may cost {within(most, cents)} for each complaint that is "
            "heard before it no longer pays."
            if most.mean > 0.0
            else "Against no answer at all, not even an excellent one pays within these weeks."
        )
    return " ".join(each for each in text if each)


def _end(group: Reached) -> str:
    balance = group.balance
    if not math.isfinite(balance.mean):
        return "unknown, as none of them stays,"
    away = Interval(abs(balance.mean))
    if balance.low is not None and balance.high is not None:
        turned = balance.mean < 0.0
        away = Interval(away.mean, *((-balance.high, -balance.low) if turned else (balance.low, balance.high)))
    return f"{within(away, three_digits)} {'lower' if balance.mean < 0.0 else 'higher'}"


def _paradox(group: Reached) -> str:
    balance = group.balance
    if balance.low is None or balance.high is None:
        return "One replicate cannot tell whether excellent recovery leaves more than no failure."
    if balance.low > 0.0:
        return "To them excellent recovery leaves more than no failure: the service recovery paradox holds on average."
    if balance.high < 0.0:
        return "Even excellent recovery leaves them less than no failure: the service recovery paradox does not hold."
    return "Whether excellent recovery leaves more than no failure is not clear from so many replicates."


def _for_how_long(forked: Forked, alternative: int) -> str:
    """Say how long the paradox holds where it does not hold to the end, or not from the beginning."""
    above = forked.weeks_above("heard", alternative)
    path = forked.path("heard", alternative)
    if not above or len(above) == len(path):
        return ""
    first, last = above[0], above[-1]
    when = f"in week {first}" if first == last else f"from week {first} to week {last}"
    most = float(path.loc[above, "difference"].max())
    part = "" if len(above) == last - first + 1 else ", if not in every week between"
    return f"Week by week it is there {when}{part}: then they stand up to {three_digits(most)} higher."


def paradox_in_short(forked: Forked, alternative: int) -> str:
    """Return in a line whether those who were heard end with more than had it never happened."""
    group = forked.group("heard", alternative)
    balance = group.balance
    if not group.customers.mean > 0.0 or not math.isfinite(balance.mean):
        return "No complaint about it is heard: all answers are alike"
    away = three_digits(abs(balance.mean))
    if balance.low is None or balance.high is None:
        return f"Heard and well recovered: {away} {'more' if balance.mean > 0.0 else 'less'} than no failure, this once"
    if balance.low > 0.0:
        return f"The paradox holds: heard and well recovered, {away} more than no failure"
    above = forked.weeks_above("heard", alternative)
    if above and above[-1] < forked.path("heard", alternative).index[-1]:
        return f"The paradox does not last: above no failure to week {above[-1]}, {away} below in the end"
    if balance.high < 0.0:
        return f"No paradox: heard and well recovered, still {away} less than no failure"
    return "Not clear from so many replicates whether excellent recovery leaves more than no failure"


def _certainty(comparison: Comparison) -> str:
    count = comparison.replicates
    if count == 1:
        return (
            "One replicate: figures are of these customers with this luck, and there is no interval; "
            "--replicates 5 gives one."
        )
    text = (
        f"Figures are means of {counted(count, 'replicate')} with 95 % intervals, each of the same customers with the "
        "same luck in all worlds; they say how far luck moves a difference, and nothing of how sure the model is."
    )
    if comparison.asked.until is not None and comparison.half_width is not None:
        metric = comparison.asked.until.rpartition(":")[0]
        became = f"±{comparison.half_width:.3g}"
        text += (
            f" It took {counted(count, 'replicate')} until {metric} was known to {became}."
            if comparison.is_met
            else f" After {counted(count, 'replicate')}, as many as were allowed, {metric} is known to {became} only."
        )
    saving = _saving(comparison)
    if count >= ENOUGH and math.isfinite(saving):
        text += (
            f" Independent runs would need about {saving:,.1f} times as many replicates for the number of customers."
        )
    return text


def _saving(comparison: Comparison) -> float:
    """Return how many times as large the variance would be; the geometric mean over the alternatives."""
    ratios = []
    for each in comparison.paired:
        alone, paired = each.variances("customers")
        if paired > 0.0 and alone > 0.0:
            ratios.append(math.log(alone / paired))
    return float(np.exp(np.mean(ratios))) if ratios else math.nan


def _more(found: Interval, what: str, word: Callable[[float], str] | None = None) -> str:
    """Return a difference as so much more or less, or as not clear."""
    word = word or _number
    noun = f" {what}" if what else ""
    if found.mean == 0.0 and not found.is_clear:
        return f"the same{' number of' if what else ''}{noun}"
    less = found.mean < 0.0
    turned = Interval(-found.mean, _minus(found.high), _minus(found.low)) if less else found
    text = f"{within(turned, word)} {'fewer' if less and what else 'less' if less else 'more'}{noun}"
    if found.low is not None and not found.is_clear:
        text += ", which luck alone could have brought"
    return text


def _minus(number: float | None) -> float | None:
    return None if number is None else -number


def within(found: Interval, word: Callable[[float], str]) -> str:
    """Return a mean with its interval, where there is one and it is not a point in these words.

    Example:
        >>> within(Interval(0.031, 0.029, 0.033), percent)
        '3.1 % (2.9 to 3.3)'
    """
    if not math.isfinite(found.mean):
        return "unknown"
    mean = word(found.mean)
    if found.low is None or found.high is None:
        return mean
    low, high = word(found.low), word(found.high)
    if low == high:
        return mean
    unit = mean.partition(" ")[2]
    if unit and low.endswith(f" {unit}") and high.endswith(f" {unit}"):
        low, high = low.removesuffix(f" {unit}"), high.removesuffix(f" {unit}")
    return f"{mean} ({low} to {high})"


def percent(share: float) -> str:
    """Return a share in percent, with two digits where it is small.

    Example:
        >>> percent(0.123), percent(0.0012), percent(0.0)
        ('12.3 %', '0.12 %', '0 %')
    """
    return "0 %" if share == 0.0 else f"{sign(share * 100.0, 1 if abs(share) >= 0.01 else 2, plus=False)} %"


def points(share: float) -> str:
    """Return a difference of shares in percentage points."""
    return f"{sign(share * 100.0, 2)} points"


def signed(number: float) -> str:
    """Return a number with its sign."""
    return sign(number, 3)


def three_digits(number: float) -> str:
    """Return a number with three digits after the point."""
    return sign(number, 3, plus=False)


def two_digits(number: float) -> str:
    """Return a number with two digits after the point."""
    return sign(number, 2, plus=False)


def euro(amount: float, digits: int = 0) -> str:
    """Return an amount of money, in millions where it is large.

    Example:
        >>> euro(1_234_567.0), euro(-12.345, 2)
        ('1.23 million euro', '−12.35 euro')
    """
    if abs(amount) >= 1e6:
        return f"{sign(amount / 1e6, 2, plus=False)} million euro"
    return f"{sign(amount, digits, plus=False)} euro"


def cents(amount: float) -> str:
    """Return a small amount of money."""
    return euro(amount, 2)


def _number(number: float) -> str:
    return sign(number, 0 if abs(number) >= 10.0 else 1, plus=False)
