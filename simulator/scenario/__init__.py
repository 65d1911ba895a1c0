"""What is asked: scenario files to frozen values. Knows nothing of simulating."""
