"""One file for a class: every combination of a few sliders lived beforehand, in a page that needs no network."""
