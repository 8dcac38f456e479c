"""The mistake that each kind of generic data test is there to see.

``mistakes(test, types)`` gives a list of mistakes, each a list of statements on
``broken.<table>``. ALL_MUST_SHOW says for which kinds every one of them must be seen;
for the others one is enough, since a test need not object to every wrong value.
"""

import re
from itertools import combinations, product
from typing import Any

Test = dict[str, Any]
Types = dict[str, str]

ALL_MUST_SHOW = {
    "not_null",
    "unique",
    "unique_combination",
    "between",
    "wilson_interval",
    "holds_no_personal_data",
}

WRONG_VALUES = {
    "VARCHAR": ["'no such value'", "''"],
    "BOOLEAN": ["true", "false"],
    "DATE": ["date '1900-01-01'", "date '2900-01-01'"],
    "TIMESTAMP": ["timestamp '1900-01-01'", "timestamp '2900-01-01'"],
}
WRONG_NUMBERS = ["-1000000", "1000000", "0.5"]


def wrong_values(column_type: str) -> list[str]:
    """Literals of a type that hardly any column should hold in all of its rows."""
    return WRONG_VALUES.get(column_type, WRONG_NUMBERS)


def mistakes(test: Test, types: Types) -> list[list[str]]:
    """The mistakes that a generic test has to see; KeyError for an unknown kind."""
    return MISTAKES[test["test_metadata"]["name"]](test, types)


def table_of(test: Test) -> str:
    """The table under test, as a broken copy."""
    return "broken." + test["attached_node"].split(".")[-1]


def some_row(test: Test, types: Types) -> str:
    """A row of nulls where the table is empty, so that there is something to break."""
    table, column = table_of(test), next(iter(types))
    return (
        f'insert into {table} ("{column}") '
        f"select null where not exists (select 1 from {table})"
    )


def change(test: Test, types: Types, column: str, value: str) -> list[str]:
    """Statements that give all rows this value in one column."""
    return [some_row(test, types), f'update {table_of(test)} set "{column}" = {value}']


def doubled(test: Test) -> str:
    """A statement that repeats every row."""
    return f"insert into {table_of(test)} select * from {table_of(test)}"


def without_a_value(test: Test, types: Types) -> list[list[str]]:
    """not_null: the column is empty."""
    return [change(test, types, test["column_name"], "null")]


def repeated(test: Test, types: Types) -> list[list[str]]:
    """unique: every row is there twice, the ones without a value with a value."""
    column = test["column_name"]
    filled = f'coalesce("{column}", {wrong_values(types[column])[0]})'
    return [[*change(test, types, column, filled), doubled(test)]]


def repeated_as_a_whole(test: Test, types: Types) -> list[list[str]]:
    """unique_combination: every row is there twice, nulls and all."""
    return [[some_row(test, types), doubled(test)]]


def unknown_value(test: Test, types: Types) -> list[list[str]]:
    """accepted_values, relationships: the column holds what it should not."""
    column = test["column_name"]
    values = wrong_values(types[column])
    return [change(test, types, column, value) for value in values]


def beyond_the_ends(test: Test, types: Types) -> list[list[str]]:
    """between: one more than the most, and one less than the least."""
    column, ends = test["column_name"], test["test_metadata"]["kwargs"]
    beyond = [f"({ends['maximum']}) + 1", f"({ends['minimum']}) - 1"]
    return [change(test, types, column, value) for value in beyond]


def untrue(test: Test, types: Types) -> list[list[str]]:
    """expression_is_true: a column of the expression is wrong, or has no value."""
    expression = test["test_metadata"]["kwargs"]["expression"]
    named = [
        column for column in types if re.search(rf"\b{re.escape(column)}\b", expression)
    ]
    values = {column: [*wrong_values(types[column]), "null"] for column in named}
    single = [
        change(test, types, column, value)
        for column in named
        for value in values[column]
    ]
    # Where a blank is right as well, only two wrong columns together can be wrong.
    double = [
        change(test, types, one, left) + change(test, types, other, right)
        for one, other in combinations(named, 2)
        for left, right in product(values[one], values[other])
    ]
    return single + double


def misfit(test: Test, types: Types) -> list[list[str]]:
    """wilson_interval: one of the five numbers does not go with the others."""
    given = test["test_metadata"]["kwargs"]
    rate, numerator, denominator = (
        given[name] for name in ("rate", "numerator", "denominator")
    )
    lower, upper = f"{rate}_lower", f"{rate}_upper"
    single = [
        *((column, "null") for column in (rate, lower, upper, numerator, denominator)),
        *((lower, upper), (upper, lower), (lower, "-0.1"), (upper, "1.1")),
        *((rate, f"{upper} + 0.01"), (numerator, f"{denominator} + 1")),
    ]
    over_nothing = change(test, types, denominator, "0")
    return [
        *(change(test, types, column, value) for column, value in single),
        *(over_nothing + change(test, types, each, "0.5") for each in (rate, lower)),
    ]


PERSONAL = [
    "see ann.lee@shop.example",
    "?q=ann%40shop.example",
    "call +49 (170) 123-45-67",
    "from 203.0.113.45",
    "https://shop.example/?x=1&gclid=Abc",
    "https://shop.example/?mc_eid=77",
    "https://shop.example/#:~:text=my%20illness",
]


def personal(test: Test, types: Types) -> list[list[str]]:
    """holds_no_personal_data: one text names somebody, in each column or way."""
    texts = [column for column, kind in types.items() if kind in ("VARCHAR", "JSON")]
    places = [(column, PERSONAL[0]) for column in texts]
    places += [(texts[0], words) for words in PERSONAL[1:]]
    return [change(test, types, column, f"'{words}'") for column, words in places]


MISTAKES = {
    "not_null": without_a_value,
    "unique": repeated,
    "unique_combination": repeated_as_a_whole,
    "accepted_values": unknown_value,
    "relationships": unknown_value,
    "between": beyond_the_ends,
    "expression_is_true": untrue,
    "wilson_interval": misfit,
    "holds_no_personal_data": personal,
}
