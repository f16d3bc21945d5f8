"""Addresses on the net."""

import re
from urllib.parse import parse_qsl, quote, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from luperca import Session

SESSION = Session()


def shown(text):
    return SESSION.evaluate_wrap(text).text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('URLEncode["a+b&c=~-_."]', "a%2Bb%26c%3D~-_."),
        ('URLEncode["é", CharacterEncoding -> "ISO8859-1"]', "%E9"),
        ('URLEncode[{"a b", "c"}]', "{a%20b, c}"),
        ('URLDecode["a%2Bb+c"]', "a+b+c"),
        ('URLDecode["%E9", CharacterEncoding -> "ISO8859-1"]', "é"),
        ('URLQueryEncode[<|"a" -> {1, 2}, "b" -> None, "c" -> "é"|>]', "a=1%2C2&b=&c=%C3%A9"),
        ('URLQueryEncode[{{"a" -> 1}, {"b" -> 1.5}}]', "a=1&b=1.5"),
        ('URLQueryDecode["a=1&a=2&b="]', "{a -> 1, a -> 2, b -> }"),
        ('URLParse["http://user:pw@example.com/"]["User"]', "user:pw"),
        ('URLParse["http://example.com"] // Values', "{http, None, example.com, None, {}, {}, None}"),
        ('URLParse["http://example.com/a/b/", "Path"]', "{, a, b, }"),
        ('URLParse["http://example.com/a%20b?q#f", {"PathString", "QueryString", "Fragment"}]', "{/a%20b, q, f}"),
        ('URLParse["http://me@example.com:80/a?q", {"AbsoluteDomain", "AbsolutePath", "Port"}]',
         "{http://me@example.com:80, http://me@example.com:80/a, 80}"),
        ('URLParse[URL["mailto:me@example.com"], {"Scheme", "Path"}]', "{mailto, {me@example.com}}"),
        ('URLParse["http://[::1]:8080/", {"Domain", "Port"}]', "{[::1], 8080}"),
        ('URLParse[{"http://a", "http://b"}, "Domain"]', "{a, b}"),
        ('URLBuild["http://example.com/a", {"x" -> 1}]', "http://example.com/a?x=1"),
        ('URLBuild["http://example.com/a?y=2#top", {"x" -> 1}]', "http://example.com/a?y=2&x=1#top"),
        ('URLBuild[{"http://example.com/", "a", "b c"}]', "http://example.com/a/b%20c"),
        ('URLBuild[{"a", "b"}]', "a/b"),
        ('URLBuild[URL["http://example.com"]]', "http://example.com"),
        ('URLBuild[<|"Scheme" -> "http", "Domain" -> "example.com", "Path" -> "a b", "Query" -> {"x" -> 1}, '
         '"Fragment" -> "top"|>, {"y" -> True}]', "http://example.com/a%20b?x=1&y=true#top"),
    ],
)  # fmt: skip
def test_values(text, result):
    assert shown(text) == result


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("URLEncode[1]", "URLEncode::string"),
        ('URLEncode["a", CharacterEncoding -> "None"]', "URLEncode::encoding"),
        ('URLParse["http://a:b/"]', "URLParse::invurl"),
        ("URLParse[1]", "URLParse::invurl"),
        ('URLParse["http://a", "Colour"]', "URLParse::comp"),
        ('URLBuild["http://a", {1}]', "URLBuild::query"),
        ('URLBuild[<|"Colour" -> 1|>]', "URLBuild::comp"),
        ("CreateUUID[1]", "CreateUUID::string"),
    ],
)
def test_complaints(text, name):
    assert SESSION.evaluate_wrap(text).messages_name == [name]


@given(st.text(max_size=30))
def test_codes_are_those_of_other_programs(text):
    assert SESSION.function("URLEncode")(text) == quote(text, safe="")
    assert SESSION.function("URLDecode[URLEncode[#]] &")(text) == text


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text(max_size=5), max_size=4))
def test_queries_come_back(pairs):
    query = SESSION.function("URLQueryEncode")(pairs)
    assert query == urlencode(pairs)
    assert dict(parse_qsl(query, keep_blank_values=True)) == pairs
    assert SESSION.function("Association[URLQueryDecode[#]] &")(query) == pairs


@pytest.mark.parametrize(
    "url",
    ["https://me@example.com:8080/a/b%20c?x=1&y=2#top", "http://example.com/", "http://example.com/a?x=%C3%A9",
     "http://example.com/a//b"],
)  # fmt: skip
def test_what_is_parsed_can_be_built(url):
    assert SESSION.function("URLBuild[URLParse[#]] &")(url) == url


def test_uuids():
    found = SESSION.evaluate("CreateUUID[]")
    assert re.fullmatch("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", found)
