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
def train_mlp(monkeypatch):
    return example("train_mlp", "matplotlib", monkeypatch=monkeypatch)


@pytest.fixture
def quantized_mlp(monkeypatch):
    return example("quantized_mlp", "matplotlib", monkeypatch=monkeypatch)


@pytest.fixture
def homotopy(monkeypatch):
    return example("homotopy", "matplotlib", monkeypatch=monkeypatch)


@pytest.fixture
def sparse_autoencoder(minilm, monkeypatch):
    return example("sparse_autoencoder", "matplotlib", monkeypatch=monkeypatch)


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


def assert_slope(function, p, name, gradient):
    """Compare a gradient with differences of a function of the parameters."""
    direction = np.random.default_rng(1).standard_normal(gradient.shape)
    ends = [function(p | {name: p[name] + step * direction}) for step in (1e-6, -1e-6)]
    slope = (ends[0] - ends[1]) / 2e-6
    assert (gradient * direction).sum() == pytest.approx(slope, rel=1e-5, abs=1e-8), name


def small_digits(train_mlp):
    """Return noisy copies of ten images."""
    random = np.random.default_rng(0)
    images = random.uniform(0, 1, (10, 64))
    labels = np.tile(np.arange(10), 40)
    noisy = (images[labels] + random.normal(0, 0.1, (400, 64))).astype(np.float32)
    return train_mlp.Digits(noisy[:300], labels[:300], noisy[300:], labels[300:])


def test_gradients_of_the_mlp(train_mlp):
    random = np.random.default_rng(0)
    p = {name: x.astype(np.float64) for name, x in train_mlp.initial((6, 5, 4, 3)).items()}
    x, labels = random.standard_normal((7, 6)), random.integers(0, 3, 7)
    _, gradients = train_mlp.loss_and_gradients(p, x, labels)
    assert gradients.keys() == p.keys()

    def loss(p):
        return train_mlp.loss_and_gradients(p, x, labels)[0]

    for name, gradient in gradients.items():
        assert gradient.shape == p[name].shape
        assert_slope(loss, p, name, gradient)


def test_mlp_learns_and_its_quantized_form_agrees(train_mlp, quantized_mlp, tmp_path):
    digits = small_digits(train_mlp)
    p, history = train_mlp.train(digits, 5)
    assert history.shape == (5, 2)
    assert history[-1, 1] >= train_mlp.LOWEST_ACCURACY
    of_float, of_codes, differences = quantized_mlp.compare(p, digits)
    assert np.mean(of_float != of_codes) <= quantized_mlp.LARGEST_LOSS
    assert 0 < np.abs(differences).max() < 0.5
    for name, draw in {
        "history.png": lambda path: train_mlp.draw(history, path),
        "codes.png": lambda path: quantized_mlp.draw([1.0, 1.0], differences, path),
    }.items():
        draw(str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")


def test_homotopy(homotopy, tmp_path):
    random = np.random.default_rng(0)
    images = random.standard_normal((300, 8))
    is_odd = images @ random.standard_normal(8) + random.normal(0, 0.5, 300) > 0
    rows = homotopy.margins(images, is_odd)
    w = homotopy.starts(2, 9, seed=0)
    followed = np.array([homotopy.follow(rows, each, homotopy.WIDTHS) for each in w])
    direct = np.array([homotopy.mistakes(rows, each) for each in w])
    for holds, said in homotopy.checks(followed, direct):
        assert holds, said
    assert homotopy.period(1e-3) == pytest.approx(2 * np.pi * (1 + 1e-6 / 16), abs=1e-12)
    path = tmp_path / "homotopy.svg"
    homotopy.draw(followed, direct, str(path))
    assert "integral" in path.read_text()


def small_autoencoder(sae, kind):
    x = np.random.default_rng(0).standard_normal((20, 6))
    p = sae.initial(kind, 6, 9, seed=0)
    return x, {name: value.astype(np.float64) + 0.01 for name, value in p.items()}


def test_gradients_of_jump_relu(sparse_autoencoder):
    sae = sparse_autoencoder
    x, p = small_autoencoder(sae, sae.jump_relu)
    features, error, g = sae.jump_relu(p, x, 0.5)
    assert 0 < np.count_nonzero(features) < features.size

    def loss(p):
        return (sae.jump_relu(p, x, 0.5)[1] ** 2).sum() / 20

    for name in ("encoder", "decoder", "centre", "bias"):
        assert_slope(loss, p, name, g[name])
    pre = (x - p["centre"]) @ p["encoder"] + p["bias"]
    inside = np.abs(pre - p["threshold"]) < sae.BANDWIDTH / 2
    assert inside.any()
    jump = 2 * (error @ p["decoder"].T) * p["threshold"] + 0.5
    expected = -(np.where(inside, jump, 0.0) / sae.BANDWIDTH).sum(axis=0) / 20
    np.testing.assert_allclose(g["threshold"], expected, rtol=1e-10, atol=1e-12)


def test_gradients_of_gates(sparse_autoencoder):
    sae = sparse_autoencoder
    x, p = small_autoencoder(sae, sae.gated)
    features, _, g = sae.gated(p, x, 0.5)
    assert 0 < np.count_nonzero(features) < features.size

    def loss(q):
        """With the gates' own error for the gates' parameters, of p's decoder."""
        y = x - p["centre"]
        opening = np.maximum(y @ q["encoder"] + q["bias"], 0)
        alone = ((opening @ p["decoder"] - y) ** 2).sum() + 0.5 * opening.sum()
        return (alone + (sae.gated(q, x, 0.5)[1] ** 2).sum()) / 20

    for name in ("encoder", "decoder", "bias", "size_bias", "log_scale"):
        assert_slope(loss, p, name, g[name])


def test_sparse_autoencoders_find_features(sparse_autoencoder, tmp_path):
    sae = sparse_autoencoder
    random = np.random.default_rng(0)
    directions = random.standard_normal((12, 16))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    active = random.random((2000, 12)) < 0.15
    x = (active * random.uniform(0.5, 1.5, active.shape) @ directions).astype(np.float32)
    x -= x.mean(axis=0)
    x /= np.sqrt((x * x).sum(axis=-1).mean())
    results = {}
    for kind, weight in ((sae.jump_relu, 0.03), (sae.gated, 0.2)):
        p = sae.train(kind, x[:1500], weight, features=24, epochs=100)
        found = sae.evaluate(kind, p, x[1500:])
        assert found.explained > 0.9
        assert found.active < 8
        results[kind.__name__] = [found]
    assert sae.fault(results) is None
    worse = found._replace(explained=0.5)
    assert "explain 50" in sae.fault({"jump_relu": [worse]})
    path = tmp_path / "features.png"
    sae.draw(results, str(path))
    assert path.read_bytes().startswith(b"\x89PNG")


def test_file_of_a_figure(homotopy, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["examples/homotopy.py", "-o", "figure.docx"])
    with pytest.raises(SystemExit, match="2"):
        homotopy.main()
    assert "figure.docx: expected a name that ends with one of" in capsys.readouterr().err


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
