"""Earlier published pairs that resemble a paragraph: what a translator has said before."""

from articles.memory.finding import LEAST, SHOWN, Pair, containing, resembling
from articles.memory.terms import ALL, terms
from articles.words import base

__all__ = ["ALL", "LEAST", "SHOWN", "Pair", "base", "containing", "resembling", "terms"]
