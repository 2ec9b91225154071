import ast

import pytest


def test_the_new_spider_is_listed_at_once(project):
    done = project.run("genspider", "-t", "article", "daily_example", "www.example.com")
    assert done.stdout == "shop/spiders/daily_example.py\ntry it: scrapy crawl daily_example\n"
    assert "daily_example" in project.run("list").stdout.split()


def test_the_template_is_filled_in(project):
    project.run("genspider", "daily_example", "www.example.com")
    tree = ast.parse((project.folder / "shop/spiders/daily_example.py").read_text())
    spider = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    values = {node.targets[0].id: ast.literal_eval(node.value) for node in spider.body[:2]}
    assert spider.name == "DailyExample"
    assert values == {"name": "daily_example", "allowed_domains": ["example.com"]}


def test_a_domain_of_other_letters_is_written_as_it_stands_in_requests(project):
    project.run("genspider", "muenchen", "münchen.example")
    text = (project.folder / "shop/spiders/muenchen.py").read_text(encoding="utf-8")
    assert 'allowed_domains = ["xn--mnchen-3ya.example"]' in text


def test_no_line_of_the_template_is_longer_than_ruff_allows(project):
    project.run("genspider", "daily_example", "www.example.com")
    lines = (project.folder / "shop/spiders/daily_example.py").read_text().splitlines()
    assert max(len(line) for line in lines) <= 100


def test_a_country_is_a_folder(project):
    project.run("genspider", "--country", "FR", "le_jour", "lejour.example")
    assert (project.folder / "shop/spiders/fr/le_jour.py").exists()


def test_templates_of_scrapy_are_still_there(project):
    assert project.run("genspider", "-l").stdout.split() == [
        "article",
        "basic",
        "crawl",
        "csvfeed",
        "xmlfeed",
    ]


@pytest.mark.parametrize(
    ("args", "line"),
    [
        (("shop", "shop.example"), "scrapy genspider: spider 'shop' is in shop.spiders.shop"),
        (("a b", "shop.example"), "scrapy genspider: 'a b': no name for a Python file"),
        (("", "shop.example"), "scrapy genspider: '': no name for a Python file"),
        (("../evil", "shop.example"), "scrapy genspider: '../evil': no name for a Python file"),
        (("class", "shop.example"), "scrapy genspider: 'class': no name for a Python file"),
        (("new", "shop"), "scrapy genspider: 'https://shop': no domain; give one"),
        (("-t", "nope", "new", "shop.example"), "scrapy genspider: template 'nope': there is none"),
        (("--country", "../x", "new", "shop.example"), "scrapy genspider: --country '../x': two"),
    ],
    ids=[
        "name taken",
        "no identifier",
        "empty",
        "a way out",
        "keyword",
        "no domain",
        "no template",
        "no country",
    ],
)
def test_a_failure_is_one_line_and_exit_code_1(project, args, line):
    project.spider("yield {}")
    done = project.run("genspider", *args)
    assert done.returncode == 1
    assert done.stderr.startswith(line)
    assert done.stderr.count("\n") == 1


def test_force_overwrites(project):
    path = project.write("shop/spiders/new.py", "# mine\n")
    project.run("genspider", "--force", "new", "shop.example")
    assert "ArticleSpider" in path.read_text()
