-- For which of the tables policies count, and for which also to the owner.
SELECT c.oid::bigint AS relation, c.relrowsecurity AS enabled, c.relforcerowsecurity AS forced
  FROM pg_catalog.pg_class c
 WHERE c.oid = ANY (?)
   AND (c.relrowsecurity OR c.relforcerowsecurity)
 ORDER BY c.oid
