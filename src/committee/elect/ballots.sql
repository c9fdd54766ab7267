-- The ballots of election ?1: the committee first, then its secretary and deputies, each in its rounds.
SELECT id, post, round, seats, voters, present, issued, returned, valid
FROM ballot
WHERE election_id = ?1
ORDER BY post <> 'committee-member', post <> 'secretary', round
