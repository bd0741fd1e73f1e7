-- Transactions of four changes as in pgbench: each changes the one branch, one of ten tellers and one of the accounts.
DO $$
DECLARE
    account integer;
    teller integer;
    amount integer;
BEGIN
    PERFORM setseed(0.5), set_config('synchronous_commit', 'off', false);
    FOR t IN 1..:transactions LOOP
        account := 1 + floor(random() * :rows);
        teller := 1 + floor(random() * 10);
        amount := floor(random() * 10001) - 5000;
        UPDATE accounts SET balance = balance + amount WHERE id = account;
        UPDATE tellers SET balance = balance + amount WHERE id = teller;
        UPDATE branches SET balance = balance + amount WHERE id = 1;
        INSERT INTO history VALUES (t, teller, 1, account, amount, clock_timestamp(), '');
        COMMIT;
    END LOOP;
END $$
