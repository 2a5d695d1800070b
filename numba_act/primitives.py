"""The operations that a body may use besides arithmetic, comparisons and other activations."""

from .core.primitives import *  # noqa: F403
