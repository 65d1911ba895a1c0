"""The terms of the glossary, by subject."""
