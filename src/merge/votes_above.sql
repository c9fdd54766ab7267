-- Resolutions of a meeting that count more votes than voters who were there by its names.
SELECT text, in_favour + against + abstained AS votes, named.there AS present
FROM resolution
CROSS JOIN (SELECT count(*) FILTER (WHERE votes = 1 AND presence IN ('present', 'late')) AS there
      FROM attendance WHERE meeting_id = ?1) named
WHERE meeting_id = ?1 AND in_favour + against + abstained > named.there + resolution.written
ORDER BY resolution.id
