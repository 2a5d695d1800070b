"""The order and the operands of what is timed side by side."""

import collections
import itertools

import numpy as np
import pytest

from numba_act.measure.timing import _orders, interleaved, placed


@pytest.mark.parametrize("n", range(1, 7))
def test_orders_are_balanced(n):
    orders = _orders(n)
    assert all(sorted(order) == list(range(n)) for order in orders)
    for place in zip(*orders, strict=True):
        assert set(collections.Counter(place).values()) == {len(orders) // n}
    after = collections.Counter(pair for order in orders for pair in itertools.pairwise(order))
    assert set(after) == set(itertools.permutations(range(n), 2))
    assert len(set(after.values())) <= 1


def test_interleaved_returns_a_time_of_each_call_a_round():
    calls = [lambda: None, lambda: sum(range(1000))]
    samples = interleaved(calls, 5)
    assert len(samples) == 5
    assert all(len(seconds) == 2 and min(seconds) > 0 for seconds in samples)


@pytest.mark.parametrize(("rounds", "expected"), [(1, 6), (6, 6), (13, 12), (19, 12)])
def test_placed_has_operands_of_their_own_and_whole_turns(rounds, expected):
    addresses = []

    def make():
        x = np.zeros(1 << 12)
        addresses.append(x.ctypes.data)
        return [lambda: x.sum(), lambda: x.min(), lambda: x.max()]

    samples = placed(make, rounds, placements=2)
    assert len(samples) == 2 * expected
    assert len(set(addresses)) == 2
