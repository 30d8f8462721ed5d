"""Refusals that come as words alone, before a server lets anybody in, told as what they are."""

import pytest
from psycopg import OperationalError as Refused
from sqlalchemy.exc import OperationalError

from geo.ledger.database_errors import words_of


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("FATAL:  the database system is shutting down", "连不上台账数据库"),
        ("FATAL:  the database system is starting up", "连不上台账数据库"),
        ("FATAL:  the database system is in recovery mode", "连不上台账数据库"),
        ('FATAL:  database "plan" does not exist', "台账数据库拒绝登录"),
        ('FATAL:  role "li" does not exist', "台账数据库拒绝登录"),
        ("FATAL:  sorry, too many clients already", "台账数据库的连接已用完"),
        ("could not receive data from server: Connection refused", "连不上台账数据库"),
        ("致命错误:  数据库系统正在关闭", "连不上台账数据库"),
    ],
)
def test_who_is_turned_away_hears_why(said, told):
    error = OperationalError("SELECT 1", {}, Refused(f"connection failed: {said}"))
    assert words_of(error, "writing").startswith(told)
    assert words_of(error, "reading").startswith(told)
