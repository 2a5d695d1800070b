"""The examples on small random weights, without the models' packages."""

import sys
from pathlib import Path

import numpy as np
import pytest

import numba_act as na

EXAMPLES = Path(__file__).parents[2] / "examples"


def example(name, *libraries, monkeypatch):
    """Import an example, or skip where one of its libraries is not installed."""
    for library in ("rich", *libraries):
        pytest.importorskip(library)
    monkeypatch.syspath_prepend(str(EXAMPLES))
    return __import__(name)


@pytest.fixture
def smollm2(monkeypatch):
    return example("smollm2", "gguf", "tokenizers", monkeypatch=monkeypatch)


@pytest.fixture
def minilm(monkeypatch):
    return example("minilm", "safetensors", "tokenizers", monkeypatch=monkeypatch)


@pytest.fixture
def entropy(minilm, monkeypatch):
    return example("entropy", "matplotlib", monkeypatch=monkeypatch)


HEADS, KV_HEADS, SIZE, LAYERS, WIDTH, HIDDEN, WORDS = 6, 2, 8, 2, 48, 64, 50
FACTS = {
    "llama.block_count": LAYERS,
    "llama.attention.head_count": HEADS,
    "llama.attention.head_count_kv": KV_HEADS,
    "llama.rope.dimension_count": SIZE,
    "llama.rope.freq_base": 10000.0,
    "llama.attention.layer_norm_rms_epsilon": 1e-5,
}
TOKENS = [3, 14, 15, 9, 2, 6, 5, 35, 8, 9, 7, 9]


def random_arrays(shapes):
    random = np.random.default_rng(0)
    return {
        name: (random.standard_normal(shape) / np.sqrt(shape[-1])).astype(np.float32)
        for name, shape in shapes.items()
    }


def language_model():
    shapes = {"token_embd.weight": (WORDS, WIDTH), "output_norm.weight": (WIDTH,)}
    for layer in range(LAYERS):
        shapes |= {
            f"blk.{layer}.attn_norm.weight": (WIDTH,),
            f"blk.{layer}.attn_q.weight": (HEADS * SIZE, WIDTH),
            f"blk.{layer}.attn_k.weight": (KV_HEADS * SIZE, WIDTH),
            f"blk.{layer}.attn_v.weight": (KV_HEADS * SIZE, WIDTH),
            f"blk.{layer}.attn_output.weight": (WIDTH, HEADS * SIZE),
            f"blk.{layer}.ffn_norm.weight": (WIDTH,),
            f"blk.{layer}.ffn_gate.weight": (HIDDEN, WIDTH),
            f"blk.{layer}.ffn_up.weight": (HIDDEN, WIDTH),
            f"blk.{layer}.ffn_down.weight": (WIDTH, HIDDEN),
        }
    return random_arrays(shapes)


def test_cache_gives_what_full_attention_gives(smollm2):
    weights, n = language_model(), len(TOKENS)
    whole = smollm2.Model(FACTS, weights, n).forward(TOKENS)
    for cut in (1, 5, n - 1):
        model = smollm2.Model(FACTS, weights, n)
        model.forward(TOKENS[:cut])
        np.testing.assert_allclose(model.forward(TOKENS[cut:]), whole, rtol=1e-4, atol=1e-5)
    model = smollm2.Model(FACTS, weights, n)
    for token in TOKENS:
        logits = model.forward([token])
    np.testing.assert_allclose(logits, whole, rtol=1e-4, atol=1e-5)


def test_later_tokens_do_not_reach_earlier_ones(smollm2):
    weights, n = language_model(), len(TOKENS)
    changed = smollm2.Model(FACTS, weights, n)
    changed.forward([*TOKENS[:-2], 1, 2])
    plain = smollm2.Model(FACTS, weights, n)
    plain.forward(TOKENS)
    np.testing.assert_array_equal(changed.keys[:, :, : n - 2], plain.keys[:, :, : n - 2])
    assert (changed.keys[:, :, n - 2 :] != plain.keys[:, :, n - 2 :]).any()


def test_generation(smollm2):
    weights = language_model()

    def text(temperature=0.0, seed=None, **activations):
        model = smollm2.Model(FACTS, weights, 32, **activations)
        steps = smollm2.generate(model, [1, 2, 3], temperature, seed)
        return [next(steps) for _ in range(12)]

    greedy = text()
    reference = {
        "swiglu": smollm2.in_float64(smollm2.plain_swiglu),
        "softmax": smollm2.in_float64(smollm2.plain_softmax),
    }
    assert text(**reference) == greedy
    assert text(1e-6, seed=0) == greedy
    assert text(2.0, seed=0) == text(2.0, seed=0) != greedy
    assert text(2.0, seed=1) != text(2.0, seed=0)


def test_plain_formulas(smollm2, minilm):
    x, v = np.random.default_rng(0).normal(size=(2, 5, 9))
    mask = np.tri(5, 9, 3, dtype=bool)
    out = np.empty_like(x)
    np.testing.assert_allclose(smollm2.plain_swiglu(x, v, out), na.swiglu(x, v), rtol=1e-12)
    np.testing.assert_allclose(minilm.plain_gelu(x, out), na.gelu(x), rtol=1e-10)
    for plain in (smollm2.plain_softmax, minilm.plain_softmax):
        expected = na.softmax(x, scale=0.25, where=mask)
        np.testing.assert_allclose(plain(x, out, scale=0.25, where=mask), expected, rtol=1e-12)
        assert (plain(x, out, where=mask)[~mask] == 0).all()


CONFIG = {"num_hidden_layers": LAYERS, "num_attention_heads": 6, "layer_norm_eps": 1e-12}


def encoder_weights():
    dense = {"attention.self.query": (WIDTH, WIDTH), "attention.self.key": (WIDTH, WIDTH)}
    dense |= {"attention.self.value": (WIDTH, WIDTH), "attention.output.dense": (WIDTH, WIDTH)}
    dense |= {"intermediate.dense": (HIDDEN, WIDTH), "output.dense": (WIDTH, HIDDEN)}
    shapes = {
        "embeddings.word_embeddings.weight": (WORDS, WIDTH),
        "embeddings.position_embeddings.weight": (32, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    norms = ["embeddings."]
    for layer in range(LAYERS):
        block = f"encoder.layer.{layer}."
        for name, shape in dense.items():
            shapes |= {f"{block}{name}.weight": shape, f"{block}{name}.bias": shape[:1]}
        norms += [block + "attention.output.", block + "output."]
    for name in norms:
        shapes |= {name + "LayerNorm.weight": (WIDTH,), name + "LayerNorm.bias": (WIDTH,)}
    return random_arrays(shapes)


def test_padding_changes_nothing(minilm):
    encoder = minilm.Encoder(CONFIG, encoder_weights())
    tokens = np.array([TOKENS])
    alone = encoder.embed(tokens[:, :7], np.ones((1, 7), bool))
    padded = encoder.embed(tokens, np.arange(len(TOKENS))[None] < 7)
    np.testing.assert_allclose(padded, alone, rtol=1e-4, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(padded, axis=-1), 1, rtol=1e-6)


def test_embeddings_agree_with_float64(minilm):
    weights = encoder_weights()
    mask = np.arange(len(TOKENS)) < np.array([[12], [5]])
    tokens = np.array([TOKENS, TOKENS[::-1]])
    wide = {name: x.astype(np.float64) for name, x in weights.items()}
    expected = minilm.Encoder(CONFIG, wide, minilm.plain_gelu, minilm.plain_softmax)
    assert expected.embed(tokens, mask).dtype == np.float64
    found = minilm.Encoder(CONFIG, weights).embed(tokens, mask)
    assert found.dtype == np.float32
    cosine = (found * expected.embed(tokens, mask)).sum(axis=-1)
    assert (cosine >= minilm.LOWEST_COSINE).all()


def test_entropies(entropy, minilm, tmp_path):
    width = WIDTH // 6
    observer = entropy.Observer(width)
    encoder = minilm.Encoder(CONFIG, encoder_weights(), softmax=observer)
    plain = minilm.Encoder(CONFIG, encoder_weights())
    tokens, mask = np.array([TOKENS]), np.ones((1, len(TOKENS)), bool)
    np.testing.assert_array_equal(encoder.encode(tokens, mask), plain.encode(tokens, mask))
    assert np.shape(observer.found) == (LAYERS, 2)
    difference = np.abs(np.subtract(observer.found, observer.expected)).max()
    assert difference <= entropy.LARGEST_DIFFERENCE
    assert (np.array(observer.found) < np.log(len(TOKENS))).all()
    flat = np.zeros((2, 7), np.float32)
    assert entropy.plain_entropy(flat, 1.0) == pytest.approx(np.log(7))
    assert entropy.scales(entropy.REFERENCE, width) == pytest.approx([width**-0.5] * 2)
    path = tmp_path / "entropy.png"
    entropy.draw([8, 16], np.array([[1.0, 1.5], [1.5, 1.75]]), str(path))
    assert path.read_bytes().startswith(b"\x89PNG")


def test_meter(monkeypatch):
    shared = example("shared", monkeypatch=monkeypatch)
    meter = shared.Meter("exp", na.exp, np.exp)
    x = np.ones(100, np.float32)
    for _ in range(3):
        assert meter(x, out=x) is x
    np.testing.assert_allclose(x[0], np.exp(np.exp(np.exp(1.0))), rtol=1e-5)
    assert (meter.calls, len(meter.kept)) == (3, 3)
    assert meter.kept[0][0][0][0] == 1.0
    assert min(meter.seconds, *meter.replay(rounds=1)) > 0
    monkeypatch.setattr(shared, "CAPTURE_BYTES", 5 * x.nbytes)
    small = shared.Meter("tanh", na.tanh, np.tanh)
    for _ in range(40):
        small(x, out=x)
    assert small.calls == 40
    assert sum(inputs[0].nbytes for inputs, _ in small.kept) <= 5 * x.nbytes
    assert shared.summary([meter, small], 1.0).row_count == 3


def test_missing_package(monkeypatch, capsys):
    shared = example("shared", monkeypatch=monkeypatch)
    monkeypatch.setattr(sys, "argv", ["examples/some.py"])
    with pytest.raises(SystemExit, match="2"):
        shared.package_folder("no-such-model", "install it with: pip install no-such-model")
    said = capsys.readouterr().err
    assert said.startswith("some.py: error: the package no-such-model")
    assert "pip install no-such-model" in said
