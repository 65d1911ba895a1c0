"""Surveys: what was answered, and what everybody who was asked would have said."""

from __future__ import annotations

from simulator.projection import surveys
from simulator.projection.counts import Counts, ratio
from simulator.projection.engagement import detractors, promoters
from simulator.projection.measures.measure import Found, Measure

WHO = {
    "": "of those who answered in the week",
    "_of_all": "of all who were asked in the week, as they would have answered: the truth that the firm does not see",
}


def of_surveys(counts: Counts) -> Found:
    """Yield scores and response of the surveys that the firm holds; where nobody was asked there is no number."""
    if surveys.asks_about_us(counts):
        question = surveys.recommendation(counts.surveys)
        for suffix, answers in surveys.scores(question):
            meaning = f"Net Promoter Score, -100 to 100, {WHO[suffix]} (D7, C8)"
            yield Measure(f"nps{suffix}", "points", meaning), surveys.nps(answers)
        yield from _response("recommendation", "whether they would recommend", question)
        nines = "customers who answered 9 or 10 to whether they would recommend, in the week (C8)"
        others = "customers who answered 0 to 6 to whether they would recommend, in the week (C8)"
        yield Measure("promoters", "answers", nines), promoters(counts)
        yield Measure("detractors", "answers", others), detractors(counts)
    if surveys.asks_about_contacts(counts):
        question = surveys.satisfaction(counts.surveys)
        for suffix, answers in surveys.scores(question):
            meaning = f"mean satisfaction with a contact, 1 to 5, {WHO[suffix]} (D1)"
            yield Measure(f"csat{suffix}", "points", meaning), surveys.mean_answer(answers, question.lowest)
        for suffix, answers in surveys.scores(question):
            meaning = f"share who are satisfied with a contact, 4 or 5 of 5, {WHO[suffix]} (D1, C1)"
            yield Measure(f"csat_share{suffix}", "share", meaning), surveys.satisfied_share(answers)
        yield from _response("contact_survey", "about a contact", question)
        question = surveys.ease(counts.surveys)
        for suffix, answers in surveys.scores(question):
            meaning = f"mean ease of a contact, 1 to 7, {WHO[suffix]} (D2)"
            yield Measure(f"ces{suffix}", "points", meaning), surveys.mean_answer(answers, question.lowest)


def _response(name: str, about: str, question: surveys.Question) -> Found:
    asked, answered = question.asked.sum(-1), question.answered.sum(-1)
    yield Measure(f"{name}_asked", "customers", f"customers who were asked {about}, in the week (C8)"), asked
    yield Measure(f"{name}_answers", "customers", f"customers who answered {about}, in the week (C8)"), answered
    response = Measure(f"{name}_response", "share", f"share who answered of those asked {about}, in the week (C8)")
    yield response, ratio(answered, asked)
