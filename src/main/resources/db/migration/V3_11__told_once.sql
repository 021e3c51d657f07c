-- What those who asked were told last, and by which event, so that a second run of a request tells nobody again.
ALTER TABLE cancellation ADD COLUMN told_verdict VARCHAR(80);
ALTER TABLE cancellation ADD COLUMN told_by UUID;
UPDATE cancellation SET told_verdict = CASE
    WHEN provider_outcome IN ('done', 'already-done') AND registry_outcome <> 'parked' THEN 'well'
    ELSE provider_outcome || '/' || registry_outcome || '/'
        || COALESCE(provider_problem_code, registry_problem_code, '') || '/' || CAST(generation AS VARCHAR(11)) END
WHERE finished_at IS NOT NULL;

-- An acceptance that came after the end, and was answered for itself.
ALTER TABLE event ADD COLUMN alone BOOLEAN DEFAULT FALSE NOT NULL;
