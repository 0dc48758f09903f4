from tests.articles.conftest import desk  # noqa: F401
