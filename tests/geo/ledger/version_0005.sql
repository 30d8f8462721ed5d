BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE attachments (
	number INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	of_table TEXT NOT NULL, 
	item TEXT NOT NULL, 
	change_uid TEXT DEFAULT '' NOT NULL, 
	title TEXT NOT NULL, 
	type TEXT NOT NULL, 
	positioned BOOLEAN NOT NULL, 
	sha256 TEXT NOT NULL, 
	author TEXT NOT NULL, 
	made TEXT NOT NULL, 
	recorded TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT made_time CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND made >= '1990' AND made < '2201' AND substr(made, 12, 8) <= '23:59:59' AND substr(made, 15, 2) <= '59' AND substr(made, 18, 2) <= '59' AND date(substr(made, 1, 10), '+0 days') IS substr(made, 1, 10)), 
	CONSTRAINT recorded_time CHECK (recorded GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND recorded >= '1990' AND recorded < '2201' AND substr(recorded, 12, 8) <= '23:59:59' AND substr(recorded, 15, 2) <= '59' AND substr(recorded, 18, 2) <= '59' AND date(substr(recorded, 1, 10), '+0 days') IS substr(recorded, 1, 10)), 
	UNIQUE (uid), 
	FOREIGN KEY(sha256) REFERENCES blobs (sha256)
);
CREATE TABLE blobs (
	sha256 TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	packing TEXT NOT NULL, 
	content BLOB NOT NULL, 
	added TEXT NOT NULL, 
	PRIMARY KEY (sha256)
);
CREATE TABLE carried (
	number INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	of_table TEXT NOT NULL, 
	item TEXT NOT NULL, 
	field TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	base TEXT DEFAULT '' NOT NULL, 
	author TEXT NOT NULL, 
	made TEXT NOT NULL, 
	why TEXT NOT NULL, 
	document TEXT NOT NULL, 
	arrived TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT before_value CHECK (CASE WHEN NOT json_valid(before) THEN before IS NULL ELSE json_type(before) = 'text' OR json_type(before) IN ('integer', 'real') AND abs(before) <= 1e300 END), 
	CONSTRAINT after_value CHECK (CASE WHEN NOT json_valid(after) THEN after IS NULL ELSE json_type(after) = 'text' OR json_type(after) IN ('integer', 'real') AND abs(after) <= 1e300 END), 
	CONSTRAINT made_time CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND made >= '1990' AND made < '2201' AND substr(made, 12, 8) <= '23:59:59' AND substr(made, 15, 2) <= '59' AND substr(made, 18, 2) <= '59' AND date(substr(made, 1, 10), '+0 days') IS substr(made, 1, 10)), 
	CONSTRAINT arrived_time CHECK (arrived GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND arrived >= '1990' AND arrived < '2201' AND substr(arrived, 12, 8) <= '23:59:59' AND substr(arrived, 15, 2) <= '59' AND substr(arrived, 18, 2) <= '59' AND date(substr(arrived, 1, 10), '+0 days') IS substr(arrived, 1, 10))
);
CREATE TABLE changed_fields (
	seq INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	of_table TEXT NOT NULL, 
	item TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	base INTEGER NOT NULL, 
	PRIMARY KEY (seq, field), 
	CONSTRAINT before_value CHECK (CASE WHEN NOT json_valid(before) THEN before IS NULL ELSE json_type(before) = 'text' OR json_type(before) IN ('integer', 'real') AND abs(before) <= 1e300 END), 
	CONSTRAINT after_value CHECK (CASE WHEN NOT json_valid(after) THEN after IS NULL ELSE json_type(after) = 'text' OR json_type(after) IN ('integer', 'real') AND abs(after) <= 1e300 END), 
	CONSTRAINT one_successor UNIQUE (of_table, item, field, base), 
	FOREIGN KEY(seq) REFERENCES changes (seq)
)
 WITHOUT ROWID

;
INSERT INTO "changed_fields" VALUES(1,'progress','projects','P5-1-01',NULL,'30.0',0);
INSERT INTO "changed_fields" VALUES(1,'status','projects','P5-1-01',NULL,'"在建"',0);
INSERT INTO "changed_fields" VALUES(2,'progress','projects','P5-1-01','30.0','45.0',1);
CREATE TABLE changes (
	seq INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	of_table TEXT NOT NULL, 
	item TEXT NOT NULL, 
	author TEXT NOT NULL CONSTRAINT named CHECK (trim(author) <> ''), 
	made TEXT NOT NULL, 
	recorded TEXT NOT NULL, 
	why TEXT NOT NULL CONSTRAINT reasoned CHECK (trim(why) <> ''), 
	document TEXT DEFAULT '' NOT NULL, 
	kind TEXT NOT NULL CONSTRAINT known_kind CHECK (kind IN ('edit', 'undo', 'return', 'merge')), 
	undoes INTEGER, 
	wants_review BOOLEAN NOT NULL, 
	fields_count INTEGER NOT NULL CONSTRAINT has_fields CHECK (fields_count > 0), 
	PRIMARY KEY (seq), 
	CONSTRAINT made_time CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND made >= '1990' AND made < '2201' AND substr(made, 12, 8) <= '23:59:59' AND substr(made, 15, 2) <= '59' AND substr(made, 18, 2) <= '59' AND date(substr(made, 1, 10), '+0 days') IS substr(made, 1, 10)), 
	CONSTRAINT recorded_time CHECK (recorded GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND recorded >= '1990' AND recorded < '2201' AND substr(recorded, 12, 8) <= '23:59:59' AND substr(recorded, 15, 2) <= '59' AND substr(recorded, 18, 2) <= '59' AND date(substr(recorded, 1, 10), '+0 days') IS substr(recorded, 1, 10)), 
	UNIQUE (uid), 
	FOREIGN KEY(undoes) REFERENCES changes (seq)
);
INSERT INTO "changes" VALUES(1,'d845f39a40464c089866697f80c86903','projects','P5-1-01','张三','2026-11-28T18:13:03.243344Z','2026-11-28T18:13:03.243344Z','现场核实','纪要12号','edit',NULL,0,2);
INSERT INTO "changes" VALUES(2,'35c3f6655bdb44e8a978c8ff38c4c0c2','projects','P5-1-01','李四','2026-11-28T18:13:12.822915Z','2026-11-28T18:13:12.822915Z','月度调度','','edit',NULL,0,1);
CREATE TABLE decided (
	number INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	of_table TEXT NOT NULL, 
	item TEXT NOT NULL, 
	field TEXT NOT NULL, 
	upto INTEGER NOT NULL, 
	follows INTEGER NOT NULL, 
	verdict TEXT NOT NULL, 
	kept TEXT, 
	over TEXT, 
	author TEXT NOT NULL, 
	made TEXT NOT NULL, 
	recorded TEXT NOT NULL, 
	why TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT kept_value CHECK (CASE WHEN NOT json_valid(kept) THEN kept IS NULL ELSE json_type(kept) = 'text' OR json_type(kept) IN ('integer', 'real') AND abs(kept) <= 1e300 END), 
	CONSTRAINT over_value CHECK (CASE WHEN NOT json_valid(over) THEN over IS NULL ELSE json_type(over) = 'text' OR json_type(over) IN ('integer', 'real') AND abs(over) <= 1e300 END), 
	CONSTRAINT made_time CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND made >= '1990' AND made < '2201' AND substr(made, 12, 8) <= '23:59:59' AND substr(made, 15, 2) <= '59' AND substr(made, 18, 2) <= '59' AND date(substr(made, 1, 10), '+0 days') IS substr(made, 1, 10)), 
	CONSTRAINT recorded_time CHECK (recorded GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND recorded >= '1990' AND recorded < '2201' AND substr(recorded, 12, 8) <= '23:59:59' AND substr(recorded, 15, 2) <= '59' AND substr(recorded, 18, 2) <= '59' AND date(substr(recorded, 1, 10), '+0 days') IS substr(recorded, 1, 10))
);
CREATE TABLE generation (
	of_table TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (of_table)
);
CREATE TABLE reviews (
	number INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	seq INTEGER NOT NULL, 
	verdict TEXT NOT NULL CONSTRAINT known_verdict CHECK (verdict IN ('通过', '退回')), 
	author TEXT NOT NULL CONSTRAINT reviewer_named CHECK (trim(author) <> ''), 
	made TEXT NOT NULL, 
	recorded TEXT NOT NULL, 
	word TEXT DEFAULT '' NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT made_time CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND made >= '1990' AND made < '2201' AND substr(made, 12, 8) <= '23:59:59' AND substr(made, 15, 2) <= '59' AND substr(made, 18, 2) <= '59' AND date(substr(made, 1, 10), '+0 days') IS substr(made, 1, 10)), 
	CONSTRAINT recorded_time CHECK (recorded GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND recorded >= '1990' AND recorded < '2201' AND substr(recorded, 12, 8) <= '23:59:59' AND substr(recorded, 15, 2) <= '59' AND substr(recorded, 18, 2) <= '59' AND date(substr(recorded, 1, 10), '+0 days') IS substr(recorded, 1, 10)), 
	UNIQUE (uid), 
	UNIQUE (seq), 
	FOREIGN KEY(seq) REFERENCES changes (seq)
);
CREATE TABLE withdrawn (
	number INTEGER NOT NULL, 
	uid TEXT NOT NULL, 
	attachment TEXT NOT NULL, 
	author TEXT NOT NULL CONSTRAINT remover_named CHECK (trim(author) <> ''), 
	made TEXT NOT NULL, 
	recorded TEXT NOT NULL, 
	why TEXT NOT NULL CONSTRAINT removed_for CHECK (trim(why) <> ''), 
	PRIMARY KEY (number), 
	CONSTRAINT made_time CHECK (made GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND made >= '1990' AND made < '2201' AND substr(made, 12, 8) <= '23:59:59' AND substr(made, 15, 2) <= '59' AND substr(made, 18, 2) <= '59' AND date(substr(made, 1, 10), '+0 days') IS substr(made, 1, 10)), 
	CONSTRAINT recorded_time CHECK (recorded GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9].[0-9][0-9][0-9][0-9][0-9][0-9]Z' AND recorded >= '1990' AND recorded < '2201' AND substr(recorded, 12, 8) <= '23:59:59' AND substr(recorded, 15, 2) <= '59' AND substr(recorded, 18, 2) <= '59' AND date(substr(recorded, 1, 10), '+0 days') IS substr(recorded, 1, 10)), 
	UNIQUE (uid), 
	UNIQUE (attachment), 
	FOREIGN KEY(attachment) REFERENCES attachments (uid)
);
CREATE TABLE work_parts (
	work TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	"before" TEXT NOT NULL, 
	"after" TEXT NOT NULL, 
	blob TEXT, 
	PRIMARY KEY (work, kind, place), 
	FOREIGN KEY(work) REFERENCES works (id) ON DELETE CASCADE, 
	FOREIGN KEY(blob) REFERENCES blobs (sha256)
);
CREATE TABLE works (
	id TEXT NOT NULL, 
	owner TEXT NOT NULL, 
	owner_name TEXT NOT NULL, 
	name TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	head TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	made TEXT NOT NULL, 
	saved TEXT NOT NULL, 
	seen TEXT NOT NULL, 
	deleted TEXT, 
	share TEXT, 
	PRIMARY KEY (id), 
	UNIQUE (share)
);
CREATE INDEX changes_of_item ON changes (of_table, item, seq);
CREATE INDEX taken_back ON changes (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX ix_changes_recorded ON changes (recorded);
CREATE INDEX newest_of_field ON changed_fields (of_table, item, field, seq);
CREATE TRIGGER changes_update_refused BEFORE UPDATE ON changes BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER changes_delete_refused BEFORE DELETE ON changes BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER changes_replace_refused BEFORE INSERT ON changes BEGIN SELECT RAISE(ABORT, '台账：应为文字') WHERE typeof(NEW.uid) = 'blob' OR typeof(NEW.of_table) = 'blob' OR typeof(NEW.item) = 'blob' OR typeof(NEW.author) = 'blob' OR typeof(NEW.made) = 'blob' OR typeof(NEW.recorded) = 'blob' OR typeof(NEW.why) = 'blob' OR typeof(NEW.document) = 'blob' OR typeof(NEW.kind) = 'blob'; SELECT RAISE(ABORT, '台账只增不改') WHERE EXISTS (SELECT 1 FROM changes WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM changes WHERE uid = NEW.uid); END;
CREATE TRIGGER changes_next AFTER INSERT ON changes BEGIN SELECT RAISE(ABORT, '台账：编号不是下一号') WHERE NEW.seq <> max(coalesce((SELECT seq FROM changes WHERE seq <> NEW.seq ORDER BY seq DESC LIMIT 1), 0), coalesce((SELECT number FROM generation WHERE of_table = 'changes'), 0)) + 1; END;
CREATE TRIGGER changed_fields_update_refused BEFORE UPDATE ON changed_fields BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER changed_fields_delete_refused BEFORE DELETE ON changed_fields BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER changed_fields_replace_refused BEFORE INSERT ON changed_fields BEGIN SELECT RAISE(ABORT, '台账：应为文字') WHERE typeof(NEW.field) = 'blob' OR typeof(NEW.of_table) = 'blob' OR typeof(NEW.item) = 'blob' OR typeof(NEW.before) = 'blob' OR typeof(NEW.after) = 'blob'; SELECT RAISE(ABORT, '台账只增不改') WHERE EXISTS (SELECT 1 FROM changed_fields WHERE seq = NEW.seq AND field = NEW.field) OR EXISTS (SELECT 1 FROM changed_fields WHERE of_table = NEW.of_table AND item = NEW.item AND field = NEW.field AND base = NEW.base); END;
CREATE TRIGGER reviews_update_refused BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER reviews_delete_refused BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER reviews_replace_refused BEFORE INSERT ON reviews BEGIN SELECT RAISE(ABORT, '台账：应为文字') WHERE typeof(NEW.uid) = 'blob' OR typeof(NEW.verdict) = 'blob' OR typeof(NEW.author) = 'blob' OR typeof(NEW.made) = 'blob' OR typeof(NEW.recorded) = 'blob' OR typeof(NEW.word) = 'blob'; SELECT RAISE(ABORT, '台账只增不改') WHERE EXISTS (SELECT 1 FROM reviews WHERE number = NEW.number) OR EXISTS (SELECT 1 FROM reviews WHERE seq = NEW.seq) OR EXISTS (SELECT 1 FROM reviews WHERE uid = NEW.uid); END;
CREATE TRIGGER reviews_next AFTER INSERT ON reviews BEGIN SELECT RAISE(ABORT, '台账：编号不是下一号') WHERE NEW.number <> max(coalesce((SELECT number FROM reviews WHERE number <> NEW.number ORDER BY number DESC LIMIT 1), 0), coalesce((SELECT number FROM generation WHERE of_table = 'reviews'), 0)) + 1; END;
CREATE TRIGGER generation_insert_refused BEFORE INSERT ON generation BEGIN SELECT RAISE(ABORT, '台账：只有恢复备份时才换代'); END;
CREATE TRIGGER generation_update_refused BEFORE UPDATE ON generation BEGIN SELECT RAISE(ABORT, '台账：只有恢复备份时才换代'); END;
CREATE TRIGGER generation_delete_refused BEFORE DELETE ON generation BEGIN SELECT RAISE(ABORT, '台账：只有恢复备份时才换代'); END;
CREATE TRIGGER changed_fields_follow BEFORE INSERT ON changed_fields BEGIN SELECT RAISE(ABORT, '台账冲突：改动已写定，不能再添字段') WHERE NOT EXISTS (SELECT 1 FROM changes WHERE seq = NEW.seq AND of_table = NEW.of_table AND item = NEW.item AND seq = (SELECT max(seq) FROM changes) AND fields_count > (SELECT count(*) FROM changed_fields WHERE seq = NEW.seq)); SELECT RAISE(ABORT, '台账冲突：该字段已有更新的改动') WHERE NEW.base >= NEW.seq OR coalesce((SELECT max(seq) FROM changed_fields WHERE of_table = NEW.of_table AND item = NEW.item AND field = NEW.field), 0) <> NEW.base; SELECT RAISE(ABORT, '台账冲突：改动前的值与台账不符') WHERE NEW.base > 0 AND NEW.before IS NOT (SELECT after FROM changed_fields WHERE seq = NEW.base AND field = NEW.field AND of_table = NEW.of_table AND item = NEW.item); SELECT RAISE(ABORT, '台账：改动前后相同') WHERE NEW.before IS NEW.after; END;
CREATE TRIGGER reviews_wanted BEFORE INSERT ON reviews BEGIN SELECT RAISE(ABORT, '台账：该改动不需要审核') WHERE NOT coalesce((SELECT wants_review FROM changes WHERE seq = NEW.seq), 0); END;
CREATE INDEX ix_blobs_added ON blobs (added);
CREATE INDEX works_of_owner ON works (owner, saved);
CREATE INDEX ix_work_parts_blob ON work_parts (blob);
CREATE INDEX carried_of_field ON carried (of_table, item, field, number);
CREATE INDEX ix_carried_uid ON carried (uid);
CREATE TRIGGER carried_update_refused BEFORE UPDATE ON carried BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER carried_delete_refused BEFORE DELETE ON carried BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER carried_replace_refused BEFORE INSERT ON carried BEGIN SELECT RAISE(ABORT, '台账：应为文字') WHERE typeof(NEW.uid) = 'blob' OR typeof(NEW.of_table) = 'blob' OR typeof(NEW.item) = 'blob' OR typeof(NEW.field) = 'blob' OR typeof(NEW.before) = 'blob' OR typeof(NEW.after) = 'blob' OR typeof(NEW.base) = 'blob' OR typeof(NEW.author) = 'blob' OR typeof(NEW.made) = 'blob' OR typeof(NEW.why) = 'blob' OR typeof(NEW.document) = 'blob' OR typeof(NEW.arrived) = 'blob'; SELECT RAISE(ABORT, '台账只增不改') WHERE EXISTS (SELECT 1 FROM carried WHERE number = NEW.number); END;
CREATE TRIGGER carried_next AFTER INSERT ON carried BEGIN SELECT RAISE(ABORT, '台账：编号不是下一号') WHERE NEW.number <> max(coalesce((SELECT number FROM carried WHERE number <> NEW.number ORDER BY number DESC LIMIT 1), 0), coalesce((SELECT number FROM generation WHERE of_table = 'carried'), 0)) + 1; END;
CREATE INDEX ix_decided_uid ON decided (uid);
CREATE INDEX decided_of_field ON decided (of_table, item, field, upto);
CREATE TRIGGER decided_update_refused BEFORE UPDATE ON decided BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER decided_delete_refused BEFORE DELETE ON decided BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER decided_replace_refused BEFORE INSERT ON decided BEGIN SELECT RAISE(ABORT, '台账：应为文字') WHERE typeof(NEW.uid) = 'blob' OR typeof(NEW.of_table) = 'blob' OR typeof(NEW.item) = 'blob' OR typeof(NEW.field) = 'blob' OR typeof(NEW.verdict) = 'blob' OR typeof(NEW.kept) = 'blob' OR typeof(NEW.over) = 'blob' OR typeof(NEW.author) = 'blob' OR typeof(NEW.made) = 'blob' OR typeof(NEW.recorded) = 'blob' OR typeof(NEW.why) = 'blob'; SELECT RAISE(ABORT, '台账只增不改') WHERE EXISTS (SELECT 1 FROM decided WHERE number = NEW.number); END;
CREATE TRIGGER decided_next AFTER INSERT ON decided BEGIN SELECT RAISE(ABORT, '台账：编号不是下一号') WHERE NEW.number <> max(coalesce((SELECT number FROM decided WHERE number <> NEW.number ORDER BY number DESC LIMIT 1), 0), coalesce((SELECT number FROM generation WHERE of_table = 'decided'), 0)) + 1; END;
CREATE INDEX attachments_of_item ON attachments (of_table, item, number);
CREATE INDEX ix_attachments_sha256 ON attachments (sha256);
CREATE TRIGGER attachments_update_refused BEFORE UPDATE ON attachments BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER attachments_delete_refused BEFORE DELETE ON attachments BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER attachments_replace_refused BEFORE INSERT ON attachments BEGIN SELECT RAISE(ABORT, '台账：应为文字') WHERE typeof(NEW.uid) = 'blob' OR typeof(NEW.of_table) = 'blob' OR typeof(NEW.item) = 'blob' OR typeof(NEW.change_uid) = 'blob' OR typeof(NEW.title) = 'blob' OR typeof(NEW.type) = 'blob' OR typeof(NEW.sha256) = 'blob' OR typeof(NEW.author) = 'blob' OR typeof(NEW.made) = 'blob' OR typeof(NEW.recorded) = 'blob'; SELECT RAISE(ABORT, '台账只增不改') WHERE EXISTS (SELECT 1 FROM attachments WHERE number = NEW.number) OR EXISTS (SELECT 1 FROM attachments WHERE uid = NEW.uid); END;
CREATE TRIGGER attachments_next AFTER INSERT ON attachments BEGIN SELECT RAISE(ABORT, '台账：编号不是下一号') WHERE NEW.number <> max(coalesce((SELECT number FROM attachments WHERE number <> NEW.number ORDER BY number DESC LIMIT 1), 0), coalesce((SELECT number FROM generation WHERE of_table = 'attachments'), 0)) + 1; END;
CREATE TRIGGER blobs_delete_refused BEFORE DELETE ON blobs WHEN EXISTS (SELECT 1 FROM attachments WHERE sha256 = OLD.sha256) BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER blobs_update_refused BEFORE UPDATE OF sha256, size, packing, content ON blobs WHEN EXISTS (SELECT 1 FROM attachments WHERE sha256 = OLD.sha256) BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER blobs_replace_refused BEFORE INSERT ON blobs WHEN EXISTS (SELECT 1 FROM blobs b JOIN attachments a ON a.sha256 = b.sha256 WHERE b.sha256 = NEW.sha256 AND (b.size, b.packing, b.content) IS NOT (NEW.size, NEW.packing, NEW.content)) BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER withdrawn_update_refused BEFORE UPDATE ON withdrawn BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER withdrawn_delete_refused BEFORE DELETE ON withdrawn BEGIN SELECT RAISE(ABORT, '台账只增不改'); END;
CREATE TRIGGER withdrawn_replace_refused BEFORE INSERT ON withdrawn BEGIN SELECT RAISE(ABORT, '台账：应为文字') WHERE typeof(NEW.uid) = 'blob' OR typeof(NEW.attachment) = 'blob' OR typeof(NEW.author) = 'blob' OR typeof(NEW.made) = 'blob' OR typeof(NEW.recorded) = 'blob' OR typeof(NEW.why) = 'blob'; SELECT RAISE(ABORT, '台账只增不改') WHERE EXISTS (SELECT 1 FROM withdrawn WHERE number = NEW.number) OR EXISTS (SELECT 1 FROM withdrawn WHERE attachment = NEW.attachment) OR EXISTS (SELECT 1 FROM withdrawn WHERE uid = NEW.uid); END;
CREATE TRIGGER withdrawn_next AFTER INSERT ON withdrawn BEGIN SELECT RAISE(ABORT, '台账：编号不是下一号') WHERE NEW.number <> max(coalesce((SELECT number FROM withdrawn WHERE number <> NEW.number ORDER BY number DESC LIMIT 1), 0), coalesce((SELECT number FROM generation WHERE of_table = 'withdrawn'), 0)) + 1; END;
COMMIT;
