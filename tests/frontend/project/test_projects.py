"""Enterprise Guide projects as programs: order, notes, places, and what is damaged."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.frontend.project import conftest as eg
from translator.frontend.project import read_project
from translator.lang.diagnostics import Diagnostic


def text_of(path: Path) -> tuple[list[str], list[Diagnostic]]:
    """The program's lines without blank ones, and the findings."""
    source, findings = read_project(path, path.name)
    return [line for line in (source.text if source else "").splitlines() if line.strip()], findings


def test_flows_and_tasks_in_order(tmp_path):
    xml = eg.project(
        [
            eg.flow("PFD-2", "Report", {"CodeTask-c": []}),
            eg.flow("PFD-1", "Load", {"CodeTask-b": ["CodeTask-a"], "CodeTask-a": []}),
            eg.program("CodeTask-a", "First", "PFD-1"),
            eg.program("CodeTask-b", "Second", "PFD-1"),
            eg.program("CodeTask-c", "Third", "PFD-2"),
        ],
        tree=["PFD-1", "PFD-2"],
    )
    codes = {
        "CodeTask-a": "data a; run;",
        "CodeTask-b": "data b; set a; run;",
        "CodeTask-c": "data c; set b;",
    }
    lines, findings = text_of(eg.write_egp(tmp_path / "p.egp", xml, codes))
    assert lines == [
        "/* Process flow: Load */", "/* Program: First */", "data a; run;", "/* Program: Second */",
        "data b; set a; run;", "/* Process flow: Report */", "/* Program: Third */", "data c; set b;", "quit; run;",
    ]  # fmt: skip
    assert not findings


def test_links_order_tasks_and_autoexec_is_first(tmp_path):
    xml = eg.project(
        [
            eg.flow("PFD-1", "Main", {"CodeTask-b": [], "CodeTask-a": []}),
            eg.flow("PFD-0", "Autoexec", {"CodeTask-s": []}),
            *(eg.program(f"CodeTask-{one}", one) for one in "abs"),
            eg.link("CodeTask-a", "CodeTask-b"),
        ],
        tree=["PFD-1", "PFD-0"],
    )
    codes = {f"CodeTask-{one}": f"data {one}; run;" for one in "abs"}
    lines, _ = text_of(eg.write_egp(tmp_path / "p.egp", xml, codes))
    assert [line for line in lines if line.startswith("data")] == [
        "data s; run;", "data a; run;", "data b; run;",
    ]  # fmt: skip


def test_tasks_have_the_code_that_they_submitted(tmp_path):
    xml = eg.project(
        [
            eg.flow("PFD-1", "Flow", {"Query-q": [], "ExportTask-e": ["Query-q"]}),
            eg.element("Query", "Query-q", "Pick rows"),
            eg.element("ExportTask", "ExportTask-e", "To Excel"),
            eg.submitted("Query-q", "proc sql; create table w as select * from a; quit;"),
        ]
    )
    lines, findings = text_of(eg.write_egp(tmp_path / "p.egp", xml, {}))
    assert "proc sql; create table w as select * from a; quit;" in lines
    assert "ODS _ALL_ CLOSE;" not in lines
    assert [(one.code, "To Excel" in one.message) for one in findings] == [("E0032", True)]


def test_notes_are_comments(tmp_path):
    xml = eg.project(
        [
            eg.flow("PFD-1", "Flow", {"CodeTask-a": []}),
            eg.program("CodeTask-a", "A"),
            eg.note("Note-1", "ask Åsa */ first", "PFD-1"),
            eg.note("Note-2", "of the flow", "PFD-1"),
            eg.link("Note-1", "CodeTask-a"),
        ]
    )
    lines, _ = text_of(eg.write_egp(tmp_path / "p.egp", xml, {"CodeTask-a": "data a; run;"}))
    assert lines == [
        "/* Process flow: Flow */", "/* of the flow */", "/* Program: A */", "/* ask Åsa * / first */", "data a; run;",
    ]  # fmt: skip


def test_programs_outside_the_project_are_included(tmp_path):
    xml = eg.project([eg.program("CodeTask-a", "A", outside="C:\\sas\\load it.sas")])
    lines, _ = text_of(eg.write_egp(tmp_path / "p.egp", xml, {}))
    assert lines[1:] == ["%include 'C:\\sas\\load it.sas';", "quit; run;"]


def test_places_are_those_of_the_task(tmp_path):
    xml = eg.project(
        [eg.flow("PFD-1", "Flow", {"CodeTask-a": []}), eg.program("CodeTask-a", "load/store")], tree=["PFD-1"]
    )
    source, _ = read_project(
        eg.write_egp(tmp_path / "p.egp", xml, {"CodeTask-a": "data a;\nx=;\nrun;"}), "p.egp"
    )
    assert source is not None
    assert source.place(source.text.index("x=")) == ("p.egp/Flow/load_store", 2, 1)
    assert source.line_of("p.egp/Flow/load_store", 2) == 4
    assert source.place(0) == ("p.egp", 1, 1)


def test_an_open_string_ends_with_its_task(tmp_path):
    xml = eg.project([eg.program("CodeTask-a", "A"), eg.program("CodeTask-b", "B")])
    codes = {"CodeTask-a": "data a; x = 'open;", "CodeTask-b": "data b; run;"}
    lines, findings = text_of(eg.write_egp(tmp_path / "p.egp", xml, codes))
    assert [(one.code, one.path, one.line) for one in findings] == [("E0003", "p.egp/A", 1)]
    assert "*';*\";*/;quit;run;" in lines


def test_variables_that_enterprise_guide_sets(tmp_path):
    xml = eg.project([eg.program("CodeTask-a", "Kund's")])
    lines, _ = text_of(eg.write_egp(tmp_path / "p.egp", xml, {"CodeTask-a": "%put &_CLIENTTASKLABEL;"}))
    assert "%let _CLIENTTASKLABEL='Kund''s';" in lines


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8", "utf-8-sig"])
def test_encodings_of_the_description(tmp_path, encoding):
    xml = eg.project([eg.program("CodeTask-a", "Åäö")])
    lines, findings = text_of(eg.write_egp(tmp_path / "p.egp", xml, {"CodeTask-a": "data a; run;"}, encoding))
    assert lines[0] == "/* Program: Åäö */" and not findings


def test_tasks_in_a_circle(tmp_path):
    xml = eg.project(
        [
            eg.flow("PFD-1", "Flow", {"CodeTask-a": ["CodeTask-b"], "CodeTask-b": ["CodeTask-a"]}),
            eg.program("CodeTask-a", "A"),
            eg.program("CodeTask-b", "B"),
        ]
    )
    codes = {"CodeTask-a": "data a; run;", "CodeTask-b": "data b; run;"}
    lines, findings = text_of(eg.write_egp(tmp_path / "p.egp", xml, codes))
    assert [one.code for one in findings] == ["E0033"] and "data a; run;" in lines


def test_conditions_are_refused(tmp_path):
    xml = eg.project(
        [eg.program("CodeTask-a", "A")],
        more="<DecisionManager><Decisions><Decision /></Decisions></DecisionManager>",
    )
    _, findings = text_of(eg.write_egp(tmp_path / "p.egp", xml, {"CodeTask-a": "data a; run;"}))
    assert [one.code for one in findings] == ["E0032"]


def test_no_zip_file(tmp_path):
    (tmp_path / "p.egp").write_bytes(b"PK\x03\x04 but no more")
    source, findings = read_project(tmp_path / "p.egp", "p.egp")
    assert source is None and [one.code for one in findings] == ["E0030"]


def test_a_damaged_description_leaves_the_programs(tmp_path):
    path = eg.write_egp(tmp_path / "p.egp", "<ProjectCollection><Elements>", {"CodeTask-a": "data a; run;"})
    lines, findings = text_of(path)
    assert lines == ["/* Program: CodeTask-a */", "data a; run;"]
    assert [one.code for one in findings] == ["E0030"]


def test_a_damaged_part_is_named(tmp_path):
    xml = eg.project([eg.program("CodeTask-a", "A"), eg.program("CodeTask-b", "B")])
    path = eg.write_egp(tmp_path / "p.egp", xml, {"CodeTask-a": "data a; run;", "CodeTask-b": "data b; run;"})
    damaged = path.read_bytes().replace(b"data a; run;", b"data x; run;", 1)
    path.write_bytes(damaged)
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(path).read("CodeTask-a/code.sas")
    lines, findings = text_of(path)
    assert [one.code for one in findings] == ["E0031", "E0032"]
    assert "CodeTask-a/code.sas" in findings[0].message and "data b; run;" in lines


def test_an_empty_project(tmp_path):
    source, findings = read_project(eg.write_egp(tmp_path / "p.egp", eg.project([]), {}), "p.egp")
    assert source is None and [one.code for one in findings] == ["E0034"]
