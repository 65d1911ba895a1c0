"""A picture as a part of the page: its words become text of the page, the drawing an SVG without anything foreign."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any

import matplotlib

from simulator.report.page.html import Html, tag, together
from simulator.report.page.thinning import thinned
from simulator.report.style import Picture, look

ALLOWED = frozenset({"svg", "g", "path", "text", "tspan", "use", "defs", "clipPath", "rect", "title", "desc"})
DROPPED = frozenset({"metadata", "style"})
"""Of what matplotlib writes: who made it, and a rule of style that would hold for the whole page."""
POINTS = 72.0
"""To the inch; the unit inside the drawing."""
MARGIN = 4.0
LEAST, MOST = 0.85, 1.35
"""Pixels to the point: below the first, text is too small to read, and the drawing is moved aside instead."""
_SVG, _LINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
_REFERRED = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
_FINE = re.compile(r"(\.\d\d)\d+")


@dataclass(frozen=True)
class Drawing:
    """A picture taken apart."""

    name: str
    """Short and unique on the page."""
    finding: str
    about: str
    notes: tuple[str, ...]
    svg: ET.Element

    def figure(self, words: str) -> Html:
        """Return the figure with its text for who cannot see it; a narrow screen can move a wide drawing aside."""
        title, description = f"{self.name}-title", f"{self.name}-words"
        for place, (kind, name, text) in enumerate((("title", title, self.finding), ("desc", description, words))):
            element = ET.Element(kind, {"id": name})
            element.text = text
            self.svg.insert(place, element)
        self.svg.set("role", "img")
        self.svg.set("aria-labelledby", f"{title} {description}")
        drawing = Html(ET.tostring(self.svg, encoding="unicode", short_empty_elements=True))
        caption = together(self.about, *(together(". ", each) for each in self.notes))
        return tag(
            "figure",
            tag("div", drawing, class_="wide", tabindex="0", role="group", aria_label=f"Figure: {self.finding}"),
            tag("figcaption", caption),
        )


def drawing(picture: Picture, name: str) -> Drawing:
    """Take a picture apart: title, subtitle and notes become words, the rest is drawn with text that stays text."""
    finding, about, *others = picture.texts
    notes = [text for text in others if text.get_position()[1] < 0.05]
    said = [_plain(text.get_text()) for text in (finding, about, *notes)]
    for text in (finding, about, *notes):
        text.remove()
    stream = io.BytesIO()
    with look():
        # Text as text is a tenth of the size of its outlines, and can be searched and enlarged.
        matplotlib.rcParams["svg.fonttype"] = "none"
        picture.savefig(stream, format="svg", transparent=True, metadata={"Date": None})
    svg = _cleaned(ET.fromstring(stream.getvalue()), name)
    _trim(svg, picture)
    return Drawing(name, said[0], said[1], tuple(each.rstrip(".") + "." for each in said[2:]), svg)


def _cleaned(root: ET.Element, name: str) -> ET.Element:
    """Keep drawing and text only, with names that are unique on the page."""
    used = {
        found.group(1) or found.group(2)
        for element in root.iter()
        for value in element.attrib.values()
        for found in _REFERRED.finditer(value)
    }

    def cleaned(element: ET.Element) -> ET.Element:
        kind = element.tag.removeprefix(_SVG)
        if kind not in ALLOWED:
            raise ValueError(f"<{kind}> has no place in a drawing of the page")
        attributes = {}
        for given, value in element.attrib.items():
            key = "href" if given == _LINK else given
            if key == "id":
                if value in used:
                    attributes[key] = f"{name}-{value}"
            elif key not in ("version", "width", "height") or kind == "rect":
                if key == "href" and not value.startswith("#"):
                    raise ValueError(f"{value} leads out of the page")
                told = _REFERRED.sub(lambda found: found.group().replace("#", f"#{name}-"), value)
                attributes[key] = thinned(told) if key == "d" else _FINE.sub(r"\1", told)
        copy = ET.Element(kind, attributes)
        text = element.text or ""
        copy.text = text if kind in ("text", "tspan") else text.strip()
        copy.tail = (element.tail or "").strip()
        copy.extend([cleaned(each) for each in element if _kind(each) not in DROPPED])
        return copy

    found = cleaned(root)
    found.set("preserveAspectRatio", "xMidYMid meet")
    return found


def _trim(svg: ET.Element, picture: Picture) -> None:
    """Cut what words left empty around the drawing, and say between which widths its text can be read."""
    tall = picture.get_figheight() * POINTS
    renderer: Any = picture.canvas
    box = picture.get_tightbbox(renderer.get_renderer())
    left, low, right, high = (each * POINTS for each in (box.x0, box.y0, box.x1, box.y1))
    # A label that reaches beyond the picture is not cut here: there is room on the page.
    left, low, right, high = left - MARGIN, low - MARGIN, right + MARGIN, high + MARGIN
    svg.set("viewBox", f"{left:.0f} {tall - high:.0f} {right - left:.0f} {high - low:.0f}")
    svg.set("style", f"min-width:{(right - left) * LEAST:.0f}px;max-width:{(right - left) * MOST:.0f}px")


def _kind(element: ET.Element) -> str:
    return str(element.tag).removeprefix(_SVG)


def _plain(text: str) -> str:
    """Undo what kept a dollar sign from beginning a formula."""
    return text.replace(r"\$", "$")
