"""The rule: what one customer feels, remembers and decides in a week. Start reading in `week.py`."""
