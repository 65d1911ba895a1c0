"""What to say when a file is not YAML: the common slips of a hand, in plain words."""

from __future__ import annotations

from typing import Any

_SAME_INDENTATION = "keys that belong together must start in the same column"


def explained(error: Any) -> tuple[int, int, str]:
    """Line and column from 1, and the message, for what the YAML library raised."""
    mark = getattr(error, "problem_mark", None)
    opened = getattr(error, "context_mark", None)
    context, problem = str(getattr(error, "context", "")), str(getattr(error, "problem", ""))
    # An opened bracket or quote is where the mistake is; the end of the file, where it was noticed, helps nobody.
    if opened and "quoted scalar" in context and ("end of stream" in problem or "document separator" in problem):
        return opened.line + 1, opened.column + 1, "the text in quotes that starts here is not closed"
    if opened and "flow" in context and "stream end" in problem:
        bracket = "{" if "mapping" in context else "["
        return opened.line + 1, opened.column + 1, f"the `{bracket}` opened here is not closed"
    if opened and "simple key" in context:
        return opened.line + 1, opened.column + 1, _message(context, problem)
    if mark and "unknown escape character" in problem:
        return mark.line + 1, mark.column, _message(context, problem)  # the backslash stands before it
    if opened and mark and "flow" in context and mark.line > opened.line:
        bracket = f"the one opened in line {opened.line + 1}, column {opened.column + 1}"
        return (
            mark.line + 1,
            mark.column + 1,
            f"inside brackets one `,` separates the entries; or {bracket} is not closed",
        )
    if mark is None:
        return 1, 1, "this cannot be read as YAML"
    return mark.line + 1, mark.column + 1, _message(context, problem)


def _message(context: str, problem: str) -> str:
    """The slip behind one of the library's complaints."""
    if "\\t" in problem or "\t" in problem:
        return "there is a tab here; YAML allows only spaces between and before its words"
    if "mapping values are not allowed" in problem:
        return f"a `:` is not allowed here; put a text that contains `: ` in quotes, and {_SAME_INDENTATION}"
    if "could not find expected ':'" in problem:
        return "here a `key: value` is expected, but there is no `:` after the key"
    if "that cannot start any token" in problem:
        character = problem.split("'")[1] if "'" in problem else "?"
        return f"a text cannot begin with `{character}`; put it in quotes"
    if "unknown escape character" in problem:
        return "in double quotes `\\` has a meaning of its own; write `\\\\`, or use single quotes"
    if "flow" in context or "',' or" in problem:
        return (
            "inside brackets one `,` separates the entries; one is missing or left over, a bracket is not closed, or a "
            "text that holds brackets is not in quotes"
        )
    if "but found '-'" in problem or "sequence entries" in problem:
        return f"a `-` is not allowed here; the items of a list start in the same column, and {_SAME_INDENTATION}"
    if "block" in context and "expected <block end>" in problem:
        return f"this does not fit what stands above; {_SAME_INDENTATION}, and nothing follows a closing quote"
    if "anchor" in context or "alias" in context:
        return "a text cannot begin with `&` or `*`; put it in quotes"
    if "tag" in context or "tag" in problem:
        return "a text cannot begin with `!`; put it in quotes"
    if "block scalar" in context:
        return "after `|` or `>` the text starts on the next line, indented; a text that begins with them needs quotes"
    if "document start" in problem or "found ']'" in problem or "found '}'" in problem:
        return "there is something left over here: a bracket too many, or text after the end"
    if "directive" in context or "version" in problem or "directive" in problem:
        return "a line that begins with `%` has no place here; delete it"
    return "this cannot be read as YAML; look for an open bracket or quote, or a line that starts in the wrong column"
