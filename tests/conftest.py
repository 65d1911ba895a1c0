"""What tests of several rooms start."""

from tests.browser import browser

__all__ = ["browser"]
