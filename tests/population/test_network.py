"""Who hears whom: every kind of network is sound, repeats itself, and has the shape its name promises."""

from __future__ import annotations

from itertools import pairwise

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import UsageError
from simulator.population.network import Kind, Network, build
from simulator.population.network_kinds import Draws

DRAWN: tuple[Kind, ...] = ("small_world", "scale_free", "blocks")
SIZES = st.one_of(st.integers(0, 12), st.integers(0, 400))


def segments_of(persons: int, *shares: float, seed: int = 0) -> np.ndarray:
    """Return a segment for each person, by these shares."""
    return np.random.default_rng(seed).choice(len(shares), persons, p=shares).astype(np.uint8)


def pairs_of(network: Network) -> np.ndarray:
    """Return person and contact for every entry."""
    return np.column_stack([np.repeat(np.arange(network.persons), np.diff(network.starts)), network.contacts])


def as_graph(network: Network) -> networkx.Graph:
    graph = networkx.empty_graph(network.persons)
    graph.add_edges_from(pairs_of(network).tolist())
    return graph


def share_within(network: Network, segments: np.ndarray) -> float:
    pairs = pairs_of(network)
    return float(np.mean(segments[pairs[:, 0]] == segments[pairs[:, 1]]))


def assert_sound(network: Network) -> None:
    """Both arrays fit together; contacts rise, nobody is his own, and everybody is heard by whom he hears."""
    assert network.starts.dtype == network.contacts.dtype == np.uint32
    assert network.starts[0] == 0
    assert network.starts[-1] == len(network.contacts)
    for person in range(network.persons):
        contacts = network.of(person).tolist()
        assert all(one < other for one, other in pairwise(contacts))
        assert person not in contacts
        assert all(0 <= contact < network.persons for contact in contacts)
    pairs = {(int(one), int(other)) for one, other in pairs_of(network)}
    assert pairs == {(other, one) for one, other in pairs}


def same(one: Network, other: Network) -> bool:
    return np.array_equal(one.starts, other.starts) and np.array_equal(one.contacts, other.contacts)


@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(("none", *DRAWN)),
    persons=SIZES,
    contacts=st.integers(1, 20),
    rewiring=st.floats(0.0, 1.0),
    within=st.floats(0.0, 1.0),
    groups=st.integers(1, 40),
    seed=st.integers(0, 2**63 - 1),
    replicate=st.integers(0, 65535),
)
def test_any_network_is_sound_and_repeats_itself(
    kind: Kind, persons: int, contacts: int, rewiring: float, within: float, groups: int, seed: int, replicate: int
) -> None:
    segments = (np.arange(persons) ** 2 % groups).astype(np.uint8)

    def make() -> Network:
        return build(
            kind,
            persons,
            contacts,
            rewiring=rewiring,
            within=within,
            segments=segments,
            seed=seed,
            replicate=replicate,
        )

    network = make()
    assert_sound(network)
    assert network.persons == persons
    assert network.mean_contacts <= contacts
    np.random.random(7)  # noqa: NPY002  # what others draw must not matter
    assert same(network, make())


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(DRAWN), contacts=st.integers(1, 12), persons=st.integers(60, 500), part=st.floats(0.3, 0.7))
def test_the_mean_is_as_asked(kind: Kind, contacts: int, persons: int, part: float) -> None:
    segments = segments_of(persons, part, 1.0 - part)
    network = build(kind, persons, contacts, segments=segments)
    assert len(network.contacts) == pytest.approx(persons * contacts, rel=0.01, abs=1)


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("persons", [0, 1, 2, 5, 9])
def test_few_persons_all_know_each_other(kind: Kind, persons: int) -> None:
    network = build(kind, persons, 8, segments=np.zeros(persons, np.uint8))
    assert [len(network.of(person)) for person in range(persons)] == [persons - 1] * persons


def test_nobody_hears_anybody_without_a_network() -> None:
    network = build("none", 5, 8)
    assert (len(network.contacts), network.mean_contacts, network.bytes_per_contact) == (0, 0.0, 0.0)
    assert network.of(4).tolist() == []


def test_the_smallest_ring_by_hand() -> None:
    network = build("small_world", 6, 4, rewiring=0.0)
    assert [network.of(person).tolist() for person in (0, 1)] == [[1, 2, 4, 5], [0, 2, 3, 5]]


def test_an_odd_number_of_contacts_is_met_on_average() -> None:
    network = build("small_world", 1000, 3, rewiring=0.0)
    assert network.mean_contacts == 3.0
    assert set(np.diff(network.starts).tolist()) <= {2, 3, 4}


@pytest.mark.parametrize("kind", DRAWN)
def test_seed_and_replicate_make_another_network(kind: Kind) -> None:
    segments = segments_of(500, 0.5, 0.5)
    occasions = [(0, 0), (1, 0), (0, 1), (2**32, 0), (1, 2**8), (2**32 + 1, 0), (1, 1)]
    networks = [build(kind, 500, 6, segments=segments, seed=seed, replicate=number) for seed, number in occasions]
    assert not any(same(one, other) for i, one in enumerate(networks) for other in networks[:i])


def test_global_random_numbers_are_left_alone() -> None:
    before = np.random.get_state()[1].copy()  # type: ignore[index,union-attr]  # noqa: NPY002
    for kind in DRAWN:
        build(kind, 300, 6, segments=segments_of(300, 0.5, 0.5))
    assert np.array_equal(np.random.get_state()[1], before)  # type: ignore[index]  # noqa: NPY002


def test_the_words_never_change() -> None:
    # Bits that other machines and later versions of numpy must give too; a change here changes results.
    assert Draws(1, 2).below(1_000_000, 4).tolist() == [665012, 123684, 511186, 366626]
    assert build("small_world", 12, 4, rewiring=0.5, seed=1, replicate=2).of(0).tolist() == [1, 11]


def test_a_small_world_is_clustered_and_yet_short() -> None:
    ring, world, chance = (as_graph(build("small_world", 1000, 10, rewiring=share)) for share in (0.0, 0.1, 1.0))
    # Watts & Strogatz 1998: a ring's clustering is 3 (k - 2) / 4 (k - 1), about (1 - p)**3 of it stays.
    clustering = [networkx.average_clustering(graph) for graph in (ring, world, chance)]
    assert clustering[0] == pytest.approx(2 / 3)
    assert clustering[1] == pytest.approx(2 / 3 * 0.9**3, abs=0.03)
    assert clustering[2] == pytest.approx(10 / 1000, abs=0.01)
    lengths = [networkx.average_shortest_path_length(graph) for graph in (ring, world)]
    assert lengths[1] < 0.1 * lengths[0]


def test_a_small_world_is_the_one_that_networkx_draws() -> None:
    ours = [as_graph(build("small_world", 400, 8, rewiring=0.3, seed=seed)) for seed in range(5)]
    theirs = [networkx.watts_strogatz_graph(400, 8, 0.3, seed=seed) for seed in range(5)]
    for figure, tolerance in ((networkx.average_clustering, 0.03), (networkx.average_shortest_path_length, 0.01)):
        expected = np.mean([figure(graph) for graph in theirs])
        assert np.mean([figure(graph) for graph in ours]) == pytest.approx(expected, rel=tolerance)
    spread = np.mean([np.std([degree for _, degree in graph.degree]) for graph in theirs])
    assert np.mean([np.std([degree for _, degree in graph.degree]) for graph in ours]) == pytest.approx(spread, rel=0.1)


def test_all_rewired_means_anybody() -> None:
    pairs = pairs_of(build("small_world", 20_000, 8, rewiring=1.0))
    apart = np.abs(pairs[:, 0] - pairs[:, 1])
    assert np.mean(np.minimum(apart, 20_000 - apart)) == pytest.approx(5000, rel=0.02)


def test_scale_free_has_a_heavy_tail() -> None:
    contacts = np.diff(build("scale_free", 100_000, 8).starts)
    assert contacts.min() == 4
    assert contacts.max() > 400
    # Barabási & Albert: k persons or more have a share m (m + 1) / (k (k + 1)) of all, here with m = 4.
    for number in (8, 16, 32, 64):
        expected = 4 * 5 / (number * (number + 1))
        assert np.mean(contacts >= number) == pytest.approx(expected, rel=0.1)


def test_scale_free_is_the_one_that_networkx_draws() -> None:
    expected = np.mean(
        [
            np.sort([d for _, d in networkx.barabasi_albert_graph(3000, 4, seed, networkx.complete_graph(9)).degree])
            for seed in range(20)
        ],
        axis=0,
    )
    found = np.mean([np.sort(np.diff(build("scale_free", 3000, 8, seed=seed).starts)) for seed in range(20)], axis=0)
    # One by one, a newcomer cannot choose a person twice; ours are told apart afterwards, which favours the first.
    for share, tolerance in ((0.25, 0.0), (0.5, 0.0), (0.75, 0.0), (0.9, 0.03), (0.99, 0.05), (0.9996, 0.15)):
        assert found[int(share * 3000)] == pytest.approx(expected[int(share * 3000)], rel=tolerance)


@pytest.mark.parametrize("within", [0.0, 0.3, 0.8, 1.0])
@pytest.mark.parametrize("shares", [(0.5, 0.3, 0.2), (0.7, 0.3), (0.25, 0.25, 0.25, 0.25)])
def test_blocks_have_the_asked_share_within(within: float, shares: tuple[float, ...]) -> None:
    segments = segments_of(20_000, *shares)
    network = build("blocks", 20_000, 8, within=within, segments=segments)
    assert share_within(network, segments) == pytest.approx(within, abs=0.001)
    assert network.mean_contacts == pytest.approx(8, abs=0.001)


def test_a_tiny_segment_is_not_overrun() -> None:
    segments = np.zeros(20_000, np.uint8)
    segments[:20] = 1
    network = build("blocks", 20_000, 8, within=0.5, segments=segments)
    number = np.diff(network.starts)
    assert number[:20].mean() == pytest.approx(20, abs=1)  # 4 within and twice 8 from the others
    assert network.mean_contacts == pytest.approx(8, abs=0.001)


def test_contacts_inside_are_as_many_in_a_small_segment_as_in_a_large_one() -> None:
    segments = segments_of(20_000, 0.6, 0.3, 0.1)
    pairs = pairs_of(build("blocks", 20_000, 10, within=0.7, segments=segments))
    inside = pairs[segments[pairs[:, 0]] == segments[pairs[:, 1]], 0]
    for segment in range(3):
        assert np.sum(segments[inside] == segment) / np.sum(segments == segment) == pytest.approx(7, abs=0.01)


def test_one_segment_alone_is_a_network_of_anybody_with_anybody() -> None:
    network = build("blocks", 2000, 8, within=0.2, segments=np.full(2000, 3, np.uint8))
    number = np.diff(network.starts)
    assert network.mean_contacts == 8.0
    assert number.var() == pytest.approx(8, rel=0.15)  # Poisson


def test_a_contact_takes_less_than_five_bytes_and_cannot_be_changed() -> None:
    network = build("small_world", 10_000, 8)
    assert network.bytes_per_contact == pytest.approx(4.5, abs=0.001)
    for array in (network.starts, network.contacts):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1


def test_pairs_by_hand() -> None:
    network = Network.of_pairs(4, [(2, 0), (0, 2), (2, 3)])
    assert network.starts.tolist() == [0, 1, 1, 3, 4]
    assert network.contacts.tolist() == [2, 0, 3, 2]
    assert repr(network) == "Network(4 persons x 1 contacts = 0.0 MB)"
    assert Network.of_pairs(2, []).mean_contacts == 0.0


@pytest.mark.parametrize("pairs", [[(0, 4)], [(-1, 0)], [(2, 2)]])
def test_impossible_pairs_are_refused(pairs: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        Network.of_pairs(4, pairs)


def test_more_contacts_than_can_be_counted_are_refused_before_anything_is_made() -> None:
    with pytest.raises(UsageError, match="take fewer customers or fewer contacts"):
        build("small_world", 100_000_000, 100)


@pytest.mark.parametrize(
    ("kind", "changed", "message"),
    [
        ("ring", {}, "there are none, small_world"),
        ("small_world", {"contacts": 0}, "contacts 1 or more"),
        ("small_world", {"rewiring": 1.5}, "rewiring and within"),
        ("blocks", {"within": float("nan"), "segments": np.zeros(9, np.uint8)}, "rewiring and within"),
        ("blocks", {"contacts": 2}, "the segment of each person"),
        ("blocks", {"contacts": 2, "segments": np.zeros(8, np.uint8)}, "the segment of each person"),
        ("file", {}, "the path of its file"),
    ],
)
def test_what_no_scenario_lets_through_is_refused(kind: Kind, changed: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build(kind, 9, **changed)  # type: ignore[arg-type]
