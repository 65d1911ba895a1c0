"""What the instructor has at hand for each lesson: how to teach it, and what the evidence holds against it."""
