"""Piecewise functions: relu and its family.

Each is one comparison and at most one rounded operation per piece, so that all of them are
correctly rounded. At a kink the derivative is PyTorch's, written in each function's notes.
NaN gives NaN, in the function and in its derivative.
"""

from __future__ import annotations

from .activation import activation

__all__ = ["leaky_relu", "prelu", "relu"]

#: One rounding at most.
EXACT = {"float32": 0.5, "float64": 0.5}


@activation(max_ulp=EXACT, warns=())
def relu(x: float) -> float:
    """Rectified linear unit, max(0, x).

    Parameters
    ----------
    x : array_like
        Input.

    Returns
    -------
    ndarray or scalar
        Of x's shape and float type.

    Notes
    -----
    relu(-0.0) and relu of all negative numbers are 0.0; relu(inf) = inf; NaN gives NaN. The
    derivative at 0 is 0.

    References
    ----------
    .. [1] V. Nair and G. E. Hinton, "Rectified Linear Units Improve Restricted Boltzmann
       Machines", ICML 2010.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.relu(np.float32([-1.0, 0.0, 2.0]))
    array([0., 0., 2.], dtype=float32)
    """
    return 0.0 if x <= 0.0 else x


@relu.derivative("x", max_ulp=EXACT)
def _(x: float) -> float:
    return 0.0 if x <= 0.0 else (1.0 if x > 0.0 else x)


@activation(max_ulp=EXACT, warns=("overflow",))
def leaky_relu(x: float, negative_slope: float = 0.01) -> float:
    """Leaky rectified linear unit, x for x > 0 and negative_slope·x otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    negative_slope : array_like, default 0.01
        Slope for x ≤ 0, as in PyTorch and JAX. Keras's layer has 0.3, TensorFlow 0.2.

    Returns
    -------
    ndarray or scalar
        Of x's shape and float type.

    Notes
    -----
    The limits are inf and negative_slope·(-inf). NaN gives NaN. The derivative at 0 is
    negative_slope.

    References
    ----------
    .. [1] A. L. Maas, A. Y. Hannun and A. Y. Ng, "Rectifier Nonlinearities Improve Neural Network
       Acoustic Models", ICML 2013.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.leaky_relu(np.float32([-1.0, 0.0, 2.0]), negative_slope=0.5)
    array([-0.5,  0. ,  2. ], dtype=float32)
    """
    return x if x > 0.0 else negative_slope * x


@leaky_relu.derivative("x", max_ulp=EXACT)
def _(x: float, negative_slope: float) -> float:
    return 1.0 if x > 0.0 else (negative_slope if x <= 0.0 else x)


@leaky_relu.derivative("negative_slope", max_ulp=EXACT)
def _(x: float, negative_slope: float) -> float:
    return 0.0 if x > 0.0 else x


@activation(max_ulp=EXACT, warns=("overflow",))
def prelu(x: float, alpha: float) -> float:
    """Parametric rectified linear unit, x for x > 0 and alpha·x otherwise.

    Parameters
    ----------
    x : array_like
        Input.
    alpha : array_like
        Learnable slope for x ≤ 0: a scalar or an array that broadcasts against x, for example
        of shape (channels,) for channels on the last axis.

    Returns
    -------
    ndarray or scalar
        Of the broadcast shape.

    Notes
    -----
    The derivative at 0 is alpha with respect to x; with respect to alpha it is x where
    x ≤ 0 and 0 elsewhere. NaN gives NaN.

    References
    ----------
    .. [1] K. He et al., "Delving Deep into Rectifiers: Surpassing Human-Level Performance on
       ImageNet Classification", ICCV 2015.

    Examples
    --------
    >>> import numpy as np
    >>> import numba_act as na
    >>> na.prelu(np.float32([[-1.0, -1.0], [2.0, 2.0]]), np.float32([0.25, 0.5]))
    array([[-0.25, -0.5 ],
           [ 2.  ,  2.  ]], dtype=float32)
    """
    return x if x > 0.0 else alpha * x


@prelu.derivative("x", max_ulp=EXACT)
def _(x: float, alpha: float) -> float:
    return 1.0 if x > 0.0 else (alpha if x <= 0.0 else x)


@prelu.derivative("alpha", max_ulp=EXACT)
def _(x: float, alpha: float) -> float:
    return 0.0 if x > 0.0 else x
