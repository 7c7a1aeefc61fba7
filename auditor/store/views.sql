-- The public interface: names and columns are described in docs/reference/schema.md.
-- What queries filter or group by is joined; the rest are subqueries, which SQLite leaves
-- out of a query that does not read them (an aggregate over five million rows notices).
-- neighbor_quote alone is private: for the view evidence and our own queries. JSON functions are not
-- to be used in views of a file that is not trusted, so it cuts the first text out of the array itself.

CREATE VIEW runs AS
SELECT
  r.id AS run_id,
  r.mode,
  r.started_at,
  r.finished_at,
  CASE
    WHEN r.outcome IS NOT NULL THEN r.outcome
    WHEN r.run_key = (SELECT max(run_key) FROM run) THEN 'unfinished'
    ELSE 'interrupted'
  END AS outcome,
  r.product_version,
  r.config_digest AS config_sha256,
  (SELECT count(*) FROM recording AS g WHERE g.run_key = r.run_key) AS recordings
FROM run AS r;

CREATE VIEW devices AS
SELECT
  t.id AS device_id,
  t.id AS target,
  coalesce(a.address, t.address) AS address,
  t.site,
  d.name,
  m.id AS manufacturer,
  b.id AS brand,
  c.model_name,
  c.serial_num,
  c.software_rev,
  o.id AS os_vendor,
  coalesce(c.confidence, 0) AS confidence,
  CASE
    WHEN t.retired_at IS NOT NULL THEN 'not_applicable'
    WHEN s.name IS NOT NULL THEN s.name
    WHEN t.last_usable_key IS NULL THEN 'not_checked'
    ELSE 'unknown'
  END AS status,
  CASE
    WHEN t.retired_at IS NOT NULL THEN 'taken off the target list'
    WHEN s.name IS NOT NULL THEN d.because
    WHEN t.last_usable_key IS NULL THEN 'never read'
    WHEN d.recording_key IS NULL THEN 'read, but not identified yet'
    ELSE 'not judged since it was last read'
  END AS because,
  CASE WHEN t.retired_at IS NULL THEN d.because_component_key END AS because_component_id,
  coalesce(a.outcome, 'never_polled') AS outcome,
  f.finished_at AS first_seen,
  l.finished_at AS last_seen,
  d.root_component_key AS root_component_id,
  d.sys_object_id,
  d.sys_descr,
  d.location,
  t.in_scope,
  t.retired_at,
  a.finished_at AS last_attempt_at,
  a.reason AS last_attempt_reason
FROM target AS t
LEFT JOIN device AS d ON d.device_key = t.target_key
LEFT JOIN component AS c ON c.component_key = d.root_component_key
LEFT JOIN vendor AS m ON m.vendor_key = c.manufacturer_key
LEFT JOIN vendor AS b ON b.vendor_key = c.brand_key
LEFT JOIN vendor AS o ON o.vendor_key = d.os_vendor_key
LEFT JOIN status AS s ON s.status = d.status
LEFT JOIN recording AS a ON a.recording_key = t.last_attempt_key
LEFT JOIN recording AS f ON f.recording_key = d.first_recording_key
LEFT JOIN recording AS l ON l.recording_key = d.recording_key;

CREATE VIEW components AS
SELECT
  c.component_key AS component_id,
  t.id AS device_id,
  c.path,
  (SELECT p.name FROM physical_class AS p WHERE p.physical_class = c.physical_class) AS physical_class,
  c.name,
  c.descr,
  c.mfg_name,
  c.model_name,
  c.serial_num,
  m.id AS manufacturer,
  c.confidence,
  c.is_fru,
  CASE WHEN c.current = 0 OR t.retired_at IS NOT NULL THEN 'not_applicable' ELSE (
    SELECT coalesce(s.name, CASE
      WHEN d.recording_key IS NULL THEN 'not_checked' WHEN k.structural = 1 THEN 'not_applicable' ELSE 'unknown' END)
    FROM judgement_class AS k JOIN device AS d ON d.device_key = c.device_key
    LEFT JOIN status AS s ON s.status = k.status WHERE k.class_key = c.class_key)
  END AS status,
  (SELECT r.finished_at FROM recording AS r WHERE r.recording_key = c.first_recording_key) AS first_seen,
  (SELECT r.finished_at FROM device AS d JOIN recording AS r
    ON r.recording_key = coalesce(c.last_recording_key, d.recording_key)
    WHERE d.device_key = c.device_key) AS last_seen,
  CASE WHEN t.retired_at IS NULL THEN c.current ELSE 0 END AS is_current,
  (SELECT u.path FROM component AS u WHERE u.component_key = c.parent_key) AS contained_in,
  c.function,
  (SELECT b.id FROM vendor AS b WHERE b.vendor_key = c.brand_key) AS brand,
  c.vendor_type,
  c.hardware_rev,
  c.firmware_rev,
  c.software_rev,
  c.vendor_oui,
  c.interface,
  c.sources,
  c.mfg_date
FROM component AS c
LEFT JOIN target AS t ON t.target_key = c.device_key
LEFT JOIN vendor AS m ON m.vendor_key = c.manufacturer_key;

CREATE VIEW manufacturers AS
SELECT
  v.id AS manufacturer,
  n.components
FROM (
  SELECT manufacturer_key, count(*) AS components
  FROM component
  WHERE current = 1 AND device_key NOT IN (SELECT target_key FROM target WHERE retired_at IS NOT NULL)
  GROUP BY manufacturer_key
) AS n
LEFT JOIN vendor AS v ON v.vendor_key = n.manufacturer_key;

CREATE VIEW neighbors AS
SELECT
  n.neighbor_key AS neighbor_id,
  t.id AS device_id,
  n.local_interface,
  n.protocol,
  CASE WHEN n.mac IS NOT NULL THEN printf('%02x:%02x:%02x:%02x:%02x:%02x',
    n.mac >> 40, n.mac >> 32 & 255, n.mac >> 24 & 255, n.mac >> 16 & 255, n.mac >> 8 & 255, n.mac & 255)
  END AS mac,
  n.system_name,
  n.system_descr,
  n.mfg_name,
  n.model_name,
  n.serial_num,
  m.id AS manufacturer,
  n.confidence,
  CASE WHEN n.current = 0 OR t.retired_at IS NOT NULL THEN 'not_applicable' ELSE (
    SELECT coalesce(s.name, CASE WHEN k.structural = 1 THEN 'not_applicable' ELSE 'unknown' END)
    FROM judgement_class AS k LEFT JOIN status AS s ON s.status = k.status WHERE k.class_key = n.class_key)
  END AS status,
  (SELECT r.finished_at FROM recording AS r WHERE r.recording_key = n.first_recording_key) AS first_seen,
  (SELECT r.finished_at FROM device AS d JOIN recording AS r
    ON r.recording_key = coalesce(n.last_recording_key, d.recording_key)
    WHERE d.device_key = n.device_key) AS last_seen,
  CASE WHEN t.retired_at IS NULL THEN n.current ELSE 0 END AS is_current,
  n.key,
  n.mac AS mac_int,
  (SELECT b.id FROM vendor AS b WHERE b.vendor_key = n.brand_key) AS brand,
  n.addresses,
  n.capabilities,
  n.sightings
FROM neighbor AS n
LEFT JOIN target AS t ON t.target_key = n.device_key
LEFT JOIN vendor AS m ON m.vendor_key = n.manufacturer_key;

CREATE VIEW neighbor_quote AS
SELECT
  n.neighbor_key,
  e.ordinal,
  e.claim_key,
  iif(p.place_key IS NULL, w.section_key, (
    SELECT s.section_key FROM recording_section AS s
    WHERE s.root_key = p.root_key AND s.recording_key = coalesce(n.last_recording_key, (
      SELECT d.recording_key FROM device AS d WHERE d.device_key = n.device_key)))) AS section_key,
  w.row,
  CASE WHEN p.place_key IS NULL THEN w.oid_or_line ELSE p.beginning || '.' || CASE WHEN p.ends_in_address
    THEN substr(n.addresses, 3, instr(substr(n.addresses, 3), '"') - 1) ELSE printf('%d.%d.%d.%d.%d.%d',
    n.mac >> 40, n.mac >> 32 & 255, n.mac >> 24 & 255, n.mac >> 16 & 255, n.mac >> 8 & 255, n.mac & 255) END
  END AS oid_or_line
FROM neighbor AS n
JOIN said_claim AS e ON e.said_key = n.said_key
LEFT JOIN neighbor_place AS w ON w.neighbor_key = n.neighbor_key AND w.ordinal = e.ordinal
LEFT JOIN station_place AS p ON p.place_key = n.place_key;

CREATE VIEW evidence AS
SELECT
  'component' AS subject_kind,
  t.id AS device_id,
  e.component_key AS component_id,
  NULL AS neighbor_id,
  k.technique,
  k.claim,
  k.role,
  v.id AS vendor,
  k.confidence,
  k.matched_text,
  k.knowledge_row,
  e.oid_or_line,
  lower(hex(coalesce(k.raw, CAST(k.matched_text AS BLOB)))) AS raw_hex,
  lower(hex(x.digest)) AS section_sha256,
  r.finished_at AS observed_at,
  r.transport,
  r.authenticated,
  g.digest AS registry_sha256,
  k.field,
  e.row AS section_row
FROM component_evidence AS e
JOIN component AS c ON c.component_key = e.component_key
JOIN device AS d ON d.device_key = c.device_key
JOIN target AS t ON t.target_key = c.device_key
LEFT JOIN claim AS k ON k.claim_key = e.claim_key
LEFT JOIN vendor AS v ON v.vendor_key = k.vendor_key
LEFT JOIN registry AS g ON g.registry_key = k.registry_key
LEFT JOIN section AS x ON x.section_key = e.section_key
LEFT JOIN recording AS r ON r.recording_key = coalesce(c.last_recording_key, d.recording_key)
UNION ALL
SELECT
  'neighbor', t.id, NULL, e.neighbor_key, k.technique, k.claim, k.role, v.id, k.confidence,
  CASE WHEN k.matched_text = '' AND n.mac IS NOT NULL THEN printf('%02x:%02x:%02x:%02x:%02x:%02x',
    n.mac >> 40, n.mac >> 32 & 255, n.mac >> 24 & 255, n.mac >> 16 & 255, n.mac >> 8 & 255, n.mac & 255)
  ELSE k.matched_text END,
  k.knowledge_row, e.oid_or_line,
  CASE WHEN k.matched_text = '' AND n.mac IS NOT NULL THEN printf('%012x', n.mac)
  ELSE lower(hex(coalesce(k.raw, CAST(k.matched_text AS BLOB)))) END,
  lower(hex(x.digest)), r.finished_at, r.transport, r.authenticated, g.digest, k.field, e.row
FROM neighbor AS n
JOIN neighbor_quote AS e ON e.neighbor_key = n.neighbor_key
JOIN device AS d ON d.device_key = n.device_key
JOIN target AS t ON t.target_key = n.device_key
LEFT JOIN claim AS k ON k.claim_key = e.claim_key
LEFT JOIN vendor AS v ON v.vendor_key = k.vendor_key
LEFT JOIN registry AS g ON g.registry_key = k.registry_key
LEFT JOIN section AS x ON x.section_key = e.section_key
LEFT JOIN recording AS r ON r.recording_key = coalesce(n.last_recording_key, d.recording_key);

CREATE VIEW verdicts AS
SELECT
  'component' AS subject_kind,
  t.id AS device_id,
  c.component_key AS component_id,
  NULL AS neighbor_id,
  u.policy_id,
  u.rule_id,
  s.name AS status,
  j.vendor,
  j.confidence,
  j.because,
  j.through_part,
  r.id AS run_id,
  v.as_of
FROM component AS c
JOIN verdict AS w ON w.class_key = c.class_key
JOIN target AS t ON t.target_key = c.device_key AND t.retired_at IS NULL
LEFT JOIN rule AS u ON u.rule_key = w.rule_key
LEFT JOIN judgement AS j ON j.judgement_key = w.judgement_key
LEFT JOIN status AS s ON s.status = j.status
LEFT JOIN evaluation AS v ON v.evaluation_key = (SELECT max(evaluation_key) FROM evaluation)
LEFT JOIN run AS r ON r.run_key = v.run_key
WHERE c.current = 1
UNION ALL
SELECT
  'neighbor', t.id, NULL, n.neighbor_key, u.policy_id, u.rule_id, s.name, j.vendor, j.confidence,
  j.because, j.through_part, r.id, v.as_of
FROM neighbor AS n
JOIN verdict AS w ON w.class_key = n.class_key
JOIN target AS t ON t.target_key = n.device_key AND t.retired_at IS NULL
LEFT JOIN rule AS u ON u.rule_key = w.rule_key
LEFT JOIN judgement AS j ON j.judgement_key = w.judgement_key
LEFT JOIN status AS s ON s.status = j.status
LEFT JOIN evaluation AS v ON v.evaluation_key = (SELECT max(evaluation_key) FROM evaluation)
LEFT JOIN run AS r ON r.run_key = v.run_key
WHERE n.current = 1;

CREATE VIEW findings AS
SELECT
  u.policy_id,
  u.rule_id,
  s.name AS status,
  iif(f.neighbor_key IS NULL, 'component', 'neighbor') AS subject_kind,
  t.id AS device_id,
  f.component_key AS component_id,
  f.neighbor_key AS neighbor_id,
  j.vendor,
  g.severity,
  j.confidence,
  j.because,
  n.first_detected_at,
  f.fingerprint,
  f.acceptance <> '' AS accepted,
  r.id AS run_id,
  v.as_of,
  p.digest AS policy_sha256,
  f.subject,
  f.site,
  f.through_part,
  f.observed,
  (SELECT coalesce(max(o.finished_at), '') FROM recording AS o WHERE o.recording_key = coalesce(f.recording_key,
    (SELECT q.recording_key FROM judged_device AS q
    WHERE q.evaluation_key = v.evaluation_key AND q.device_key = f.device_key))) AS observed_at,
  f.serial_num,
  f.interface,
  f.model_name,
  f.acceptance,
  (SELECT kind FROM decision AS e WHERE e.fingerprint = f.fingerprint ORDER BY decision_key DESC LIMIT 1) AS decision
FROM finding AS f
LEFT JOIN ruling AS g ON g.ruling_key = f.ruling_key
LEFT JOIN rule AS u ON u.rule_key = g.rule_key
LEFT JOIN judgement AS j ON j.judgement_key = g.judgement_key
LEFT JOIN status AS s ON s.status = j.status
LEFT JOIN detection AS n ON n.fingerprint = f.fingerprint
LEFT JOIN target AS t ON t.target_key = f.device_key
LEFT JOIN evaluation AS v ON v.evaluation_key = (SELECT max(evaluation_key) FROM judged_device)
LEFT JOIN run AS r ON r.run_key = v.run_key
LEFT JOIN evaluation_policy AS p ON p.evaluation_key = v.evaluation_key AND p.policy_id = u.policy_id
WHERE f.until_key IS NULL;

CREATE VIEW decisions AS
SELECT fingerprint, kind, decided_by, reason, decided_at
FROM decision
ORDER BY decision_key;

CREATE VIEW attestations AS
SELECT
  iif(a.neighbor_key IS NULL, 'component', 'neighbor') AS subject_kind,
  t.id AS device_id,
  a.component_key AS component_id,
  a.neighbor_key AS neighbor_id,
  a.attestation ->> 'id' AS attestation_id,
  a.attestation ->> 'manufacturer' AS manufacturer,
  a.attestation ->> 'manufacturer_name' AS manufacturer_name,
  a.attestation ->> 'document' AS document,
  a.attestation ->> 'document_sha256' AS document_sha256,
  a.attestation ->> 'signer' AS signer,
  a.attestation ->> 'signed' AS signed,
  a.attestation ->> 'expires' AS expires,
  a.attestation ->> 'statement' AS statement
FROM attested_subject AS a
JOIN target AS t ON t.target_key = a.device_key;

CREATE VIEW coverage AS
SELECT 'collect' AS stage, 'never_polled' AS reason, t.id AS device_id, 'no attempt is recorded' AS detail
FROM target AS t
WHERE t.retired_at IS NULL AND t.last_attempt_key IS NULL
UNION ALL
SELECT
  'collect',
  coalesce(a.reason, CASE a.outcome WHEN 'unstated' THEN 'completeness_unstated' ELSE 'internal_error' END),
  t.id,
  'recording ' || a.outcome || CASE WHEN a.detail = '' THEN '' ELSE ': ' || a.detail END
FROM target AS t
JOIN recording AS a ON a.recording_key IN (t.last_attempt_key, t.side_attempt_key)
WHERE t.retired_at IS NULL AND a.outcome <> 'complete'
UNION ALL
SELECT
  'collect',
  CASE x.end
    WHEN 'timeout' THEN 'stopped_answering'
    WHEN 'loop' THEN 'not_increasing'
    WHEN 'cap' THEN 'row_cap'
    WHEN 'auth' THEN 'view_refused'
    WHEN 'skipped' THEN iif(o.kind IN ('entity', 'vendor'), 'parts_not_selected', 'not_selected')
    ELSE 'error_status'
  END,
  t.id,
  o.kind || ' ' || o.root || CASE WHEN o.context = '' THEN '' ELSE ' (context ' || o.context || ')' END
    || ' ended by ' || x.end || CASE WHEN x.detail = '' THEN '' ELSE ': ' || x.detail END
FROM target AS t
JOIN recording_section AS x ON x.recording_key = t.last_usable_key
JOIN section_root AS o ON o.root_key = x.root_key
WHERE t.retired_at IS NULL AND x.end NOT IN ('complete', 'unstated') AND o.kind <> 'cli'
  AND (x.end <> 'skipped' OR x.detail GLOB 'not_selected*' OR x.detail GLOB 'not selected*')
UNION ALL
SELECT
  'collect', q.reason, t.id,
  min(q.unit || ': ' || q.detail) || CASE count(*) WHEN 1 THEN '' ELSE ' (and ' || (count(*) - 1) || ' more)' END
FROM target AS t
JOIN recording_problem AS q
  ON q.recording_key IN (t.last_attempt_key, t.last_usable_key, t.side_attempt_key, t.side_usable_key)
WHERE t.retired_at IS NULL
GROUP BY t.target_key, q.reason
UNION ALL
SELECT
  'collect', 'parts_not_selected', t.id,
  'no longer asked over ' || r.transport || '; what it told until ' || max(r.finished_at) || ' is kept'
FROM target AS t
JOIN recording AS r ON r.target_key = t.target_key AND r.usable
WHERE t.retired_at IS NULL AND t.transports <> '[]'
  AND r.transport NOT IN (SELECT value FROM json_each(t.transports))
GROUP BY t.target_key, r.transport
UNION ALL
SELECT
  'decode', q.reason, t.id,
  min(q.unit || ': ' || q.detail) || CASE count(*) WHEN 1 THEN '' ELSE ' (and ' || (count(*) - 1) || ' more)' END
FROM target AS t
JOIN device_problem AS q ON q.device_key = t.target_key
WHERE t.retired_at IS NULL
GROUP BY t.target_key, q.reason
UNION ALL
SELECT w.stage, w.reason, w.device_id, w.detail FROM coverage_row AS w;
