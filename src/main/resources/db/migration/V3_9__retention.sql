-- When nothing was left to do of a cancellation; null while anything of it is open. Of those that ended under an earlier
-- version only the plain ones are known to be so.
ALTER TABLE cancellation ADD COLUMN settled_at TIMESTAMP WITH TIME ZONE;
UPDATE cancellation SET settled_at = finished_at
WHERE generation = 0 AND NOT waiting AND provider_outcome IN ('done', 'already-done')
AND registry_outcome IN ('removed', 'updated', 'already-absent', 'skipped');
CREATE INDEX cancellation_by_settled_at ON cancellation (settled_at);

-- When a repeat was last answered from the row: until the ledger has heard of that repeat, the row must stay.
ALTER TABLE cancellation ADD COLUMN asked_at TIMESTAMP WITH TIME ZONE;

-- What a report names stays as long as the report.
CREATE INDEX reconciliation_finding_by_cancellation ON reconciliation_finding (cancellation_id);
