"""评估报告: how the plan was carried out by a day, for the district, a zone or a unit."""
