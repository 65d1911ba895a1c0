"""A scenario file as text: read with places, laid over its base, checked all at once, in words a user understands.

Enter through `scenario/reading.py`. The way of a file: decoding -> parsing (a tree of values with places) -> extending
and merging -> overrides -> checking against the shapes of the schema -> validating the rules between keys.
"""
