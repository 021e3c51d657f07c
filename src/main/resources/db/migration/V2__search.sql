-- What GET /cancellations searches by and had no index for.
CREATE INDEX cancellation_by_provider_problem ON cancellation (provider_problem_code, received_at);
CREATE INDEX cancellation_by_registry_problem ON cancellation (registry_problem_code, received_at);

-- The newest first, and of the same moment in a fixed order.
CREATE INDEX cancellation_in_order ON cancellation (received_at, cancellation_id);
DROP INDEX cancellation_by_received_at;
