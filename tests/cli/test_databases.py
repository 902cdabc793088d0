"""SQL that is passed to a database, and libraries of a database: the same results on every engine, and what is refused."""

from __future__ import annotations

import json
import shutil
import sqlite3

import pytest

from equivalence.engines import Job, run_job
from tests.cli.command import saslift
from translator.pipeline.programs import Program
from translator.pipeline.settings import load_settings

ENGINES = ("reference", "pandas", "r")
SETTINGS = """\
targets = ["pandas", "r"]
[connections]
oracle = "sqlite:///data/register.db"
ora = "sqlite:///data/register.db"
secret = "sqlite:///${REGISTER_FOLDER}/register.db"
gone = "sqlite:///data/gone.db"
"""
PEOPLE = [(1, "Åsa  ", 100.5), (2, "Örjan", None), (3, None, 7), (4, "Bo", 12)]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "saslift.toml").write_text(SETTINGS)
    (tmp_path / "data").mkdir()
    return tmp_path


def fill(folder):
    """The database as every engine finds it."""
    file = folder / "data" / "register.db"
    file.unlink(missing_ok=True)
    with sqlite3.connect(file) as database:
        database.execute("create table people (ID integer, name text, income real)")
        database.executemany("insert into people values (?, ?, ?)", PEOPLE)
    database.close()


def configure(folder):
    """Name the database by its full path: R's process keeps the folder in which it has started."""
    toml = SETTINGS.replace("///data", f"///{folder.as_posix()}/data")
    (folder / "saslift.toml").write_text(toml)


def ran(folder, text, engine):
    """Run a program; return how it ended, and its result."""
    configure(folder)
    (folder / "people.sas").write_text(text, encoding="utf-8")
    fill(folder)
    out = folder / f"out_{engine}"
    shutil.rmtree(out, ignore_errors=True)
    done = saslift("run", "people.sas", "--engine", engine, "--out", str(out))
    result = json.loads((out / "people" / "result.json").read_text(encoding="utf-8"))
    return done, result


QUERIES = """\
proc sql;
  connect to oracle as o (user=me password="x)y" path='db');
  create table rich as
    select id, upcase(name) as name, income * 2 as twice
      from connection to o (
        select id, name, income
          from people  /* everybody */
          where id > 0 and (name is null or name <> 'a "b" c'))
      where income > 8
      order by id desc;
  create table everybody as select * from connection to o (select * from people order by id);
  execute (insert into people values (5, 'Eva', 3)) by o;
  execute (commit) by o;
  create table five as select count(*) as n, sum(income) as total from connection to o (select income from people);
  create table pairs as
    select a.id, b.name from connection to o (select id from people) as a
      left join connection to oracle (select id, name from people where id > 2) as b on a.id = b.id order by a.id;
  select name from connection to o (select id, name from people) where id in (1, 2) order by name;
  select * from connection to o (select id, income > 8 as rich from people where id < 3 order by id);
  disconnect from o;
quit;
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_queries_pass_through(folder, engine):
    # Values derived by hand from PEOPLE: blanks at the end are none, NULL is missing (also NULL > 8), a truth value is 1 or 0
    done, result = ran(folder, QUERIES, engine)
    assert done.code == 0, done.out
    rows = {name: data["rows"] for name, data in result["datasets"].items()}
    assert rows == {
        "rich": [[4, "BO", 24], [1, "ÅSA", 201]],
        "everybody": [[1, "Åsa", 100.5], [2, "Örjan", None], [3, "", 7], [4, "Bo", 12]],
        "five": [[5, 122.5]],
        "pairs": [[1, ""], [2, ""], [3, ""], [4, "Bo"], [5, "Eva"]],
    }
    assert [column["name"].lower() for column in result["datasets"]["everybody"]["columns"]] == [
        "id",
        "name",
        "income",
    ]
    printed = [(table["proc"], table["rows"]) for table in result["tables"]]
    assert printed == [("SQL", [["Åsa"], ["Örjan"]]), ("SQL", [["1", "1"], ["2", "."]])]


LIBRARY = """\
libname ora oracle user=me;
data some; set ora.people; where income > 5; y = income + 1; run;
proc sql; connect using ora; execute (delete from people where id > 2) by ora; quit;
proc means data=ora.people noprint; var income; output out=m(drop=_type_) sum=total; run;
libname ora clear;
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_a_libref_of_a_database_is_read_each_time(folder, engine):
    done, result = ran(folder, LIBRARY, engine)
    assert done.code == 0, done.out
    rows = {name: data["rows"] for name, data in result["datasets"].items()}
    assert rows == {
        "some": [[1, "Åsa", 100.5, 101.5], [3, "", 7, 8], [4, "Bo", 12, 13]],
        "m": [[2, 100.5]],
    }


ROUNDS = """\
libname ora oracle;
data _null_; call symputx('k', 2); run;
%macro rounds;
  %do i = 1 %to &k;
    data r&i; set ora.people; where id = 1; run;
    proc sql;
      connect using ora;
      execute (
        update people
          set income = income + &add where id = 1) by ora;
    quit;
  %end;
%mend;
%macro pull(t, most);
  proc sql;
    create table &t as select id from connection to oracle (
      select id  -- everybody
        from people
        where id < &most
        order by id);
  quit;
%mend;
%let add = 1;
%rounds
data l; set ora.people; where id = 1; run;
%if &k > 1 %then %do;
  proc sql; connect using ora; execute (delete from people where id = 1) by ora; quit;
%end;
data n; set ora.people; run;
%pull(few, 3)
%pull(more, 4)
"""


@pytest.mark.parametrize("engine", ENGINES)
def test_macros_around_databases(folder, engine):
    done, result = ran(folder, ROUNDS, engine)
    assert done.code == 0, done.out
    rows = {name: data["rows"] for name, data in result["datasets"].items()}
    assert {name: [row[0::2] for row in rows[name]] for name in ("r1", "r2", "l")} == {
        "r1": [[1, 100.5]], "r2": [[1, 101.5]], "l": [[1, 102.5]],
    }  # fmt: skip
    assert [row[0] for row in rows["n"]] == [2, 3, 4]
    assert (rows["few"], rows["more"]) == ([[2]], [[2], [3]])


STOPS = {
    "nothing configured": ("proc sql; connect to db2 as d; quit;", ("R0002", "H0507"), "DB2"),
    "an engine that nothing configures": ("libname x teradata;", ("R0003", "H0252"), "TERADATA"),
    "a variable that is not set": ("proc sql; connect to secret; quit;", ("R0438",), "REGISTER_FOLDER"),
    "a file that is not there": ("proc sql; connect to gone; quit;", ("R0441",), "gone.db does not exist"),
    "a table that is not there": (
        "proc sql; connect to oracle as o;\ncreate table a as select * from connection to o (select * from vanished);",
        ("R0441",),
        "O: no such table: vanished",
    ),
    "EXECUTE that fails": (
        "proc sql;\nexecute (insert into vanished values (1)) by oracle;",
        ("R0441",),
        "ORACLE: no such table: vanished",
    ),
    "a connection that was closed": (
        "proc sql; connect to oracle as o; disconnect from o;\nexecute (delete from people) by o;",
        ("R0002", "H0507"),
        "O",
    ),
    "NULL alone": (
        "proc sql; create table a as select * from connection to oracle (select null as n_a from people);",
        ("R0442",),
        "only NULL",
    ),
    "bytes": (
        "proc sql; create table a as select * from connection to oracle (select x'01' as photo from people);",
        ("R0442",),
        "photo",
    ),
    "numbers and text": (
        "proc sql; create table a as select * from connection to oracle (select case id when 1 then 'a' else id end as mixed from people);",
        ("R0442",),
        "mixed",
    ),
    "a column without a name": (
        "proc sql; create table a as select * from connection to oracle (select count(*) from people);",
        ("R0443",),
        "count(*)",
    ),
    "a view in SQL": (
        "libname ora oracle; proc sql; create view v as select ID from ora.people; quit; data a; set v; run;",
        ("OK", "H0261"),
        "view V",
    ),
    "a view of a DATA step": (
        "libname ora oracle; data v / view=v; set ora.people; run; data a; set v; run;", ("OK", "H0261"), "view V"
    ),
    "a view of passed SQL": (
        "proc sql; create view v as select * from connection to oracle (select * from people); quit;",
        ("OK", "H0507"),
        "a view",
    ),
    "writing": ("libname ora oracle; data ora.more; set ora.people; run;", ("R0444", "H0261"), "ORA"),
}  # fmt: skip


@pytest.mark.parametrize("engine", ENGINES)
def test_what_cannot_be_done_stops_with_a_code(folder, engine, monkeypatch):
    monkeypatch.delenv("REGISTER_FOLDER", raising=False)
    configure(folder)
    fill(folder)
    (folder / "stops").mkdir()
    names = {case: case.replace(" ", "_") for case in STOPS}
    for case, (text, _, _) in STOPS.items():
        (folder / "stops" / f"{names[case]}.sas").write_text(text)
    done = saslift("run", "stops", "--engine", engine, "--out", "out")
    assert done.code == 1
    for case, (text, codes, words) in STOPS.items():
        result = json.loads((folder / "out" / names[case] / "result.json").read_text(encoding="utf-8"))
        found = [one for one in result["diagnostics"] if one["severity"] == "error"]
        if engine == "reference" and "OK" in codes:  # the interpreter reads a view when it is asked for
            assert not found, (case, found)
            continue
        assert found and found[0]["code"] in codes and words in found[0]["message"], (case, found)
        assert found[0]["line"] == 1 + text.count("\n"), case


@pytest.mark.parametrize("engine", ("reference", "pandas"))
def test_a_variable_of_the_environment_stands_for_a_secret(folder, engine, monkeypatch):
    monkeypatch.setenv("REGISTER_FOLDER", str(folder / "data"))
    text = (
        "proc sql; create table a as select * from connection to secret (select id from people where id = 4);"
    )
    done, result = ran(folder, text, engine)
    assert done.code == 0, done.out
    assert result["datasets"]["a"]["rows"] == [[4]]


def test_check_and_translate_tell_of_databases_and_reach_none(folder):
    (folder / "people.sas").write_text(QUERIES + LIBRARY, encoding="utf-8")
    checked = saslift("check", "people.sas")
    assert checked.code == 0
    note = (
        "people.sas:2:3: note: the program reaches the database ORACLE (sqlite:///data/register.db) [N0430]"
    )
    assert note in checked.out
    done = saslift("translate", "people.sas", "--out", "out")
    assert done.code == 0, done.out
    assert note in done.out and "ORA (sqlite" in done.out
    assert not (folder / "data" / "register.db").exists()
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["programs"][0]["connections"] == [
        {"name": "oracle", "url": "sqlite:///data/register.db"},
        {"name": "ora", "url": "sqlite:///data/register.db"},
    ]
    assert "the program reaches the database ORACLE" in (folder / "out" / "people.html").read_text("utf-8")
    code = (folder / "out" / "people.py").read_text("utf-8")
    assert repr("where id > 0 and (name is null or name <> 'a \"b\" c')") in code


EXECUTED = "proc sql; connect to oracle as o;\nexecute (delete from people) by o; quit;"


def test_verifying_changes_no_database(folder):
    (folder / "people.sas").write_text(EXECUTED)
    fill(folder)
    done = saslift("verify", "people.sas", "--to", "pandas", "--out", "out")
    assert done.code == 1 and "EXECUTE would change the database" in done.out
    assert rows_left(folder) == 4


@pytest.mark.parametrize("engine", ENGINES)
def test_a_private_run_changes_no_database(folder, engine):
    (folder / "people.sas").write_text(EXECUTED)
    fill(folder)
    program = Program(folder / "people.sas", "people", "people.sas", load_settings().site)
    (folder / "private").mkdir()
    result = run_job(Job(program, engine, private=folder / "private"))
    found = [(one.line, one.code) for one in result.diagnostics if one.severity == "error"]
    assert result.status == "failed" and found == [(2, "R0445")]
    assert rows_left(folder) == 4


def rows_left(folder):
    with sqlite3.connect(folder / "data" / "register.db") as database:
        (count,) = database.execute("select count(*) from people").fetchone()
    database.close()
    return count


def test_verifying_compares_what_a_database_gives(folder):
    text = "proc sql; create table a as select * from connection to oracle (select * from people order by id); quit;"
    (folder / "people.sas").write_text(text)
    fill(folder)
    done = saslift("verify", "people.sas", "--to", "pandas", "--out", "out")
    assert done.code == 0 and "equal, 1 of 1 outputs" in done.out, done.out


def test_a_password_does_not_stand_in_the_settings(folder):
    (folder / "saslift.toml").write_text(
        '[connections]\na = "oracle+oracledb://me:tiger@host/x"\nb = "data.db"\n'
    )
    (folder / "people.sas").write_text("data a; x = 1; run;")
    done = saslift("check", "people.sas")
    assert done.code == 2
    said = done.out + done.err
    assert "connections.a: write the password as ${NAME}" in said and "connections.b must be" in said
    assert "tiger" not in said


def test_a_mapped_libref_stays_a_folder_of_files(folder):
    fill(folder)
    (folder / "files").mkdir()
    (folder / "files" / "people.csv").write_text("ID\n77\n")
    (folder / "people.sas").write_text("libname ora oracle; data a; set ora.people; run;")
    for engine in ("reference", "pandas"):
        done = saslift("run", "people.sas", "--engine", engine, "--libref", "ora=files", "--out", "out")
        assert done.code == 0, done.out
        result = json.loads((folder / "out" / "people" / "result.json").read_text(encoding="utf-8"))
        assert result["datasets"]["a"]["rows"] == [[77]]
        assert not [one for one in result["diagnostics"] if one["code"] == "N0430"]
