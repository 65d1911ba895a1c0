"""The parts of the page that people handle, as HTML: what to start from, the sliders, what to keep."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

from simulator.lab import words as say
from simulator.lab.sliders import Slider
from simulator.lab.state import State, Value
from simulator.lab.worlds import Worlds, fitted
from simulator.lessons.language import LANGUAGES, Language
from simulator.lessons.lessons import LESSONS
from simulator.lessons.words import CUSTOMERS, WEEKS
from simulator.scenario.library import library


def shown(value: Value, slider: Slider, language: Language) -> str:
    """Return a value of a slider as it is read."""
    if slider.shown == "flag":
        return (say.ON if value else say.OFF).said(language)
    if slider.shown == "whole":
        return say.number(float(value), 0, language)
    if slider.shown == "share":
        return say.share(float(value), language, 1 if slider.step < 0.01 else 0)
    return say.number(float(value), 2 if slider.step >= 0.01 else 3, language)


def header(state: State, worlds: Worlds | None, files: Iterable[str]) -> str:
    """Return title, language, what to start from, and the question."""
    language = state.language
    switch = "".join(
        f'<button type="button" data-do="language" data-value="{each}" lang="{each}" '
        f'aria-pressed="{"true" if each == language else "false"}">{name}</button>'
        for each, name in zip(LANGUAGES, ("English", "Nederlands"), strict=True)
    )
    groups = [
        (say.LESSONS, [(f"lesson:{each.name}", each.title.said(language)) for each in LESSONS]),
        (say.FILES, [(f"file:{name}", name) for name in files]),
        (say.LIBRARY, [(f"library:{name}", name) for name in library()]),
    ]
    options = "".join(
        f'<optgroup label="{escape(label.said(language))}">'
        + "".join(
            f'<option value="{escape(value)}"{" selected" if value == state.source else ""}>{escape(text)}</option>'
            for value, text in many
        )
        + "</optgroup>"
        for label, many in groups
        if many
    )
    question = ""
    if worlds is not None:
        title = worlds.title.said(language)
        text = worlds.question.said(language)
        # A scenario is written in the language of its file.
        foreign = ' lang="en"' if not worlds.is_lesson and language != "en" else ""
        question = f'<div class="question"{foreign}><h2>{escape(title)}</h2><p>{escape(text)}</p></div>'
    return (
        f'<a class="skip" href="#worlds">{escape(say.SKIP.said(language))}</a>'
        f'<div class="top"><h1>{escape(say.TITLE.said(language))}</h1>'
        f'<div class="switch" role="group" aria-label="{escape(say.LANGUAGE.said(language))}">{switch}</div></div>'
        f'<p class="about">{escape(say.SUBTITLE.said(language))}</p>'
        f'<div class="start"><label for="source">{escape(say.START_FROM.said(language))}</label>'
        f'<select id="source" data-do="source">{options}</select></div>{question}'
    )


def panel(sliders: list[Slider], worlds: Worlds, state: State) -> str:
    """Return all sliders, group by group, and what else can be chosen."""
    language = state.language
    parts = [
        f'<div class="top"><h2>{escape(say.SLIDERS.said(language))}</h2>'
        f'<button type="button" data-do="reset">{escape(say.TO_START.said(language))}</button></div>'
    ]
    there = (say.OTHER_AT if worlds.is_lesson else say.TODAY_AT).said(language)
    for group, some in groupby(sliders, key=lambda each: each.group):
        inside = "".join(_slider(each, state, there, f"slider-{sliders.index(each)}") for each in some)
        parts.append(f"<fieldset><legend>{escape(group.said(language))}</legend>{inside}</fieldset>")
    parts.append(_another(language))
    if worlds.what_if.warm_up_weeks:
        parts.append(_since(state))
    parts.append(_size(worlds, state))
    return "".join(parts)


def _slider(slider: Slider, state: State, there: str, place: str) -> str:
    language = state.language
    value = state.changes.get(slider.path, slider.value)
    name = escape(slider.path, quote=True)
    moved = " moved" if slider.path in state.changes else ""
    today = ""
    if slider.today is not None:
        told = f"{there} {shown(slider.today, slider, language)}"
        at = (float(slider.today) - slider.low) / (slider.high - slider.low)
        today = (
            f'<span class="today">{escape(told)}</span><i class="tick" style="--at:{at:.4f}" aria-hidden="true"></i>'
        )
    label = escape(slider.label.said(language))
    again = f"{say.PUT_BACK.said(language)}: {slider.label.said(language)}"
    now = escape(shown(value, slider, language))
    return (
        f'<div class="slider{moved}"><div class="line"><label for="{place}" title="{name}">{label}</label>'
        f'<output for="{place}">{now}</output></div>'
        f'<input type="range" id="{place}" data-path="{name}" data-shown="{slider.shown}" min="{slider.low:g}" '
        f'max="{slider.high:g}" step="{slider.step:g}" value="{float(value):g}" '
        f'data-start="{float(slider.value):.12g}" aria-valuetext="{now}">'
        f'{today}<button type="button" class="back" data-do="back" data-path="{name}" '
        f'aria-label="{escape(again, quote=True)}">↺</button></div>'
    )


def _another(language: Language) -> str:
    hint = escape(say.ANOTHER_HINT.said(language))
    return (
        f'<form class="another" data-do="add"><label for="another">{escape(say.ANOTHER.said(language))}</label>'
        f'<div class="row"><input id="another" type="text" name="path" placeholder="{hint}" autocomplete="off" '
        f'spellcheck="false" autocapitalize="off"><button type="submit">{escape(say.ADD.said(language))}</button></div>'
        f"</form>"
    )


def _since(state: State) -> str:
    language = state.language
    choices = "".join(
        f'<label><input type="radio" name="since" data-do="since" value="{value}"'
        f"{' checked' if state.since == value else ''}> {escape(text.said(language))}</label>"
        for value, text in (("week-1", say.SINCE_WEEK_1), ("always", say.SINCE_ALWAYS))
    )
    return f"<fieldset class='since'><legend>{escape(say.SINCE.said(language))}</legend>{choices}</fieldset>"


def _size(worlds: Worlds, state: State) -> str:
    language = state.language
    now = fitted(worlds.what_if, state)

    def field(name: str, label: str, value: int, most: int) -> str:
        return (
            f'<label>{escape(label)} <input type="number" data-do="{name}" min="1" max="{most}" step="1" '
            f'value="{value}" inputmode="numeric"></label>'
        )

    return (
        f'<fieldset class="size"><legend>{escape(say.SIZE.said(language))}</legend>'
        + field("customers", CUSTOMERS.heading().said(language), now.customers, 1_000_000)
        + field("weeks", WEEKS.heading().said(language), now.weeks, 2080)
        + "</fieldset>"
    )


def follow_form(state: State) -> str:
    """Return how a customer is chosen."""
    language = state.language
    picks = "".join(
        f'<button type="button" data-do="pick" data-value="{name}">{escape(text.said(language))}</button>'
        for name, text in say.PICKS.items()
    )
    number = "" if state.follow is None else state.follow
    return (
        f"<h2>{escape(say.ONE_ACCOUNT.said(language))}</h2>"
        f'<form class="follow" data-do="follow"><label for="follow">{escape(say.CUSTOMER.said(language))}</label>'
        f'<input id="follow" name="number" type="number" min="1" step="1" value="{number}" inputmode="numeric">'
        f'<button type="submit">{escape(say.SHOW.said(language))}</button>'
        f"<span>{escape(say.CHANGED_MOST.said(language))}</span>{picks}</form>"
    )


def keeping(state: State) -> str:
    """Return what can be kept and opened."""
    language = state.language

    def button(do: str, text: str) -> str:
        return f'<button type="button" data-do="{do}">{escape(text)}</button>'

    copied = escape(say.COPIED.said(language), quote=True)
    return (
        f"<h2>{escape(say.KEEP.said(language))}</h2><p class='about'>{escape(say.KEEP_ABOUT.said(language))}</p>"
        f'<div class="row"><button type="button" data-do="copy" data-done="{copied}">'
        f"{escape(say.COPY_LINK.said(language))}</button>"
        + button("save-page", say.SAVE_PAGE.said(language))
        + button("save-today", say.SAVE_TODAY.said(language))
        + button("save-if", say.SAVE_IF.said(language))
        + f'<label class="open"><span>{escape(say.OPEN_FILE.said(language))}</span>'
        '<input type="file" data-do="open" accept=".yaml,.yml,.json"></label></div>'
    )
