"""Figures, from a projection alone."""
