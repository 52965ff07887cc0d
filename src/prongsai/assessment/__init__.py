"""Assessment (การประเมิน ITA): what the National Anti-Corruption Commission's yearly assessment gave the agency.

Its frameworks are data of one fiscal year each; its results are imported from the official file or, marked as such,
taken from what a past report states. Scores are never typed into a report: `evidence.items` hands them out from here.
Officers import results; anybody can read them at /scores/.
"""
