"""Makes the models and expected numbers of tokenizers for tests/interpreter/nets/coders/test_subwords.py.

    python tests/reference/tokens/make_tokens.py

needs the packages `tokenizers` and `sentencepiece`; the text that the models are made from stands below.  models/ gets
the files of the models, expected.json the strings, and by model the numbers of their tokens and the text of these.
"""

import json
import tempfile
from pathlib import Path

import sentencepiece
from tokenizers import (
    AddedToken,
    Regex,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)

HERE = Path(__file__).parent
MODELS = HERE / "models"

TEXT = """
A small boat lay on the lake, and the lake lay still. Nobody had painted the boat for years; its paint was peeling.
The keeper's daughter knew the lake better than anyone. She'd rowed it at night, in fog, in rain, and once in snow.
"You can't row back before the storm," her father said. "I've seen those clouds, and they're coming from the west."
She didn't answer. She was counting: one, two, three, four, five seconds between the lightning and the thunder.
In 1987 the water rose by 2.5 metres; in 2013 by 3.25 metres. The bridge (built 1902) held both times, but only just.
Numbers, letters, words: counting words is easier than weighing them. Reading is slower than looking, and better.
Unbelievable! Unthinkable? Unlikely, at least. The unlikely happens daily; the unbelievable only happens on Mondays.
Der Kahn lag auf dem See, und der See lag still. Über die Brücke ging niemand mehr, seit die Straße gesperrt war.
Die Tochter des Wärters kannte den See besser als alle anderen. Sie zählte die Sekunden zwischen Blitz und Donner.
Le bateau était sur le lac, et le lac était calme. L'été, on y nageait; l'hiver, on n'y voyait plus personne.
La hija del guarda conocía el lago mejor que nadie. ¿Quién cuenta los segundos? ¡Nadie más que ella!
Лодка стояла на озере, и озеро было тихим. Никто не красил лодку уже много лет.
Η βάρκα ήταν στη λίμνη, και η λίμνη ήταν ήσυχη. Κανείς δεν την είχε βάψει εδώ και χρόνια.
小船停在湖上。湖水很平静。没有人给小船刷过漆。
for i in range(10): print(i, i * i, i ** 3)  # squares and cubes
x = {"key": [1, 2, 3], "other": None}; y = x["key"][0] + 42; assert y == 43 and x != {}
"""

STRINGS = [
    "",
    " ",
    "  ",
    "a",
    "A",
    "the boat",
    " the boat",
    "the  boat",
    "the   boat ",
    "  the boat  ",
    "The boat lay on the lake.",
    "the boat lay on the lake, and the lake lay still; nobody cared!",
    "can't won't she'd they're I've he'll we'm it's",
    "CAN'T SHE'D THEY'RE",
    "unbelievable unlikely unthinkable",
    "Unbelievable!!!",
    "ununununun",
    "supercalifragilisticexpialidocious",
    "1987",
    "3.14159",
    "1,000,000",
    "in 2013 by 3.25 metres",
    "0123456789",
    "x = y + 42",
    "for i in range(10): print(i)",
    'x = {"key": [1, 2, 3]}',
    "a_b_c __init__ snake_case",
    "camelCase HTTPServer",
    "e-mail well-known co-operate",
    "wait...",
    "wait…",
    "(parentheses) [brackets] {braces} <angles>",
    "#hashtag @mention $5.00 50% & more",
    "https://example.org/path?query=1&other=two#part",
    "user@example.org",
    "C:\\windows\\path",
    "tab\tseparated\tvalues",
    "line one\nline two",
    "line one\r\nline two",
    "\n",
    "\n\n\n",
    "\n\n  indented\n    more\n",
    "\t\t tabs and blanks \t",
    "trailing newline\n",
    "Über die Brücke",
    "Straße",
    "STRASSE straße",
    "Die Tochter des Wärters zählte.",
    "naïve café résumé",
    "nai\u0308ve cafe\u0301 re\u0301sume\u0301",
    "L'été, l'hiver",
    "¿Quién cuenta? ¡Nadie!",
    "Лодка стояла на озере",
    "ОЗЕРО",
    "Η βάρκα ήταν στη λίμνη",
    "ΟΔΥΣΣΕΥΣ ΛΙΜΝΗΣ",
    "小船停在湖上",
    "湖 水",
    "the 湖 lake",
    "湖水很平静。",
    "東京タワー",
    "カタカナ ひらがな",
    "ｆｕｌｌ ｗｉｄｔｈ １２３",
    "안녕하세요 세계",
    "مرحبا بالعالم",
    "שלום עולם",
    "नमस्ते दुनिया",
    "สวัสดีชาวโลก",
    "🙂",
    "🙂🙂",
    "boat 🚤 on the lake",
    "👩‍👩‍👧‍👦 family",
    "👍🏽",
    "🇩🇪🇫🇷",
    "☃ ❄ ★",
    "½ ² ³ Ⅷ ①",
    "x² + y³ = z½",
    "10⁻⁶",
    "∫ f(x) dx ≤ ∞",
    "α β γ δ",
    "ﬁne ﬂow",
    "Ⓐ Ⓑ",
    "a\u00a0b",
    "a\u2003b\u3000c",
    "a\u200bb",
    "a\u200db",
    "soft\u00adhyphen",
    "\ufeffmark",
    "zero\x00byte",
    "bell\x07",
    "esc\x1b[0m",
    "\x1c\x1d",
    "\x7f",
    "\x85next",
    "combining e\u0301\u0302\u0303",
    "\u0301",
    "replacement \ufffd character",
    "private \ue000 use",
    "\U0001d504\U0001d505 fraktur",
    "Ǆ ǅ ǆ",
    "İstanbul ıstanbul",
    "ẞ",
    "“quoted” ‘single’ «angled»",
    "en–dash em—dash",
    "it’s",
    "don’t",
    "...",
    "!!!???",
    "?!",
    "----",
    "====",
    "a.b.c.d",
    "a,b,c",
    "'",
    "''",
    "'s",
    "' s",
    "'s's's",
    '"',
    "`code`",
    "**bold** _italic_",
    "\\n is not a newline",
    "^~|",
    "+-*/=<>",
    "[CLS]",
    "[SEP] and [MASK] here",
    "the [UNK] token",
    "<s> start </s>",
    "<unk>",
    "<|endoftext|>",
    "before<|endoftext|>after",
    "before <|endoftext|> after",
    "a <sep> b",
    "a<sep>b",
    "  <sep>  ",
    "▁",
    "▁the▁boat",
    "Ġthe",
    "##ing",
    "</w>",
    "<0x41>",
    "the boat" * 5,
    "lake " * 10,
    "ab" * 60,
    "z" * 99,
    "z" * 101,
    "counting one, two, three, four, five seconds between the lightning and the thunder",
    "I",
    "I I I",
    "i",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
    "abcdefghijklmnopqrstuvwxyz",
    "Zürich Genève Łódź Kraków Ærø Þór",
    "Tiếng Việt",
    "Türkçe ığüşöç",
    "ქართული",
    "հայերեն",
    "ᚠᚢᚦ",
    "𐍈𐌰𐌽",
    "𠀀𠀁",
    "rain,fog,snow",
    "rain, fog, snow",
    "rain ,fog ,snow",
    "She'd rowed it at night",
    "“You can’t row back,” he said.",
    "one\ttwo  three   four",
    " leading",
    "trailing ",
    "the\nboat\nlay",
    "Mondays daily happens",
    "happenings",
    "reading looking weighing counting peeling",
    "read look weigh count peel",
    "boats lakes keepers daughters",
    "re-reading pre-counting",
    "3rd 2nd 1st 4th",
    "12:30pm 2026-01-31",
    "+49 (30) 123-456",
    "a1b2c3",
    "v1.2.3-rc4",
    "50€ £20 ¥1000",
    "§ 12 ¶ 3",
    "© ® ™",
    "≈ ≠ ≡",
    "→ ← ↔",
    "\u0627\u064b",
    "e\u0301",
    "\u1e9b\u0323",
    "\uff21\uff22",
    "\u2126 \u212b",
    "ß ſ",
    "ŉ",
    "\u0345",
    "\u202etfel",
    "a\u2028b\u2029c",
    "mixed кириллица and latin",
    "λ-calculus",
    "SeeÜberBrücke",
    "lake!boat?keeper.",
    "the boat, the boat and the boat",
]


def gpt2() -> Tokenizer:
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    made.train_from_iterator(
        TEXT.splitlines(),
        trainers.BpeTrainer(
            vocab_size=600,
            special_tokens=["<|endoftext|>"],
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    return made


def prefixed() -> Tokenizer:
    """Byte-level with a blank put before, words divided by an expression of its own, numbers by three digits."""
    made = Tokenizer(models.BPE(ignore_merges=True))
    made.normalizer = normalizers.NFC()
    pattern = (
        r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
        r"|\s*[\r\n]+|\s+(?!\S)|\s+"
    )
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(pattern), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    made.decoder = decoders.ByteLevel()
    made.train_from_iterator(
        TEXT.splitlines(),
        trainers.BpeTrainer(
            vocab_size=500,
            special_tokens=["<s>", "</s>"],
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    made.post_processor = processors.RobertaProcessing(("</s>", 1), ("<s>", 0))
    made.add_tokens([AddedToken("<sep>", lstrip=True, rstrip=True, normalized=False)])
    return made


def suffixed() -> Tokenizer:
    """Words at white space, their last token marked; unknown characters in one."""
    made = Tokenizer(models.BPE(unk_token="<unk>", end_of_word_suffix="</w>", fuse_unk=True))
    made.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.decoder = decoders.BPEDecoder()
    made.train_from_iterator(
        TEXT.splitlines(),
        trainers.BpeTrainer(vocab_size=500, special_tokens=["<unk>"], end_of_word_suffix="</w>", show_progress=False),
    )
    made.add_tokens([AddedToken("<sep>", single_word=True)])
    return made


def fallback() -> Tokenizer:
    """Blanks as signs, no words; unknown characters by their bytes."""
    made = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    made.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    made.pre_tokenizer = pre_tokenizers.Split("▁", "merged_with_next")
    made.train_from_iterator(
        TEXT.splitlines(),
        trainers.BpeTrainer(
            vocab_size=700,
            special_tokens=["<unk>", "<s>", "</s>", *(f"<0x{b:02X}>" for b in range(256))],
            show_progress=False,
        ),
    )
    made.pre_tokenizer = None
    made.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    made.post_processor = processors.TemplateProcessing(single="<s> $A", special_tokens=[("<s>", 1)])
    return made


def bert(lowercase: bool) -> Tokenizer:
    made = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    made.normalizer = normalizers.BertNormalizer(lowercase=lowercase)
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    made.decoder = decoders.WordPiece()
    made.train_from_iterator(
        TEXT.splitlines(),
        trainers.WordPieceTrainer(
            vocab_size=500, special_tokens=["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"], show_progress=False
        ),
    )
    made.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return made


def unigram() -> Tokenizer:
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace()
    made.decoder = decoders.Metaspace()
    made.train_from_iterator(
        TEXT.splitlines(),
        trainers.UnigramTrainer(
            vocab_size=400, special_tokens=["<unk>", "</s>"], unk_token="<unk>", show_progress=False
        ),
    )
    made.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return made


def pieces() -> Tokenizer:
    """A few of the other steps: numbers by digit, punctuation apart, words in a table."""
    made = Tokenizer(models.WordLevel(unk_token="?"))
    made.normalizer = normalizers.Sequence([normalizers.NFD(), normalizers.StripAccents()])
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.WhitespaceSplit(),
            pre_tokenizers.Digits(individual_digits=True),
            pre_tokenizers.Punctuation("contiguous"),
        ]
    )
    made.train_from_iterator(
        TEXT.splitlines(), trainers.WordLevelTrainer(vocab_size=200, special_tokens=["?"], show_progress=False)
    )
    return made


TOKENIZERS = {
    "gpt2": gpt2,
    "prefixed": prefixed,
    "suffixed": suffixed,
    "fallback": fallback,
    "bert": lambda: bert(True),
    "cased": lambda: bert(False),
    "unigram": unigram,
    "pieces": pieces,
}

# Rules of normalisation as SentencePiece takes them: code points TAB code points.
RULES = "41\t61\n42\t62\n43\t63\nFB01\t66 69\nA0\t20\n2026\t2E 2E 2E\n65 301\tE9\n"

SENTENCEPIECES = {
    "sp_bpe": {"model_type": "bpe", "vocab_size": 400, "normalization_rule_name": "identity"},
    "sp_unigram": {"model_type": "unigram", "vocab_size": 300, "normalization_rule_tsv": True},
    "sp_bytes": {
        "model_type": "bpe",
        "vocab_size": 600,
        "normalization_rule_name": "identity",
        "byte_fallback": True,
        "user_defined_symbols": ["<sep>", "the▁boat"],
        "remove_extra_whitespaces": False,
        "split_digits": True,
    },
    "sp_plain": {
        "model_type": "unigram",
        "vocab_size": 500,
        "normalization_rule_name": "identity",
        "byte_fallback": True,
        "add_dummy_prefix": False,
        "user_defined_symbols": ["<sep>"],
    },
}


def sentence_piece(name: str) -> sentencepiece.SentencePieceProcessor:
    settings = dict(SENTENCEPIECES[name])
    with tempfile.TemporaryDirectory() as folder:
        text, rules = Path(folder, "text.txt"), Path(folder, "rules.tsv")
        text.write_text(TEXT)
        rules.write_text(RULES)
        if settings.pop("normalization_rule_tsv", False):
            settings["normalization_rule_tsv"] = str(rules)
        sentencepiece.SentencePieceTrainer.train(
            input=str(text), model_prefix=str(MODELS / name), minloglevel=2, **settings
        )
    (MODELS / f"{name}.vocab").unlink()
    return sentencepiece.SentencePieceProcessor(model_file=str(MODELS / f"{name}.model"))


def main() -> None:
    MODELS.mkdir(exist_ok=True)
    expected = {}
    made_by = {name: make() for name, make in TOKENIZERS.items()}  # once: training is not the same twice
    for name, made in made_by.items():
        (MODELS / f"{name}.json").write_text(json.dumps(json.loads(made.to_str()), ensure_ascii=False))
        plain = [made.encode(s, add_special_tokens=False).ids for s in STRINGS]
        expected[name] = {
            "ids": plain,
            "text": [made.decode(ids) for ids in plain],
            "terminal": made.encode("the boat").ids,
        }
    made_by["gpt2"].model.save(str(MODELS))  # vocab.json and merges.txt
    with (MODELS / "vocab.txt").open("w") as file:
        file.writelines(f"{token}\n" for token, _ in sorted(made_by["bert"].get_vocab().items(), key=lambda p: p[1]))
    for name in SENTENCEPIECES:
        processor = sentence_piece(name)
        plain = [processor.encode(s) for s in STRINGS]
        expected[name] = {
            "ids": plain,
            "text": [processor.decode(ids) for ids in plain],
            "terminal": processor.encode("the boat", add_bos=True, add_eos=True),
        }
    found = {"strings": STRINGS, "models": expected}
    (HERE / "expected.json").write_text(json.dumps(found, ensure_ascii=True, separators=(",", ":")))


if __name__ == "__main__":
    main()
