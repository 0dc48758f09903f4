from tests.articles.conftest import desk  # noqa: F401 -- the same people sit at this desk
