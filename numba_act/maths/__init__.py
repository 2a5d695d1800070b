"""Scalar code that the functions share: exponentials, logarithms, σ and its slopes, erf's tails."""
