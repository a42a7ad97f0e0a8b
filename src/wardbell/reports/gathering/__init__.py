"""Which accounts tell of one scene. Place and time first; words only rank. Pure, and the same input gives the same answer.

It proposes: a person splits and merges, and nothing is learnt from that behind anybody's back.
"""

from wardbell.reports.gathering.accounts import Account, account_of
from wardbell.reports.gathering.regrouping import Lying, Regrouping, regroupings
from wardbell.reports.gathering.scenes import best, gather

__all__ = ["Account", "Lying", "Regrouping", "account_of", "best", "gather", "regroupings"]
