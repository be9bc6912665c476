"""The form of a sentence: the language asked for, and nothing that is no prose."""

import pytest

from assistant.verification.checks import State
from assistant.verification.form import check_form


@pytest.mark.parametrize(
    ("sentence", "language", "fine"),
    [
        ("Furthermore, in late November North Korea succeeded in launching a military reconnaissance satellite.", "en", True),
        ("In Wladiwostok trafen Putin und Kim in einem neuen Gebäude zusammen.", "en", False),
        ("Kim incontra Putin in Russia in settembre con tutta la delegazione.", "en", False),
        ("Putin met Kim 在俄罗斯.", "en", False),
        ("さらに11月下旬、北朝鮮は軍事偵察衛星の打ち上げに成功した。", "ja", True),
        ("金正恩在俄罗斯会见了普京总统。", "ja", False),
        ("北朝鮮は The satellite was launched in late November に成功した。", "ja", False),
        ("詳しくは<b>こちら</b>を参照。", "ja", False),
        ("See ![x](http://a.example/?q=1) for more.", "en", False),
    ],
)
def test_only_prose_of_the_language_asked_for(sentence, language, fine):
    assert (check_form(sentence, language, []).state is not State.CONFLICTS) is fine
