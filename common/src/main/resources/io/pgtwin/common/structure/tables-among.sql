-- Which of the relations are tables. Views count as well, for what follows behind them is not followed.
SELECT c.oid::bigint AS oid
  FROM pg_catalog.pg_class c
 WHERE c.oid = ANY (?)
   AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
