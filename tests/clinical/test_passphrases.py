"""What would be tried first is refused; some words that have nothing to do with each other are not."""

import pytest

from journal.clinical.passphrases import LONGEST, SHORTEST, problems

ABOUT = ("Alice Reyes", "alice.reyes@mail.test", "North Clinic")


@pytest.mark.parametrize(
    "passphrase",
    [
        "amber-basket-candle-willow",
        "correct horse battery staple",
        "the cat sat upon my blue mat",
        "mi perro come manzanas verdes",
        "Tr0ub4dor&3-xyzzy-plugh",
        "x8Kq2mP0vL5nR7tZ",
        "汉字密码需要十五个字符才行吧好的呢",
        "Alice paints the old lighthouse",
        "q" * 5 + " nobody waits for the tram",
        "Zf3" * 2 + "wild geese over the marsh",
        "unlikely words, and many of them " * 30,
    ],
)
def test_long_ones_that_are_the_persons_own_idea_are_taken(passphrase: str) -> None:
    assert problems(passphrase, about=ABOUT) == []


@pytest.mark.parametrize(
    "passphrase",
    [
        # breached as they are
        "1qaz2wsx3edc4rfv",
        "123456789987654321",
        "Q1W2E3R4T5Y6U7I8",
        "polniypizdec0211",
        # one long word
        "characteristically",
        # common parts and nothing else
        "passwordpassword",
        "Password12345678",
        "iloveyoumichael1",
        "letmein-letmein-12",
        "P@ssw0rd-Dr4g0n-99",
        # runs and repetitions
        "qwertyuiop12345",
        "qwerty-asdfgh-zxcvbn",
        "0123456789abcdef",
        "zyxwvutsrqponml",
        "aaaaaaaaaaaaaaaa",
        "aaaaaaaaaaaaaaab",
        "abcabcabcabcabcab",
        "111122223333444455",
        # what others know of Alice, or of this place
        "AliceReyesNorth1986",
        "alice.reyes@mail.test",
        "North Clinic, Alice",
        "symptomjournal2026",
        "ketamine clinic 12",
    ],
)
def test_what_would_be_tried_first_is_refused_and_not_quoted(passphrase: str) -> None:
    (problem,) = problems(passphrase, about=ABOUT)
    assert problem.pointer == "/passphrase"
    assert passphrase not in problem.detail


def test_what_is_common_for_alice_is_not_for_bob() -> None:
    passphrase = "Alice Reyes 86, North"
    assert problems(passphrase, about=ABOUT)
    assert not problems(passphrase, about=("Bob Stone", "bob@mail.test", "South"))


def test_length_is_counted_in_characters_and_has_two_ends() -> None:
    words = "ten odd geese waded past eleven crooked pines "
    assert not problems(words[:SHORTEST], about=())
    assert problems(words[: SHORTEST - 1], about=())[0].detail == "must have at least 15 characters"
    assert not problems((words * 30)[:LONGEST], about=())
    assert problems((words * 30)[: LONGEST + 1], about=())[0].detail == "must have at most 1000 characters"
    assert problems("", about=(), pointer="/new")[0].pointer == "/new"


def test_an_owner_of_whom_nothing_is_known_has_rules_all_the_same() -> None:
    assert problems("passwordpassword", about=("", "a", "?!"))
