"""From the arguments of a call to the target that computes it: the only place that knows both."""
