"""The page's part of the ledger: 填报, 留痕, 审核, 冲突, 某日的状态."""
