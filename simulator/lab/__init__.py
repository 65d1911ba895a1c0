"""The page with sliders: two worlds side by side, the same customers with the same luck, on this machine only."""
