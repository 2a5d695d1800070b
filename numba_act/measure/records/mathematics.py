"""The functions of mathematics."""

from __future__ import annotations

from math import inf as INF  # noqa: N812
from math import nan as NAN  # noqa: N812

from .. import references as ref
from ..references import Record, Reference

RECORDS: dict[str, Record] = {
    "exp": Record(
        Reference(ref.exp),
        {"x": Reference(ref.exp)},
        zeros=[(0.0, 1.0, 1.0), (-0.0, 1.0, 1.0)],
        infinities=[(INF, INF, INF), (-INF, 0.0, 0.0)],
        values=[
            (-2, 0.1353352832366126919, 0.1353352832366126919),
            (1, 2.718281828459045235, 2.718281828459045235),
        ],
    ),
    "exp2": Record(
        Reference(ref.exp2),
        {"x": Reference(lambda x: ref.number(ref.LN_2, x) * ref.exp2(x))},
        zeros=[(0.0, 1.0, 0.6931471805599453), (-0.0, 1.0, 0.6931471805599453)],
        infinities=[(INF, INF, INF), (-INF, 0.0, 0.0)],
        kinks=[(3.0, 8.0, 5.545177444479562), (-10.0, 0.0009765625, 0.0006769015435155716)],
        values=[
            (-2.5, 0.1767766952966368811, 0.122532267933568399),
            (3, 8.0, 5.545177444479562475),
        ],
    ),
    "exp10": Record(
        Reference(ref.exp10),
        {"x": Reference(lambda x: ref.number(ref.LN_10, x) * ref.exp10(x))},
        zeros=[(0.0, 1.0, 2.302585092994045684), (-0.0, 1.0, 2.302585092994045684)],
        infinities=[(INF, INF, INF), (-INF, 0.0, 0.0)],
        kinks=[(3.0, 1000.0, 2302.585092994045684)],
        values=[
            (-2.5, 0.003162277660168379332, 0.007281413400211800919),
            (1.25, 17.78279410038922801, 40.94639660733869754),
        ],
    ),
    "expm1": Record(
        Reference(ref.expm1),
        {"x": Reference(ref.exp)},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, INF, INF), (-INF, -1.0, 0.0)],
        values=[
            (-2, -0.8646647167633873081, 0.1353352832366126919),
            (1, 1.718281828459045235, 2.718281828459045235),
        ],
    ),
    "log": Record(
        Reference(ref.log),
        {"x": Reference(lambda x: 1 / x)},
        domain=(0.0, INF),
        zeros=[(0.0, -INF, INF), (-0.0, -INF, -INF)],
        infinities=[(INF, INF, 0.0), (-INF, NAN, -0.0)],
        kinks=[(1.0, 0.0, 1.0), (-1.0, NAN, -1.0)],
        values=[
            (0.75, -0.2876820724517809274, 1.333333333333333333),
            (3, 1.098612288668109691, 0.3333333333333333333),
        ],
    ),
    "log2": Record(
        Reference(ref.log2),
        {"x": Reference(lambda x: 1 / (x * ref.number(ref.LN_2, x)))},
        domain=(0.0, INF),
        zeros=[(0.0, -INF, INF), (-0.0, -INF, -INF)],
        infinities=[(INF, INF, 0.0), (-INF, NAN, -0.0)],
        kinks=[(1.0, 0.0, 1.442695040888963407), (-1.0, NAN, -1.442695040888963407)],
        values=[
            (0.75, -0.4150374992788438185, 1.92359338785195121),
            (3, 1.584962500721156181, 0.4808983469629878025),
        ],
    ),
    "log10": Record(
        Reference(ref.log10),
        {"x": Reference(lambda x: 1 / (x * ref.number(ref.LN_10, x)))},
        domain=(0.0, INF),
        zeros=[(0.0, -INF, INF), (-0.0, -INF, -INF)],
        infinities=[(INF, INF, 0.0), (-INF, NAN, -0.0)],
        kinks=[(1.0, 0.0, 0.4342944819032518277), (-1.0, NAN, -0.4342944819032518277)],
        values=[
            (0.75, -0.1249387366082999531, 0.5790593092043357702),
            (3, 0.4771212547196624373, 0.1447648273010839426),
        ],
    ),
    "log1p": Record(
        Reference(ref.log1p),
        {"x": Reference(lambda x: 1 / (1 + x))},
        domain=(-1.0, INF),
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, INF, 0.0), (-INF, NAN, -0.0)],
        kinks=[(-1.0, -INF, INF), (-2.0, NAN, -1.0)],
        values=[(0.25, 0.2231435513142097558, 0.8), (-0.5, -0.6931471805599453094, 2.0)],
    ),
    "log1mexp": Record(
        Reference(ref.log1mexp),
        {"x": Reference(lambda x: ref.where(x >= 0, 1 / ref.expm1(abs(x)), NAN))},
        domain=(0.0, INF),
        zeros=[(0.0, -INF, INF), (-0.0, -INF, INF)],
        infinities=[(INF, -0.0, 0.0), (-INF, NAN, NAN)],
        kinks=[(-1.0, NAN, NAN), (0.6931471805599453094, -0.6931471805599453094, 1.0)],
        values=[
            (0.25, -1.508691549446032134, 3.520811664187798464),
            (3, -0.05106918094270158654, 0.05239569649125595197),
        ],
    ),
    "logit": Record(
        Reference(ref.logit),
        {"x": Reference(lambda x: ref.where((x >= 0) & (x <= 1), 1 / (abs(x) * (1 - x)), NAN))},
        domain=(0.0, 1.0),
        zeros=[(0.0, -INF, INF), (-0.0, -INF, INF)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        kinks=[(0.5, 0.0, 4.0), (1.0, INF, INF), (1.5, NAN, NAN)],
        values=[
            (0.375, -0.5108256237659906832, 4.266666666666666667),
            (0.875, 1.945910149055313305, 9.142857142857142857),
        ],
    ),
    "tanh": Record(
        Reference(ref.tanh),
        {"x": Reference(ref.sech_squared)},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, 1.0, 0.0), (-INF, -1.0, 0.0)],
        values=[
            (0.25, 0.2449186624037091293, 0.9400148488063779563),
            (-0.5, -0.4621171572600097585, 0.7864477329659274101),
        ],
    ),
    "sinh": Record(
        Reference(ref.sinh),
        {"x": Reference(ref.cosh)},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, INF, INF), (-INF, -INF, INF)],
        values=[
            (0.25, 0.2526123168081683079, 1.031413099879573176),
            (-2, -3.626860407847018768, 3.76219569108363146),
        ],
    ),
    "cosh": Record(
        Reference(ref.cosh),
        {"x": Reference(ref.sinh)},
        zeros=[(0.0, 1.0, 0.0), (-0.0, 1.0, -0.0)],
        infinities=[(INF, INF, INF), (-INF, INF, -INF)],
        values=[
            (0.25, 1.031413099879573176, 0.2526123168081683079),
            (-2, 3.76219569108363146, -3.626860407847018768),
        ],
    ),
    "logcosh": Record(
        Reference(ref.logcosh),
        {"x": Reference(ref.tanh)},
        zeros=[(0.0, 0.0, 0.0), (-0.0, 0.0, -0.0)],
        infinities=[(INF, INF, 1.0), (-INF, INF, -1.0)],
        values=[
            (0.25, 0.03092980362016137146, 0.2449186624037091293),
            (-3, 2.30932850457778514, -0.9950547536867304513),
        ],
    ),
    "asinh": Record(
        Reference(ref.asinh),
        {"x": Reference(lambda x: 1 / ref.sqrt(x * x + 1))},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, INF, 0.0), (-INF, -INF, 0.0)],
        values=[
            (0.25, 0.2474664615472634529, 0.9701425001453318941),
            (-2, -1.443635475178810342, 0.4472135954999579393),
        ],
    ),
    "acosh": Record(
        Reference(ref.acosh),
        {"x": Reference(lambda x: 1 / (ref.sqrt(x - 1) * ref.sqrt(x + 1)))},
        domain=(1.0, INF),
        zeros=[(0.0, NAN, NAN), (-0.0, NAN, NAN)],
        infinities=[(INF, INF, 0.0), (-INF, NAN, NAN)],
        kinks=[(1.0, 0.0, INF), (0.5, NAN, NAN), (-2.0, NAN, NAN)],
        values=[
            (1.25, 0.6931471805599453094, 1.333333333333333333),
            (3, 1.76274717403908605, 0.3535533905932737622),
        ],
    ),
    "atanh": Record(
        Reference(ref.atanh),
        {"x": Reference(lambda x: ref.where(abs(x) <= 1, 1 / ((1 - x) * (1 + x)), NAN))},
        domain=(-1.0, 1.0),
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        kinks=[(1.0, INF, INF), (-1.0, -INF, INF), (2.0, NAN, NAN)],
        values=[
            (0.25, 0.2554128118829953416, 1.066666666666666667),
            (-0.875, -1.354025100551105033, 4.266666666666666667),
        ],
    ),
    "cbrt": Record(
        Reference(ref.cbrt),
        {"x": Reference(lambda x: 1 / (3 * ref.cbrt(x) ** 2))},
        zeros=[(0.0, 0.0, INF), (-0.0, -0.0, INF)],
        infinities=[(INF, INF, 0.0), (-INF, -INF, 0.0)],
        kinks=[(8.0, 2.0, 1 / 12), (-27.0, -3.0, 1 / 27)],
        values=[
            (0.75, 0.9085602964160698294, 0.4038045761849199242),
            (3, 1.442249570307408382, 0.1602499522563787091),
        ],
    ),
    "rsqrt": Record(
        Reference(lambda x: 1 / ref.sqrt(x)),
        {"x": Reference(lambda x: -0.5 / x / ref.sqrt(x))},
        domain=(0.0, INF),
        zeros=[(0.0, INF, -INF), (-0.0, -INF, -INF)],
        infinities=[(INF, 0.0, -0.0), (-INF, NAN, NAN)],
        kinks=[(4.0, 0.5, -0.0625), (-1.0, NAN, NAN)],
        values=[
            (0.75, 1.154700538379251529, -0.7698003589195010193),
            (3, 0.5773502691896257645, -0.09622504486493762742),
        ],
    ),
    "pow": Record(
        Reference(ref.power, constant=True),
        {"x": Reference(ref.power_slope, constant=True), "y": Reference(ref.power_rise)},
        domain=(0.0, INF),
        second=ref.exponents,
        zeros=[
            (0.0, 2.0, 0.0, 0.0, 0.0),
            (-0.0, 3.0, -0.0, 0.0, 0.0),
            (0.0, -1.0, INF, -INF, -INF),
            (0.0, 0.0, 1.0, 0.0, 0.0),
            (0.0, 1.0, 0.0, 1.0, 0.0),
        ],
        infinities=[
            (INF, 2.0, INF, INF, INF),
            (INF, -1.0, 0.0, -0.0, 0.0),
            (-INF, 3.0, -INF, INF, NAN),
            (-INF, -2.0, 0.0, 0.0, NAN),
        ],
        kinks=[
            (2.0, 3.0, 8.0, 12.0, 5.545177444479562475),
            (-2.0, 3.0, -8.0, 12.0, NAN),
            (-2.0, 0.5, NAN, NAN, NAN),
            (3.0, 0.0, 1.0, 0.0, 1.098612288668109691),
            (0.5, INF, 0.0, NAN, 0.0),
            (1.0, INF, 1.0, INF, 0.0),
        ],
    ),
    "logaddexp": Record(
        Reference(ref.logaddexp),
        {
            "x": Reference(lambda x, y: ref.sigmoid(*ref.two_sum(x, -y))),
            "y": Reference(lambda x, y: ref.sigmoid(*ref.two_sum(y, -x))),
        },
        second=ref.addends,
        zeros=[
            (0.0, 0.0, 0.6931471805599453094, 0.5, 0.5),
            (-0.0, 1.0, 1.313261687518222834, 0.2689414213699951207, 0.7310585786300048793),
        ],
        infinities=[
            (INF, INF, INF, NAN, NAN),
            (INF, 2.0, INF, 1.0, 0.0),
            (-INF, 2.0, 2.0, 0.0, 1.0),
            (-INF, -INF, -INF, NAN, NAN),
            (INF, -INF, INF, 1.0, 0.0),
        ],
        kinks=[
            (1.0, INF, INF, 0.0, 1.0),
            (-3.0, -INF, -3.0, 1.0, 0.0),
            (-2.0, -1.0, -0.6867383124817771661, 0.2689414213699951207, 0.7310585786300048793),
        ],
    ),
    "sigmoid_cross_entropy": Record(
        Reference(ref.sigmoid_cross_entropy, addend=ref.sigmoid_cross_entropy_addend),
        {
            "x": Reference(
                ref.sigmoid_cross_entropy_slope, addend=lambda x, target: ref.sigmoid(-abs(x))
            ),
            "target": Reference(lambda x, target: ref.where(target == target, -x, target)),
        },
        second=ref.targets,
        zeros=[
            (0.0, 0.0, 0.6931471805599453094, 0.5, -0.0),
            (0.0, 0.5, 0.6931471805599453094, 0.0, -0.0),
            (-0.0, 1.0, 0.6931471805599453094, -0.5, 0.0),
        ],
        infinities=[
            (INF, 0.0, INF, 1.0, -INF),
            (INF, 1.0, 0.0, -0.0, -INF),
            (-INF, 0.0, 0.0, 0.0, INF),
            (-INF, 1.0, INF, -1.0, INF),
            (INF, 0.25, INF, 0.75, -INF),
            (INF, 2.0, -INF, -1.0, -INF),
        ],
        kinks=[
            (2.0, 0.0, 2.126928011042972496, 0.8807970779778824441, -2.0),
            (2.0, 1.0, 0.1269280110429724963, -0.1192029220221175559, -2.0),
            (-1.0, 0.25, 0.5632616875182228340, 0.01894142136999512075, 1.0),
        ],
    ),
    "hypot": Record(
        Reference(ref.hypot),
        {
            "x": Reference(lambda x, y: x / ref.hypot(x, y)),
            "y": Reference(lambda x, y: y / ref.hypot(x, y)),
        },
        second=ref.near_in_size,
        zeros=[(0.0, 2.0, 2.0, 0.0, 1.0), (-0.0, -2.0, 2.0, -0.0, -1.0), (0.0, 0.0, 0.0, NAN, NAN)],
        infinities=[
            (INF, 2.0, INF, NAN, 0.0),
            (-INF, -2.0, INF, NAN, -0.0),
            (INF, INF, INF, NAN, NAN),
        ],
        kinks=[(3.0, 4.0, 5.0, 0.6, 0.8), (3.0, -4.0, 5.0, 0.6, -0.8)],
    ),
    "erf": Record(
        Reference(ref.erf),
        {"x": Reference(lambda x: ref.number(ref.TWO_OVER_SQRT_PI, x) * ref.square_decay(x, 1.0))},
        zeros=[(0.0, 0.0, 1.1283791670955126), (-0.0, -0.0, 1.1283791670955126)],
        infinities=[(INF, 1.0, 0.0), (-INF, -1.0, 0.0)],
        values=[
            (0.25, 0.276326390168236933, 1.060014129376114243),
            (-0.5, -0.5204998778130465377, 0.8787825789354447941),
        ],
    ),
    "erfc": Record(
        Reference(ref.erfc),
        {"x": Reference(lambda x: -ref.number(ref.TWO_OVER_SQRT_PI, x) * ref.square_decay(x, 1.0))},
        zeros=[(0.0, 1.0, -1.1283791670955126), (-0.0, 1.0, -1.1283791670955126)],
        infinities=[(INF, 0.0, -0.0), (-INF, 2.0, -0.0)],
        values=[
            (-0.5, 1.520499877813046538, -0.8787825789354447941),
            (1, 0.1572992070502851307, -0.4151074974205947033),
        ],
    ),
    "erfinv": Record(
        Reference(ref.erfinv),
        {"x": Reference(ref.erfinv_slope)},
        domain=(-1.0, 1.0),
        zeros=[(0.0, 0.0, 0.8862269254527580136), (-0.0, -0.0, 0.8862269254527580136)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        kinks=[(1.0, INF, INF), (-1.0, -INF, INF), (1.5, NAN, NAN)],
        values=[
            (0.25, 0.2253120550121781047, 0.9323782346059725338),
            (-0.875, -1.084787040069283141, 2.874793037400602799),
        ],
    ),
    "ndtr": Record(
        Reference(ref.normal_cdf),
        {"x": Reference(ref.normal_density)},
        zeros=[(0.0, 0.5, 0.3989422804014326779), (-0.0, 0.5, 0.3989422804014326779)],
        infinities=[(INF, 1.0, 0.0), (-INF, 0.0, 0.0)],
        values=[
            (0.25, 0.5987063256829237242, 0.3866681168028492069),
            (-2, 0.0227501319481792072, 0.05399096651318805195),
        ],
    ),
    "log_ndtr": Record(
        Reference(ref.log_normal_cdf),
        {"x": Reference(ref.log_normal_slope)},
        zeros=[
            (0.0, -0.6931471805599453094, 0.7978845608028653559),
            (-0.0, -0.6931471805599453094, 0.7978845608028653559),
        ],
        infinities=[(INF, -0.0, 0.0), (-INF, -INF, INF)],
        values=[
            (0.25, -0.5129840754094304321, 0.6458393710168172658),
            (-2, -3.783184333682031949, 2.373215532822840867),
        ],
    ),
    "sin": Record(
        Reference(ref.sin),
        {"x": Reference(ref.cos)},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        values=[
            (0.25, 0.2474039592545229296, 0.9689124217106447841),
            (-2, -0.9092974268256816954, -0.416146836547142387),
        ],
    ),
    "cos": Record(
        Reference(ref.cos),
        {"x": Reference(lambda x: -ref.sin(x))},
        zeros=[(0.0, 1.0, -0.0), (-0.0, 1.0, 0.0)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        values=[
            (0.25, 0.9689124217106447841, -0.2474039592545229296),
            (-2, -0.416146836547142387, 0.9092974268256816954),
        ],
    ),
    "tan": Record(
        Reference(ref.tan),
        {"x": Reference(lambda x: 1 / ref.cos(x) ** 2)},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        values=[
            (0.25, 0.2553419212210362665, 1.065199496732849891),
            (-2, 2.185039863261518992, 5.774399204041917612),
        ],
    ),
    "asin": Record(
        Reference(ref.asin),
        {"x": Reference(lambda x: 1 / ref.sqrt((1 - x) * (1 + x)))},
        domain=(-1.0, 1.0),
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        kinks=[
            (1.0, 1.570796326794896619, INF),
            (-1.0, -1.570796326794896619, INF),
            (1.5, NAN, NAN),
        ],
        values=[
            (0.375, 0.384396774495639083, 1.078719779941187338),
            (-0.75, -0.8480620789814810081, 1.511857892036908909),
        ],
    ),
    "acos": Record(
        Reference(ref.acos),
        {"x": Reference(lambda x: -1 / ref.sqrt((1 - x) * (1 + x)))},
        domain=(-1.0, 1.0),
        zeros=[(0.0, 1.570796326794896619, -1.0), (-0.0, 1.570796326794896619, -1.0)],
        infinities=[(INF, NAN, NAN), (-INF, NAN, NAN)],
        kinks=[(1.0, 0.0, -INF), (-1.0, 3.141592653589793238, -INF), (1.5, NAN, NAN)],
        values=[
            (0.375, 1.186399552299257536, -1.078719779941187338),
            (-0.75, 2.418858405776377627, -1.511857892036908909),
        ],
    ),
    "atan": Record(
        Reference(ref.atan),
        {"x": Reference(lambda x: 1 / (1 + x * x))},
        zeros=[(0.0, 0.0, 1.0), (-0.0, -0.0, 1.0)],
        infinities=[(INF, 1.570796326794896619, 0.0), (-INF, -1.570796326794896619, 0.0)],
        values=[
            (0.25, 0.2449786631268641542, 0.9411764705882352941),
            (-2, -1.107148717794090503, 0.2),
        ],
    ),
    "atan2": Record(
        Reference(ref.atan2),
        {
            "y": Reference(lambda y, x: ref.angle_slope(y, x, x)),
            "x": Reference(lambda y, x: ref.angle_slope(y, x, -y)),
        },
        second=ref.near_in_size,
        zeros=[
            (0.0, 2.0, 0.0, 0.5, -0.0),
            (-0.0, 2.0, -0.0, 0.5, 0.0),
            (0.0, -2.0, 3.141592653589793238, -0.5, -0.0),
            (-0.0, -0.0, -3.141592653589793238, -0.0, 0.0),
            (0.0, 0.0, 0.0, 0.0, -0.0),
        ],
        infinities=[
            (INF, 2.0, 1.570796326794896619, 0.0, 0.0),
            (-INF, INF, -0.7853981633974483096, 0.0, 0.0),
            (INF, -INF, 2.356194490192344929, 0.0, 0.0),
        ],
        kinks=[
            (3.0, 4.0, 0.6435011087932843868, 0.16, -0.12),
            (-1.0, 0.0, -1.570796326794896619, 0.0, 1.0),
        ],
    ),
}
