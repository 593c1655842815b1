"""Policies ask for the scope once a statement, and no longer once a row."""

from journal.db.migrate import run_script

ID = "2026-11-23T11:00:00:000000"

# A sub-select that depends on no row is worked out once, before the first: of 2,000 rows, that was most of the time.
ONCE = r"""
do $$
declare
    policy record;
    lets_see text;
    lets_write text;
begin
    for policy in select tablename, policyname, qual, with_check from pg_policies where schemaname = 'public' loop
        lets_see := regexp_replace(policy.qual, '\m(app_\w+\(\))', '(select \1)', 'g');
        lets_write := regexp_replace(policy.with_check, '\m(app_\w+\(\))', '(select \1)', 'g');
        execute format('alter policy %I on %I', policy.policyname, policy.tablename)
            || coalesce(' using (' || lets_see || ')', '')
            || coalesce(' with check (' || lets_write || ')', '');
    end loop;
end
$$;
"""


async def forwards() -> None:
    """In the transaction of the migration run."""
    await run_script(ONCE)
