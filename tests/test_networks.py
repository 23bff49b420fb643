"""What the environment says of networks and proxies is read exactly, or stops the start."""

import pytest

from ledstjarna.config.networks import open_networks, trusted_proxies


@pytest.mark.parametrize("text", ["10.0.0.0/33", "internal", "10.0.0.1/8", "10.0.0.0/8;11.0.0.0/8"])
def test_networks_that_are_none_stop_the_start_with_a_sentence(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("LEDSTJARNA_OPEN_FILING", text)
    with pytest.raises(ValueError, match=r"LEDSTJARNA_OPEN_FILING must be networks such as"):
        open_networks()


@pytest.mark.parametrize("text", ["x", "-1", "10", "1.5", "٣"])
def test_proxies_that_are_no_number_stop_the_start_with_a_sentence(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("LEDSTJARNA_PROXIES", text)
    with pytest.raises(ValueError, match="LEDSTJARNA_PROXIES must be a number"):
        trusted_proxies()


def test_networks_and_proxies_are_read_as_they_are_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDSTJARNA_OPEN_FILING", " 10.0.0.0/8, 2001:db8::/32 ,192.0.2.7,")
    monkeypatch.setenv("LEDSTJARNA_PROXIES", "2")
    assert [str(network) for network in open_networks()] == ["10.0.0.0/8", "2001:db8::/32", "192.0.2.7/32"]
    assert trusted_proxies() == 2
    monkeypatch.delenv("LEDSTJARNA_OPEN_FILING")
    monkeypatch.setenv("LEDSTJARNA_PROXIES", "")
    assert (open_networks(), trusted_proxies()) == ((), 0)
