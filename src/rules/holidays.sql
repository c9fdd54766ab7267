-- The days that the office entered of the notices of the State Council.
SELECT day, works FROM holiday ORDER BY day
