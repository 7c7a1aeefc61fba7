-- Base tables, version 1. Public names are the views of views.sql; these tables are private.
-- Keys are small integers because five million components repeat them; text that repeats
-- (vendors, roots, claims, judgement classes) is kept once and referred to.

CREATE TABLE run (
  run_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  mode TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT,
  outcome TEXT,
  product_version TEXT NOT NULL,
  config_digest TEXT NOT NULL
) STRICT;

CREATE TABLE data_source (
  run_key INTEGER NOT NULL REFERENCES run,
  name TEXT NOT NULL,
  data_date TEXT NOT NULL,
  digest TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (run_key, name)
) STRICT, WITHOUT ROWID;

-- Bytes of packs, registries and knowledge, so that a past judgement can be repeated.
CREATE TABLE artefact (
  digest TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  raw_size INTEGER NOT NULL,
  payload BLOB NOT NULL
) STRICT;

CREATE TABLE target (
  target_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  address TEXT NOT NULL,
  addresses TEXT NOT NULL,
  site TEXT NOT NULL,
  tags TEXT NOT NULL,
  -- What it is to be asked over; [] where no list ever named it.
  transports TEXT NOT NULL DEFAULT '[]',
  in_scope INTEGER NOT NULL,
  out_of_scope_reason TEXT NOT NULL,
  source_file TEXT NOT NULL,
  source_line INTEGER,
  first_listed_at TEXT,
  listed_run_key INTEGER REFERENCES run,
  retired_at TEXT,
  last_attempt_key INTEGER REFERENCES recording,
  last_usable_key INTEGER REFERENCES recording,
  side_attempt_key INTEGER REFERENCES recording,
  side_usable_key INTEGER REFERENCES recording
) STRICT;

-- usable: there is something to decode. whole: parts that it does not show are gone.
CREATE TABLE recording (
  recording_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  run_key INTEGER NOT NULL REFERENCES run,
  target_key INTEGER NOT NULL REFERENCES target,
  transport TEXT NOT NULL,
  address TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT NOT NULL,
  outcome TEXT NOT NULL,
  usable INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  reason TEXT,
  detail TEXT NOT NULL,
  security TEXT NOT NULL,
  authenticated INTEGER NOT NULL,
  credential TEXT NOT NULL,
  plan_digest TEXT NOT NULL,
  collector_version TEXT NOT NULL
) STRICT;
CREATE INDEX recording_by_target ON recording (target_key, transport, usable);
CREATE INDEX recording_by_run ON recording (run_key);

-- Payload NULL: removed by retention; the digest stays as the proof of what was there.
CREATE TABLE section (
  section_key INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
  raw_size INTEGER NOT NULL,
  payload BLOB
) STRICT;

CREATE TABLE section_root (
  root_key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  root TEXT NOT NULL,
  context TEXT NOT NULL,
  UNIQUE (kind, root, context)
) STRICT;

CREATE TABLE recording_section (
  recording_key INTEGER NOT NULL REFERENCES recording,
  ordinal INTEGER NOT NULL,
  root_key INTEGER NOT NULL REFERENCES section_root,
  end TEXT NOT NULL,
  detail TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  section_key INTEGER NOT NULL REFERENCES section,
  PRIMARY KEY (recording_key, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE recording_problem (
  recording_key INTEGER NOT NULL REFERENCES recording,
  ordinal INTEGER NOT NULL,
  reason TEXT NOT NULL,
  unit TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (recording_key, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE vendor (
  vendor_key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE physical_class (
  physical_class INTEGER PRIMARY KEY,
  name TEXT NOT NULL
) STRICT;
INSERT INTO physical_class VALUES
  (1, 'other'), (2, 'unknown'), (3, 'chassis'), (4, 'backplane'), (5, 'container'),
  (6, 'powerSupply'), (7, 'fan'), (8, 'sensor'), (9, 'module'), (10, 'port'), (11, 'stack'),
  (12, 'cpu'), (13, 'energyObject'), (14, 'battery'), (15, 'storageDrive');

-- Worst decided first; a subject shows the least of its verdicts.
CREATE TABLE status (
  status INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO status VALUES
  (0, 'excluded'), (1, 'review'), (2, 'unknown'), (3, 'not_checked'), (4, 'clear'),
  (5, 'undetermined'), (6, 'not_applicable');

-- status: least over all rules; own_status: least over verdicts that no contained part decided.
-- Both NULL while the last evaluation did not judge the class.
CREATE TABLE judgement_class (
  class_key INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  record TEXT NOT NULL,
  structural INTEGER NOT NULL,
  attested INTEGER NOT NULL,
  status INTEGER REFERENCES status,
  own_status INTEGER REFERENCES status
) STRICT;

-- recording_key: the usable recording the rows are derived from, NULL while never read.
-- status NULL: not judged since the rows last changed.
CREATE TABLE device (
  device_key INTEGER PRIMARY KEY REFERENCES target,
  recording_key INTEGER REFERENCES recording,
  first_recording_key INTEGER REFERENCES recording,
  derivation TEXT NOT NULL,
  name TEXT,
  sys_descr TEXT,
  sys_object_id TEXT,
  location TEXT,
  engine_id BLOB,
  base_mac INTEGER,
  os_vendor_key INTEGER REFERENCES vendor,
  root_component_key INTEGER REFERENCES component DEFERRABLE INITIALLY DEFERRED,
  leads TEXT NOT NULL,
  status INTEGER REFERENCES status,
  because TEXT,
  because_component_key INTEGER REFERENCES component
) STRICT;
CREATE INDEX device_by_name ON device (name);

CREATE TABLE device_problem (
  device_key INTEGER NOT NULL REFERENCES device,
  ordinal INTEGER NOT NULL,
  reason TEXT NOT NULL,
  unit TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (device_key, ordinal)
) STRICT, WITHOUT ROWID;

-- One row per (device, path, model, serial) ever seen. last_recording_key NULL: seen in the
-- recording the device is derived from, so that an unchanged device costs no write here.
CREATE TABLE component (
  component_key INTEGER PRIMARY KEY,
  device_key INTEGER NOT NULL REFERENCES device,
  path TEXT NOT NULL,
  parent_key INTEGER REFERENCES component DEFERRABLE INITIALLY DEFERRED,
  physical_class INTEGER NOT NULL REFERENCES physical_class,
  function TEXT NOT NULL,
  name TEXT,
  descr TEXT,
  mfg_name TEXT,
  model_name TEXT,
  serial_num TEXT,
  vendor_type TEXT,
  hardware_rev TEXT,
  firmware_rev TEXT,
  software_rev TEXT,
  vendor_oui INTEGER,
  is_fru INTEGER,
  mfg_date TEXT,
  interface TEXT NOT NULL,
  sources TEXT NOT NULL,
  manufacturer_key INTEGER REFERENCES vendor,
  brand_key INTEGER REFERENCES vendor,
  confidence INTEGER NOT NULL,
  class_key INTEGER NOT NULL REFERENCES judgement_class,
  current INTEGER NOT NULL,
  first_recording_key INTEGER REFERENCES recording,
  last_recording_key INTEGER REFERENCES recording
) STRICT;
CREATE INDEX component_by_device ON component (device_key);
CREATE INDEX component_by_serial ON component (serial_num) WHERE serial_num IS NOT NULL;
-- Also what the view manufacturers counts, without reading the table.
CREATE INDEX component_by_maker ON component (manufacturer_key, current, device_key);
CREATE INDEX component_by_class ON component (class_key, device_key) WHERE current = 1;

-- personal: every sighting is from a table that shows subscribers' equipment (FDB, ARP).
-- said_key: what is claimed of it. place_key: where, for a station (known by its MAC address alone);
-- the others have rows of neighbor_place.
CREATE TABLE neighbor (
  neighbor_key INTEGER PRIMARY KEY AUTOINCREMENT,
  device_key INTEGER NOT NULL REFERENCES device,
  key TEXT NOT NULL,
  protocol TEXT NOT NULL,
  local_interface TEXT NOT NULL,
  sightings TEXT,
  personal INTEGER NOT NULL,
  mac INTEGER,
  system_name TEXT,
  system_descr TEXT,
  mfg_name TEXT,
  model_name TEXT,
  serial_num TEXT,
  addresses TEXT,
  capabilities TEXT,
  manufacturer_key INTEGER REFERENCES vendor,
  brand_key INTEGER REFERENCES vendor,
  confidence INTEGER NOT NULL,
  class_key INTEGER NOT NULL REFERENCES judgement_class,
  said_key INTEGER,
  place_key INTEGER,
  current INTEGER NOT NULL,
  first_recording_key INTEGER REFERENCES recording,
  last_recording_key INTEGER REFERENCES recording
) STRICT;
CREATE INDEX neighbor_by_device ON neighbor (device_key);
-- neighbor_by_mac is made when the first run ends (write_run): kept while hundreds of addresses of each
-- device come in, it dirties a page for every one of them.
CREATE INDEX neighbor_by_maker ON neighbor (manufacturer_key) WHERE manufacturer_key IS NOT NULL;
CREATE INDEX neighbor_by_class ON neighbor (class_key, device_key, personal) WHERE current = 1;

CREATE TABLE registry (
  registry_key INTEGER PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE
) STRICT;

-- What an observation says, once for all subjects it is said of. raw NULL: the UTF-8 of
-- matched_text. No foreign key leads here from the evidence tables: it would need an
-- index on five million rows only for the day retention deletes a claim.
CREATE TABLE claim (
  claim_key INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  field TEXT NOT NULL,
  technique TEXT NOT NULL,
  claim TEXT NOT NULL,
  role TEXT NOT NULL,
  vendor_key INTEGER REFERENCES vendor,
  confidence INTEGER NOT NULL,
  matched_text TEXT NOT NULL,
  raw BLOB,
  knowledge_row TEXT NOT NULL,
  registry_key INTEGER REFERENCES registry
) STRICT;

CREATE TABLE component_evidence (
  component_key INTEGER NOT NULL REFERENCES component,
  ordinal INTEGER NOT NULL,
  claim_key INTEGER NOT NULL,
  section_key INTEGER REFERENCES section,
  row INTEGER NOT NULL,
  oid_or_line TEXT NOT NULL,
  PRIMARY KEY (component_key, ordinal)
) STRICT, WITHOUT ROWID;

-- All that is claimed of a neighbor, once for all of whom the same is claimed: the stations of an
-- address block. claims: the keys in order, separated by commas.
CREATE TABLE said (
  said_key INTEGER PRIMARY KEY,
  claims TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE said_claim (
  said_key INTEGER NOT NULL REFERENCES said ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  claim_key INTEGER NOT NULL,
  PRIMARY KEY (said_key, ordinal)
) STRICT, WITHOUT ROWID;

-- Where each claim was read. row NULL: the row that oid_or_line names.
CREATE TABLE neighbor_place (
  neighbor_key INTEGER NOT NULL REFERENCES neighbor ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  section_key INTEGER REFERENCES section,
  row INTEGER,
  oid_or_line TEXT NOT NULL,
  PRIMARY KEY (neighbor_key, ordinal)
) STRICT, WITHOUT ROWID;

-- Where stations were read: in the one section of this root that the recording they were last seen in
-- has, at the OID of this beginning that ends in what is theirs: the first of their addresses, or the
-- MAC address. So nothing is written for stations of which only the row moved.
CREATE TABLE station_place (
  place_key INTEGER PRIMARY KEY,
  root_key INTEGER NOT NULL REFERENCES section_root,
  beginning TEXT NOT NULL,
  ends_in_address INTEGER NOT NULL,
  UNIQUE (root_key, beginning, ends_in_address)
) STRICT;

-- newest_recording_key, newest_run_key: the newest ones when it judged, 0 for none: what came
-- later was not judged. newest_decision_key: the newest decision of a person then. run_only: it reports on the targets of its run alone. facts: what it
-- is compared by (compressed JSON), NULL once retention removed it.
CREATE TABLE evaluation (
  evaluation_key INTEGER PRIMARY KEY,
  run_key INTEGER NOT NULL REFERENCES run,
  as_of TEXT NOT NULL,
  evaluated_at TEXT NOT NULL,
  product_version TEXT NOT NULL,
  profile TEXT NOT NULL,
  newest_recording_key INTEGER NOT NULL,
  newest_run_key INTEGER NOT NULL,
  newest_decision_key INTEGER NOT NULL DEFAULT 0,
  run_only INTEGER NOT NULL,
  exit_code INTEGER,
  private_exit_code INTEGER NOT NULL DEFAULT 0,
  gated_exit_code INTEGER,
  excluded INTEGER,
  review INTEGER,
  facts BLOB
) STRICT;

CREATE TABLE evaluation_policy (
  evaluation_key INTEGER NOT NULL REFERENCES evaluation,
  policy_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  summary TEXT,
  PRIMARY KEY (evaluation_key, policy_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE rule (
  rule_key INTEGER PRIMARY KEY,
  policy_id TEXT NOT NULL,
  rule_id TEXT NOT NULL,
  UNIQUE (policy_id, rule_id)
) STRICT;

CREATE TABLE judgement (
  judgement_key INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  status INTEGER NOT NULL REFERENCES status,
  vendor TEXT NOT NULL,
  confidence TEXT NOT NULL,
  because TEXT NOT NULL,
  through_part INTEGER NOT NULL
) STRICT;

-- Verdicts of the last evaluation only: with the stored recordings, packs and registries an
-- older one can be judged again, and a copy per evaluation would outgrow the inventory.
CREATE TABLE verdict (
  class_key INTEGER NOT NULL REFERENCES judgement_class,
  rule_key INTEGER NOT NULL REFERENCES rule,
  judgement_key INTEGER NOT NULL REFERENCES judgement,
  PRIMARY KEY (class_key, rule_key)
) STRICT, WITHOUT ROWID;

-- Never deleted: when a fingerprint was first detected.
CREATE TABLE detection (
  fingerprint TEXT PRIMARY KEY,
  first_detected_at TEXT NOT NULL,
  run_key INTEGER NOT NULL REFERENCES run
) STRICT, WITHOUT ROWID;

-- A human's words on a finding, the last one counts. Append-only: see the triggers.
CREATE TABLE decision (
  decision_key INTEGER PRIMARY KEY AUTOINCREMENT,
  fingerprint TEXT NOT NULL REFERENCES detection,
  kind TEXT NOT NULL CHECK (kind IN ('confirmed', 'not_covered', 'false_positive')),
  decided_by TEXT NOT NULL CHECK (decided_by <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_fingerprint ON decision (fingerprint);
CREATE TRIGGER decision_is_not_changed BEFORE UPDATE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never changed: add another one'); END;
CREATE TRIGGER decision_is_not_removed BEFORE DELETE ON decision
BEGIN SELECT RAISE(ABORT, 'a decision is never removed: add another one'); END;

-- What findings of one rule with one judgement share, under that rule's severity and citation.
CREATE TABLE ruling (
  ruling_key INTEGER PRIMARY KEY,
  digest BLOB NOT NULL UNIQUE,
  rule_key INTEGER NOT NULL REFERENCES rule,
  judgement_key INTEGER NOT NULL REFERENCES judgement,
  severity TEXT NOT NULL,
  vendor_name TEXT NOT NULL,
  citation TEXT NOT NULL
) STRICT;

-- One row for as long as evaluations say the same: from since_key up to, without, until_key (NULL:
-- the last one says it too). No foreign key leads to evaluation: it would need an index on until_key.
-- recording_key NULL: the one its device was judged by (judged_device).
-- acceptance: JSON of the internal acceptance that covers it, "" where none does.
-- basis: the beginning of a digest of all it was made of, 0 where other findings or people had a say.
CREATE TABLE finding (
  finding_key INTEGER PRIMARY KEY,
  since_key INTEGER NOT NULL,
  until_key INTEGER,
  fingerprint TEXT NOT NULL REFERENCES detection,
  ruling_key INTEGER NOT NULL REFERENCES ruling,
  device_key INTEGER NOT NULL REFERENCES device,
  component_key INTEGER REFERENCES component,
  neighbor_key INTEGER REFERENCES neighbor ON DELETE CASCADE,
  subject_key TEXT NOT NULL,
  subject TEXT NOT NULL,
  site TEXT NOT NULL,
  observed TEXT NOT NULL,
  recording_key INTEGER REFERENCES recording,
  through_part TEXT NOT NULL,
  serial_num TEXT NOT NULL,
  interface TEXT NOT NULL,
  model_name TEXT NOT NULL,
  acceptance TEXT NOT NULL,
  basis INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_by_device ON finding (device_key);
CREATE INDEX finding_by_neighbor ON finding (neighbor_key) WHERE neighbor_key IS NOT NULL;

-- The recording that a device with findings was judged by, or its last attempt: when what a finding
-- says was observed. A row of its own, because a finding outlives many readings unchanged.
CREATE TABLE judged_device (
  evaluation_key INTEGER NOT NULL REFERENCES evaluation,
  device_key INTEGER NOT NULL REFERENCES device,
  recording_key INTEGER REFERENCES recording,
  PRIMARY KEY (evaluation_key, device_key)
) STRICT, WITHOUT ROWID;

-- What suppliers attest of current subjects, replaced with each evaluation. It is no observation:
-- only the classes say that there is something, so that rules can weigh it.
CREATE TABLE attested_subject (
  attested_key INTEGER PRIMARY KEY,
  device_key INTEGER NOT NULL REFERENCES device,
  component_key INTEGER REFERENCES component,
  neighbor_key INTEGER REFERENCES neighbor ON DELETE CASCADE,
  attestation TEXT NOT NULL
) STRICT;
CREATE INDEX attested_component ON attested_subject (component_key) WHERE component_key IS NOT NULL;
CREATE INDEX attested_neighbor ON attested_subject (neighbor_key) WHERE neighbor_key IS NOT NULL;

-- Rows of the stages after decode, replaced with each save; collect and decode are computed.
CREATE TABLE coverage_row (
  coverage_key INTEGER PRIMARY KEY,
  stage TEXT NOT NULL,
  reason TEXT NOT NULL,
  device_id TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;

PRAGMA application_id = 1312904532;
PRAGMA user_version = 1;
