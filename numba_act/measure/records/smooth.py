"""Smooth activations."""

from __future__ import annotations

from math import inf as INF  # noqa: N812
from math import nan as NAN  # noqa: N812
from typing import Any

from .. import references as ref
from ..references import SWISH_ROOT, Record, Reference, inside


def _exp_of_negative(x: Any) -> Any:
    return ref.exp(ref.minimum(x, 0))


def _expm1_of_negative(x: Any) -> Any:
    return ref.expm1(ref.minimum(x, 0))


def _selu(x: Any, above: Any, below: Any) -> Any:
    scale, alpha = ref.number(ref.SELU_SCALE, x), ref.number(ref.SELU_ALPHA, x)
    return scale * ref.where(x > 0, above, alpha * below)


RECORDS: dict[str, Record] = {
    "sigmoid": Record(
        Reference(ref.sigmoid),
        {"x": Reference(ref.sigmoid_slope)},
        zeros=[(0.0, 0.5, 0.25), (-0.0, 0.5, 0.25)],
        infinities=[(INF, 1.0, 0.0), (-INF, 0.0, 0.0)],
        values=[
            (-2, 0.1192029220221175559, 0.1049935854035065173),
            (1, 0.7310585786300048793, 0.1966119332414818525),
        ],
        formula="(1 + exp(-x))**(-1)",
    ),
    "silu": Record(
        Reference(lambda x: x * ref.sigmoid(x)),
        {"x": Reference(ref.swish_slope, root=lambda: SWISH_ROOT)},
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.2384058440442351119, -0.09078424878489547876),
            (1, 0.7310585786300048793, 0.9276705118714867318),
        ],
        formula="x/(1 + exp(-x))",
    ),
    "swish": Record(
        Reference(lambda x, beta: x * ref.sigmoid(*ref.product(x, beta))),
        {
            "x": Reference(
                lambda x, beta: ref.swish_slope(*ref.product(x, beta)),
                root=lambda beta: SWISH_ROOT / beta,
            ),
            "beta": Reference(lambda x, beta: x**2 * ref.sigmoid_slope(*ref.product(x, beta))),
        },
        parameters=((1.0,), (1.702,), (-0.3,)),
        zeros=[(0.0, 1.0, 0.0, 0.5, 0.0), (-0.0, 1.0, -0.0, 0.5, 0.0)],
        infinities=[
            (INF, 1.0, INF, 1.0, 0.0),
            (-INF, 1.0, -0.0, -0.0, 0.0),
            (INF, -1.0, 0.0, -0.0, 0.0),
            (-INF, -1.0, -INF, 1.0, 0.0),
        ],
        kinks=[(2.0, 0.0, 1.0, 0.5, 1.0), (-2.0, 0.0, -1.0, 0.5, 1.0)],
        values=[
            (-2, -0.2384058440442351119, -0.09078424878489547876),
            (1, 0.7310585786300048793, 0.9276705118714867318),
        ],
        formula="x/(1 + exp(-beta*x))",
    ),
    "quick_gelu": Record(
        Reference(lambda x: x * ref.sigmoid(*ref.times(x, ref.QUICK_SLOPE))),
        {
            "x": Reference(
                lambda x: ref.swish_slope(*ref.times(x, ref.QUICK_SLOPE)),
                root=lambda: SWISH_ROOT / 1.702,
            )
        },
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.06434137685579185019, -0.07381535430854193182),
            (1, 0.8457957659328212957, 1.067779606556334057),
        ],
        formula="x/(1 + exp(-1.702*x))",
    ),
    "gelu": Record(
        Reference(lambda x: x * ref.normal_cdf(x)),
        {
            "x": Reference(
                lambda x: ref.normal_cdf(x) + x * ref.normal_density(x),
                root=lambda: -0.7517915246935645,
            )
        },
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.0455002638963584144, -0.0852318010781968967),
            (1, 0.8413447460685429486, 1.083315470587686298),
        ],
        formula="x*Phi(x)",
    ),
    "gelu_tanh": Record(
        Reference(lambda x: x * ref.sigmoid(*ref.gelu_tanh_argument(x))),
        {"x": Reference(ref.gelu_tanh_slope, root=lambda: -0.7524614220710163)},
        zeros=[(0.0, 0.0, 0.5), (-0.0, -0.0, 0.5)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.04540230591222498122, -0.08609925662361838156),
            (1, 0.8411919906082767048, 1.082964083845782555),
        ],
        formula="x/2*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x**3)))",
    ),
    "softplus": Record(
        Reference(lambda x, beta: ref.softplus(*ref.product(x, beta)) / beta),
        {
            "x": Reference(lambda x, beta: ref.sigmoid(*ref.product(x, beta))),
            "beta": Reference(ref.softplus_beta),
        },
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
        zeros=[
            (0.0, 1.0, 0.6931471805599453, 0.5, -0.6931471805599453),
            (-0.0, 1.0, 0.6931471805599453, 0.5, -0.6931471805599453),
            (0.0, 2.0, 0.34657359027997264, 0.5, -0.17328679513998632),
        ],
        infinities=[(INF, 1.0, INF, 1.0, -0.0), (-INF, 1.0, 0.0, 0.0, -0.0)],
        values=[
            (-2, 0.1269280110429724964, 0.1192029220221175559),
            (1, 1.313261687518222834, 0.7310585786300048793),
        ],
        formula="log(1 + exp(beta*x))/beta",
    ),
    "log_sigmoid": Record(
        Reference(lambda x: -ref.softplus(-x)),
        {"x": Reference(lambda x: ref.sigmoid(-x))},
        zeros=[(0.0, -0.6931471805599453, 0.5), (-0.0, -0.6931471805599453, 0.5)],
        infinities=[(INF, -0.0, 0.0), (-INF, -INF, 1.0)],
        values=[
            (-2, -2.126928011042972496, 0.8807970779778824441),
            (1, -0.313261687518222834, 0.2689414213699951207),
        ],
        formula="-log(1 + exp(-x))",
    ),
    "snake": Record(
        Reference(ref.snake, addend=lambda x, alpha: abs(x)),
        {
            "x": Reference(ref.snake_slope, addend=lambda x, alpha: 0 * alpha + 1),
            "alpha": Reference(ref.snake_rise, addend=ref.snake_rise_addend),
        },
        parameters=((1.0,), (10.0,), (-0.3,)),
        zeros=[(0.0, 1.0, 0.0, 1.0, 0.0), (-0.0, 1.0, -0.0, 1.0, 0.0)],
        infinities=[
            (INF, 1.0, INF, NAN, NAN),
            (-INF, 1.0, -INF, NAN, NAN),
            (INF, 0.0, INF, 1.0, INF),
        ],
        kinks=[(2.0, 0.0, 2.0, 1.0, 4.0), (2.0, INF, 2.0, NAN, 0.0)],
        values=[
            (-2, -1.173178189568194043, 1.756802495307928251),
            (0.75, 1.214631399166148545, 1.997494986604054431),
        ],
        formula="x + sin(alpha*x)**2/alpha",
    ),
    "tanhshrink": Record(
        Reference(ref.tanhshrink),
        {"x": Reference(lambda x: ref.tanh(x) ** 2)},
        zeros=[(0.0, 0.0, 0.0), (-0.0, -0.0, 0.0)],
        infinities=[(INF, INF, 1.0), (-INF, -INF, 1.0)],
        values=[
            (0.5, 0.0378828427399902415, 0.2135522670340725899),
            (-3, -2.004945246313269549, 0.9901339628345598087),
        ],
        formula="x - tanh(x)",
    ),
    "elu": Record(
        Reference(lambda x, alpha: ref.where(x > 0, x, alpha * _expm1_of_negative(x))),
        {
            "x": Reference(lambda x, alpha: ref.where(x > 0, 1, alpha * _exp_of_negative(x))),
            "alpha": Reference(lambda x, alpha: ref.where(x > 0, 0, _expm1_of_negative(x))),
        },
        parameters=((1.0,), (2.5,), (-0.3,)),
        zeros=[(0.0, 1.0, 0.0, 1.0, 0.0), (-0.0, 1.0, -0.0, 1.0, -0.0), (0.0, 2.0, 0.0, 2.0, 0.0)],
        infinities=[(INF, 2.0, INF, 1.0, 0.0), (-INF, 2.0, -2.0, 0.0, -1.0)],
        kinks=[(2.0, 0.5, 2.0, 1.0, 0.0)],
        values=[(-2, -0.8646647167633873081, 0.1353352832366126919), (3, 3.0, 1.0)],
        formula="Piecewise((x, x > 0), (alpha*(exp(x) - 1), True))",
    ),
    "smooth_step": Record(
        Reference(lambda x, sigma: ref.smooth_step(x, 0 * sigma, sigma)),
        {
            "x": Reference(lambda x, sigma: ref.smooth_step_slope(x, 0 * sigma, sigma)),
            "sigma": Reference(lambda x, sigma: ref.smooth_step_rise(x, 0 * sigma, sigma)),
        },
        parameters=((1.0,), (0.3,), (20.0,)),
        positive=True,
        zeros=[(0.0, 1.0, 0.5, 0.3989422804014326779, -0.0), (-0.0, 0.0, 0.5, INF, 0.0)],
        infinities=[(INF, 2.0, 1.0, 0.0, -0.0), (-INF, 2.0, 0.0, 0.0, 0.0)],
        kinks=[(1.0, 0.0, 1.0, 0.0, -0.0), (1.0, INF, 0.5, 0.0, -0.0)],
        values=[
            (0.75, 0.7733726476231318007, 0.3011374321548044049),
            (-2, 0.0227501319481792072, 0.05399096651318805195),
        ],
        formula="Phi(x/sigma)",
    ),
    "smooth_relu": Record(
        Reference(ref.smooth_relu),
        {
            "x": Reference(lambda x, sigma: ref.smooth_step(x, 0 * sigma, sigma)),
            "sigma": Reference(
                lambda x, sigma: ref.normal_density(*ref.standardized(x, 0 * sigma, sigma))
            ),
        },
        parameters=((1.0,), (0.3,), (20.0,)),
        positive=True,
        zeros=[
            (0.0, 1.0, 0.3989422804014326779, 0.5, 0.3989422804014326779),
            (-0.0, 0.0, 0.0, 0.5, 0.3989422804014326779),
        ],
        infinities=[(INF, 2.0, INF, 1.0, 0.0), (-INF, 2.0, 0.0, 0.0, 0.0)],
        kinks=[(1.0, 0.0, 1.0, 1.0, 0.0), (-1.0, 0.0, 0.0, 0.0, 0.0)],
        values=[
            (0.75, 0.8811669178721532554, 0.7733726476231318007),
            (-2, 0.00849070261682963755, 0.0227501319481792072),
        ],
        formula="x*Phi(x/sigma) + sigma*phi(x/sigma)",
    ),
    "sau": Record(
        Reference(ref.sau, addend=ref.sau_addend),
        {
            "x": Reference(
                lambda x, s, sigma: s + (1 - s) * ref.smooth_step(x, 0 * sigma, sigma),
                addend=lambda x, s, sigma: ref.maximum(
                    abs(s), abs((1 - s) * ref.smooth_step(x, 0 * sigma, sigma))
                ),
            ),
            "negative_slope": Reference(lambda x, s, sigma: -ref.smooth_relu(-x, sigma)),
            "sigma": Reference(
                lambda x, s, sigma: (
                    (1 - s) * ref.normal_density(*ref.standardized(x, 0 * sigma, sigma))
                )
            ),
        },
        parameters=((0.15, 1.0), (-0.5, 0.3)),
        positive=True,
        zeros=[
            (
                *(0.0, 0.5, 1.0, 0.1994711402007163390),
                *(0.75, -0.3989422804014326779, 0.1994711402007163390),
            ),
            (-0.0, 0.5, 0.0, 0.0, 0.75, -0.0, 0.1994711402007163390),
        ],
        infinities=[(INF, 0.5, 2.0, INF, 1.0, -0.0, 0.0), (-INF, 0.5, 2.0, -INF, 0.5, -INF, 0.0)],
        kinks=[(1.0, 0.5, 0.0, 1.0, 1.0, -0.0, 0.0), (-1.0, 0.5, 0.0, -0.5, 0.5, -1.0, 0.0)],
        values=[
            (0.75, 0.8614918801913302678, 0.8073667504796620293),
            (-2, -0.2927829027756947969, 0.1693376121559523207),
        ],
        formula="negative_slope*x + (1 - negative_slope)*(x*Phi(x/sigma) + sigma*phi(x/sigma))",
    ),
    "smooth_clip": Record(
        Reference(ref.smooth_clip, addend=ref.smooth_clip_addend),
        {
            "x": Reference(
                lambda *p: ref.smooth_clip_slopes(*p)[0] - ref.smooth_clip_slopes(*p)[1],
                addend=lambda *p: ref.smooth_clip_slopes(*p)[0],
            ),
            "min_val": Reference(lambda x, low, high, sigma: ref.smooth_step(low, x, sigma)),
            "max_val": Reference(lambda x, low, high, sigma: ref.smooth_step(x, high, sigma)),
            "sigma": Reference(
                lambda *p: ref.smooth_clip_rises(*p)[0] - ref.smooth_clip_rises(*p)[1],
                addend=lambda *p: ref.maximum(*ref.smooth_clip_rises(*p)),
            ),
        },
        parameters=((-1.0, 1.0, 1.0), (-0.5, 4.0, 0.3)),
        positive=True,
        zeros=[
            (
                *(0.0, -1.0, 1.0, 1.0, 0.0),
                *(0.6826894921370858971, 0.1586552539314570514, 0.1586552539314570514, 0.0),
            ),
            (-0.0, -1.0, 1.0, 0.0, -0.0, 1.0, 0.0, 0.0, 0.0),
        ],
        infinities=[
            (INF, -1.0, 2.0, 1.0, 2.0, 0.0, 0.0, 1.0, 0.0),
            (-INF, -1.0, 2.0, 1.0, -1.0, 0.0, 1.0, 0.0, 0.0),
        ],
        kinks=[(3.0, -1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0)],
        values=[
            (0.75, 0.4798290960912514682, 0.5586471688191066338),
            (-2.0, -0.9170666837293614252, 0.1573053558998269569),
        ],
        formula="min_val + (x - min_val)*Phi((x - min_val)/sigma) + sigma*phi((x"
        " - min_val)/sigma) - (x - max_val)*Phi((x - max_val)/sigma) - sigma*phi((x"
        " - max_val)/sigma)",
    ),
    "smooth_round": Record(
        Reference(ref.smooth_round, addend=ref.smooth_round_addend),
        {
            "x": Reference(ref.smooth_round_slope),
            "sigma": Reference(ref.smooth_round_rise, addend=ref.smooth_round_rise_addend),
        },
        parameters=((0.1,), (0.35,), (0.02,)),
        positive=True,
        zeros=[
            (0.0, 0.25, 0.0, 0.4319277807125671942, 0.0),
            (-0.0, 0.25, -0.0, 0.4319277807125671942, -0.0),
            (-0.0, 0.0, -0.0, 0.0, -0.0),
        ],
        infinities=[(INF, 0.25, INF, NAN, NAN), (-INF, 0.25, -INF, NAN, NAN)],
        kinks=[
            (2.75, 0.0, 3.0, 0.0, 0.0),
            (-2.5, 0.0, -2.5, INF, -0.0),
            (0.75, INF, 0.75, 1.0, -0.0),
        ],
        values=[
            (0.25, 0.006209665325744228683, 0.1752830049381197452),
            (-1.625, -1.894350226333144731, 1.826490853890219202),
        ],
        formula="Sum(Phi((x - k + Rational(1, 2))/sigma) - Phi((-x - k + Rational(1, 2))/sigma)"
        ", (k, 1, oo))",
    ),
    "xielu": Record(
        Reference(ref.xielu, addend=ref.xielu_addend),
        {
            "x": Reference(
                ref.xielu_slope,
                addend=lambda x, p, n, beta, eps: ref.maximum(
                    abs(ref.xielu_slope(x, p, n, 0 * beta, eps)), abs(beta)
                ),
            ),
            "alpha_p": inside(lambda x, *_: x > 0, lambda x, *_: x * x),
            "alpha_n": Reference(
                lambda x, p, n, beta, eps: ref.where(x > 0, 0, ref.xielu_excess(x, eps)),
                addend=lambda x, p, n, beta, eps: ref.where(
                    (x >= eps) & (x <= 0), abs(ref.expm1(eps)), 0
                ),
            ),
            "beta": Reference(lambda x, *_: x),
            "eps": inside(
                lambda x, p, n, beta, eps: (x <= 0) & (x >= eps),
                lambda x, p, n, beta, eps: n * ref.exp(ref.minimum(eps, 0)),
            ),
        },
        parameters=((0.8, 0.8, 0.5, -1e-6), (1.5, 2.5, -0.25, -0.5)),
        zeros=[
            (0.0, 0.5, 0.25, 2.0, 0.0, 0.0, 1.75, 0.0, 0.0, 0.0, 0.25),
            (-0.0, 0.5, 0.25, 2.0, 0.0, 0.0, 1.75, 0.0, 0.0, -0.0, 0.25),
        ],
        infinities=[
            (INF, 0.5, 0.25, 2.0, -0.5, INF, INF, INF, 0.0, INF, 0.0),
            (-INF, 0.5, 0.25, 2.0, -0.5, -INF, 1.75, 0.0, INF, -INF, 0.0),
        ],
        kinks=[(2.0, 0.5, 0.25, 2.0, -0.5, 6.0, 4.0, 4.0, 0.0, 2.0, 0.0)],
        values=[(-8, 1.6002683701023220095, -0.29973162989767799053), (0.5, 0.45, 1.3)],
        formula="Piecewise((alpha_p*x**2 + beta*x, x > 0), (alpha_n*(exp(Min(x, eps)) - 1 - x)"
        " + beta*x, True))",
    ),
    "celu": Record(
        Reference(lambda x, alpha: ref.where(x > 0, x, alpha * ref.celu_expm1(x, alpha))),
        {"x": Reference(ref.celu_exp), "alpha": Reference(ref.celu_alpha)},
        parameters=((1.0,), (2.5,), (0.1,)),
        positive=True,
        zeros=[(0.0, 1.0, 0.0, 1.0, 0.0), (-0.0, 1.0, -0.0, 1.0, 0.0), (0.0, 2.0, 0.0, 1.0, 0.0)],
        infinities=[(INF, 2.0, INF, 1.0, 0.0), (-INF, 2.0, -2.0, 0.0, -1.0)],
        kinks=[
            (2.0, 0.5, 2.0, 1.0, 0.0),
            (-1.0, 0.5, -0.43233235838169365, 0.1353352832366127, -0.5939941502901619),
        ],
        values=[(-2, -0.8646647167633873081, 0.1353352832366126919), (3, 3.0, 1.0)],
        formula="Piecewise((x, x > 0), (alpha*(exp(x/alpha) - 1), True))",
    ),
    "selu": Record(
        Reference(lambda x: _selu(x, x, _expm1_of_negative(x))),
        {"x": Reference(lambda x: _selu(x, 1, _exp_of_negative(x)))},
        zeros=[(0.0, 0.0, 1.7580993408473768), (-0.0, -0.0, 1.7580993408473768)],
        infinities=[(INF, INF, 1.0507009873554805), (-INF, -1.7580993408473768, 0.0)],
        values=[
            (-2, -1.520166468595695035, 0.2379328722516818248),
            (3, 3.15210296206644148, 1.050700987355480493),
        ],
        formula="1.0507009873554805*Piecewise((x, x > 0), (1.6732632423543773*(exp(x) - 1), True))",
    ),
    "softsign": Record(
        Reference(lambda x: x / (1 + abs(x))),
        {"x": Reference(lambda x: 1 / (1 + abs(x)) ** 2)},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, 1.0, 0.0), (-INF, -1.0, 0.0)],
        values=[
            (-2, -0.6666666666666666667, 0.1111111111111111111),
            (0.5, 0.3333333333333333333, 0.4444444444444444444),
        ],
        formula="x/(1 + Abs(x))",
    ),
    "squareplus": Record(
        Reference(ref.squareplus),
        {
            "x": Reference(lambda x, b: ref.squareplus(x, b) / ref.sqrt(x * x + b)),
            "b": Reference(lambda x, b: 1 / (4 * ref.sqrt(x * x + b))),
        },
        parameters=((4.0,), (0.5,)),
        positive=True,
        zeros=[(0.0, 4.0, 1.0, 0.5, 0.125), (-0.0, 4.0, 1.0, 0.5, 0.125)],
        infinities=[(INF, 4.0, INF, 1.0, 0.0), (-INF, 4.0, 0.0, 0.0, 0.0)],
        kinks=[
            (1.5, 4.0, 2.0, 0.8, 0.1),
            (-1.5, 4.0, 0.5, 0.2, 0.1),
            (2.0, 0.0, 2.0, 1.0, 0.125),
            (-2.0, 0.0, 0.0, 0.0, 0.125),
        ],
        values=[
            (-2, 0.4142135623730950488, 0.1464466094067262378),
            (1, 1.618033988749894848, 0.7236067977499789696),
        ],
        formula="(x + sqrt(x**2 + b))/2",
    ),
    "mish": Record(
        Reference(ref.mish),
        {"x": Reference(ref.mish_slope, root=lambda: -1.1924312145154952)},
        zeros=[(0.0, 0.0, 0.6), (-0.0, -0.0, 0.6)],
        infinities=[(INF, INF, 1.0), (-INF, -0.0, -0.0)],
        values=[
            (-2, -0.2525014826957088636, -0.1083550924203939428),
            (1, 0.8650983882673103461, 1.049036220099792159),
        ],
        formula="x*tanh(log(1 + exp(x)))",
    ),
    "softcap": Record(
        Reference(ref.softcap),
        {
            "x": Reference(lambda x, cap: ref.sech_squared(*ref.quotient(x, cap))),
            "cap": Reference(ref.softcap_rise),
        },
        parameters=((50.0,), (0.25,), (-3.0,)),
        zeros=[(0.0, 2.0, 0.0, 1.0, 0.0), (-0.0, 2.0, -0.0, 1.0, -0.0)],
        infinities=[(INF, 2.0, 2.0, 0.0, 1.0), (-INF, 2.0, -2.0, 0.0, -1.0)],
        kinks=[
            (3.0, INF, 3.0, 1.0, 0.0),
            (3.0, 0.0, 0.0, 0.0, 1.0),
            (1.0, -2.0, 0.9242343145200195, 0.7864477329659274, -0.06889329077704605),
        ],
        values=[
            (-0.125, -0.1155292893150024396, 0.7864477329659274101),
            (0.5, 0.241006895018954221, 0.07065082485316446569),
        ],
        formula="cap*tanh(x/cap)",
    ),
    "dyt": Record(
        Reference(lambda x, alpha: ref.tanh(x * alpha)),
        {
            "x": Reference(lambda x, alpha: alpha * ref.sech_squared(*ref.product(x, alpha))),
            "alpha": Reference(lambda x, alpha: x * ref.sech_squared(*ref.product(x, alpha))),
        },
        parameters=((0.5,), (1.25,), (-3.0,)),
        zeros=[(0.0, 0.5, 0.0, 0.5, 0.0), (-0.0, 0.5, -0.0, 0.5, -0.0)],
        infinities=[(INF, 0.5, 1.0, 0.0, 0.0), (-INF, 0.5, -1.0, 0.0, -0.0)],
        kinks=[(2.0, 0.0, 0.0, 0.0, 2.0), (2.0, INF, 1.0, 0.0, 0.0)],
        values=[
            (-2, -0.7615941559557648881, 0.2099871708070130347),
            (0.75, 0.3583573983507859463, 0.435789987523628059),
        ],
        formula="tanh(alpha*x)",
    ),
    "derf": Record(
        Reference(lambda *p: ref.erf(ref.affine(*p)[0])),
        {
            "x": Reference(lambda x, alpha, shift: alpha * ref.derf_slope(x, alpha, shift)),
            "alpha": Reference(lambda x, alpha, shift: x * ref.derf_slope(x, alpha, shift)),
            "shift": Reference(ref.derf_slope),
        },
        parameters=((0.5, 0.0), (-1.25, 0.7)),
        zeros=[
            (
                *(0.0, 0.5, 0.5, 0.5204998778130465377),
                *(0.4393912894677223971, 0.0, 0.8787825789354447941),
            ),
            (-0.0, 0.5, 0.0, -0.0, 0.5641895835477562869, -0.0, 1.128379167095512574),
        ],
        infinities=[(INF, 0.5, 2.0, 1.0, 0.0, 0.0, 0.0), (-INF, 0.5, 2.0, -1.0, 0.0, -0.0, 0.0)],
        kinks=[(2.0, 0.0, 0.0, 0.0, 0.0, 2.256758334191025148, 1.128379167095512574)],
        values=[
            (0.75, 0.4041169094348222983, 0.4901764047729539339),
            (-2, -0.8427007929497148693, 0.2075537487102973517),
        ],
        formula="erf(alpha*x + shift)",
    ),
    "laplace": Record(
        Reference(ref.smooth_step),
        {
            "x": Reference(ref.smooth_step_slope),
            "mu": Reference(lambda *p: -ref.smooth_step_slope(*p)),
            "sigma": Reference(ref.smooth_step_rise),
        },
        parameters=((0.707107, 0.282095), (-2.0, 3.0)),
        positive=True,
        zeros=[
            (0.0, 0.0, 1.0, 0.5, 0.3989422804014326779, -0.3989422804014326779, -0.0),
            (-0.0, 0.0, 0.0, 0.5, INF, -INF, 0.0),
        ],
        infinities=[(INF, 0.5, 2.0, 1.0, 0.0, -0.0, -0.0), (-INF, 0.5, 2.0, 0.0, 0.0, -0.0, 0.0)],
        kinks=[
            (1.0, 0.5, 0.0, 1.0, 0.0, -0.0, -0.0),
            (1.0, 0.5, INF, 0.5, 0.0, -0.0, -0.0),
            (
                *(3.0, 1.0, 2.0, 0.8413447460685429486),
                *(0.1209853622595716791, -0.1209853622595716791, -0.1209853622595716791),
            ),
        ],
        values=[
            (1, 0.8504296492845703195, 0.8249457674635579845),
            (0.75, 0.5604268865308244322, 1.397958566262099832),
        ],
        formula="Phi((x - mu)/sigma)",
    ),
}
