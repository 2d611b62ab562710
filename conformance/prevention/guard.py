"""Reads questions {rules, template} from stdin, one a line; answers with the names of the rules that refuse."""

import json
import sys

# cfn_guard_rs.run_checks builds objects of the answer and knows fewer kinds of clauses than Guard has.
from cfn_guard_rs.cfn_guard_rs import run_checks_rs

for line in sys.stdin:
    question = json.loads(line)
    try:
        report = json.loads(run_checks_rs(json.dumps(question["template"]), question["rules"], False))
        answer = {"refusedBy": [clause["Rule"]["name"] for clause in report["not_compliant"]]}
    except Exception as error:  # rules that Guard cannot read
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer))
