"""Simulate how customers come to love or leave a company. Importing this loads nothing heavy."""
