"""What the model claims and from where: the points it is built on, its parameters, published findings."""
