"""SARIF 2.1.0, by the parts of the standard that services rely on."""

import json
from typing import Any

from tests.reports.sample import COMMA, NEAR, outcome, run
from textkit.model.finding import Related
from textkit.model.outcome import Fate, FileResult
from textkit.model.span import Place
from textkit.reports.sarif import PLACES, RESULTS, artifact


def only_run(text: str) -> dict[str, Any]:
    data = json.loads(text)
    assert data["version"] == "2.1.0"
    assert len(data["runs"]) == 1
    found: dict[str, Any] = data["runs"][0]
    return found


def test_results_point_to_rules_and_places() -> None:
    made = only_run(run("sarif"))
    rules = made["tool"]["driver"]["rules"]
    assert made["columnKind"] == "unicodeCodePoints"
    assert made["newlineSequences"] == ["\r\n", "\n", "\r"]
    assert len(made["results"]) == 8
    for result in made["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] in made["originalUriBaseIds"]
        region = place["region"]
        assert min(region["startLine"], region["startColumn"], region["endLine"], region["endColumn"]) >= 1
        assert region["charLength"] >= 0
    for rule in rules:
        assert rule["help"]["text"]
        assert rule["shortDescription"]["text"]


def test_fingerprints_are_the_ids() -> None:
    made = only_run(run("sarif"))
    ids = {one["id"] for one in json.loads(run("json"))["findings"]}
    assert {r["partialFingerprints"]["textkitFinding/v1"] for r in made["results"]} == ids


def test_a_file_that_failed_is_a_notification() -> None:
    invocation = only_run(run("sarif"))["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert [n["message"]["text"] for n in invocation["toolExecutionNotifications"]] == ["binary data"]


def test_what_its_user_silenced_is_suppressed() -> None:
    found = [outcome("abc", NEAR, 0, 1, "m", fate=fate) for fate in (Fate.SUPPRESSED, Fate.BASELINE, Fate.REPORTED)]
    results = only_run(run("sarif", [(FileResult("a"), found)]))["results"]
    assert [[s["kind"] for s in r.get("suppressions", [])] for r in results] == [["inSource"], ["external"], []]


def test_the_least_severe_are_left_out_and_counted() -> None:
    text = "x" * 10
    found = [outcome(text, COMMA, 0, 1, "info", number=n) for n in range(RESULTS)]
    found += [outcome(text, NEAR, 0, 1, "warning", number=n) for n in range(3)]
    made = only_run(run("sarif", [(FileResult("a"), found)]))
    assert len(made["results"]) == RESULTS
    assert [r["level"] for r in made["results"][:4]] == ["warning"] * 3 + ["note"]
    note = made["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note.startswith(f"3 of {RESULTS + 3:,} findings")


def test_no_more_related_places_than_are_shown() -> None:
    one = outcome("abc", NEAR, 0, 1, "m")
    many = outcome("abc", NEAR, 0, 1, "m", related=tuple(_kept(n) for n in range(PLACES + 20)))
    results = only_run(run("sarif", [(FileResult("a"), [one, many])]))["results"]
    assert "relatedLocations" not in results[0]
    assert len(results[1]["relatedLocations"]) == PLACES


def _kept(n: int) -> Related:
    return Related("a", Place(n, n, 1, n + 1, 1, n + 1), "member")


def test_paths_become_uris() -> None:
    assert artifact("a b/文#1%.txt") == {"uri": "a%20b/%E6%96%87%231%25.txt", "uriBaseId": "PROJECTROOT"}
    assert artifact("/data/x.txt") == {"uri": "file:///data/x.txt"}
    assert artifact("bad\udcff.txt")["uri"] == "bad%FF.txt"


def test_fixes_hold_all_edits_of_a_finding() -> None:
    one = outcome("abcdef", NEAR, 0, 4, "m", fate=Fate.WOULD_APPLY, edits=[(0, 1, "x"), (3, 4, "")])
    fix = only_run(run("sarif", [(FileResult("a"), [one])]))["results"][0]["fixes"][0]
    assert [r["deletedRegion"] for r in fix["artifactChanges"][0]["replacements"]] == [
        {"charOffset": 0, "charLength": 1},
        {"charOffset": 3, "charLength": 1},
    ]
