"""Measures (มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน): the plan, and the year's official report printed from it.

The basis is the assessment's items on measures and on their results (o27 and o28 of fiscal year 2568). Officers write
steps, results and outcomes here; scores and differences are never typed, they come from the assessment through `evidence`.

A file that somebody else wrote travels: `headings` and `importing` make a `Draft` of it, `lint` criticises the draft,
`actions.save_draft` keeps it. A plan travels the other way: `report` gathers it with its evidence, `layout` makes the document.
"""
