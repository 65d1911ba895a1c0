"""The report: one page that needs nothing but itself, reads like a memo, and shows whatever a scenario is called."""
