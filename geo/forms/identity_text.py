"""Texts of the sheets of a form that are not filled in: how to fill it in, and which form it is."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from geo.forms.model import MONTHLY, FormIdentity, Seen

SUM_KEY: Final = "校验"


def about_lines(identity: FormIdentity, count: int) -> list[tuple[str, str]]:
    """Return what the sheet says, as pairs of words."""
    monthly = identity.kind == MONTHLY
    fund = "累计完成填到本月底为止的累计数，不是本月数。" if monthly else "年度计划填当年的计划数。"
    return [
        ("哪份规划", identity.plan),
        ("给谁", f"{identity.subject}，{count} 个项目；{identity.made[:10]} 生成"),
        ("怎么填", "灰底的栏只供核对，白底的栏填写；空着表示没有填报，不要为凑数而填。"),
        ("选择", "状态等栏请从下拉列表中选择，其他写法读不懂，会退回来问。"),
        (
            "日期",
            "写到日，如 2023-05-31；只知道年月可写 2023年5月，开工按当月第一天、完工按最后一天计。",
        ),
        ("金额", f"单位万元（1 亿元 = 10 000 万元）；也可写明单位，如 1.2亿元、3500万元。{fund}"),
        ("进度", "形象进度填 0 到 100，如 60 或 60%。"),
        (
            "问题与协调事项",
            "已有事项更新办理状态和结果；新的写在“新增”各行，并选所属项目。已办结的不再列出。",
        ),
        ("可以", "排序、筛选、隐藏或移动栏，在旁边写备注（备注会原样给汇总的人看）。"),
        ("请不要", "改编号，写公式（只取算好的值，并会提示），另加宏或链接。"),
        ("交回", "存为 .xlsx（WPS、LibreOffice 也请选这个格式），文件名不限，交回发表的单位。"),
    ]


def identity_rows(
    identity: FormIdentity, seen: Seen, heads: Sequence[str]
) -> list[tuple[str, ...]]:
    """Return the rows of the sheet, without their sum."""
    told = [(name, str(value)) for name, value in identity._asdict().items()]
    told += [(f"head{number}", text) for number, text in enumerate(heads)]
    items = [
        (table, item, json.dumps(dict(fields)))
        for table, told_of in seen.items()
        for item, fields in told_of.items()
    ]
    return [*told, *items]


def checksum(rows: Sequence[Sequence[str]]) -> str:
    """Return the sum over rows: it tells slips, not somebody who means it."""
    text = "\n".join("\t".join(filter(None, row)) for row in rows)
    return sha256(text.encode()).hexdigest()[:16]
