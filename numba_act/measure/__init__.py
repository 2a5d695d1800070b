"""References, limits, accuracy, peers and timing: what checks and shows the functions."""
