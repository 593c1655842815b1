"""The audit becomes a chain: each row's hash covers the row before it."""

from journal.db.migrate import run_script

ID = "2026-11-23T09:50:00:000000"

# One chain a patient and one a clinic for what is about no patient, so that only those who touch the same patient wait
# for one another. `chain` is the patient's id, or the clinic's own.
TABLES = """
alter table audit add column position bigint check (position > 0);
alter table audit add column hash bytea;

create table audit_head (
    clinic_id uuid not null references clinic,
    chain uuid not null,
    position bigint not null,
    hash bytea not null,
    primary key (clinic_id, chain)
) with (fillfactor = 50);
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy scope on audit_head for select to journal_app
    using (clinic_id = app_clinic() and (app_patient() is null or chain = app_patient()));
create policy linking on audit_head to current_user using (true);
create policy upkeep on audit for select to current_user using (app_upkeep());
grant select on audit_head to journal_app;
"""

# What a hash covers after the hash before it: the position, and this. `db/audit_chain.py` has the same. The action
# comes last, for it alone could hold the sign between.
SAID = """
create function audit_said(
    number bigint, clinic uuid, at timestamptz, actor uuid, patient uuid, subject uuid, action text
) returns text language sql stable parallel safe as $$
    select '|' || number || '|' || clinic || '|' || (extract(epoch from at) * 1000000)::bigint || '|'
        || coalesce(actor::text, '') || '|' || coalesce(patient::text, '') || '|' || coalesce(subject::text, '')
        || '|' || action
$$;
"""

# Runs as the owner: the application may add to the audit, and can neither write its heads nor leave the chain out.
# Names carry their schema, so that no search path leads elsewhere. An update first, and what is said put together
# outside of it: an upsert with all of it inside took three times as long.
LINK = """
create function link_audit() returns trigger language plpgsql security definer as $$
declare
    chained uuid := coalesce(new.patient_id, new.clinic_id);
    said text := public.audit_said(new.number, new.clinic_id, new.at, new.actor_id, new.patient_id, new.subject_id,
                                   new.action);
begin
    loop
        update public.audit_head set
            position = audit_head.position + 1,
            hash = sha256(audit_head.hash || convert_to((audit_head.position + 1)::text || said, 'UTF8'))
        where clinic_id = new.clinic_id and chain = chained
        returning position, hash into new.position, new.hash;
        exit when found;
        insert into public.audit_head (clinic_id, chain, position, hash)
        values (new.clinic_id, chained, 1, sha256(convert_to('1' || said, 'UTF8')))
        on conflict do nothing
        returning position, hash into new.position, new.hash;
        exit when found;
        -- Somebody else has begun this chain just now: behind them.
    end loop;
    return new;
end $$;
create trigger link_audit before insert on audit for each row execute function link_audit();
"""

# The rows from before, in the order of their numbers. Their own table's walls hold back its owner too.
BEFORE = """
alter table audit no force row level security;
alter table audit_head no force row level security;
do $$
declare
    known record;
    last audit_head;
begin
    for known in select * from audit order by clinic_id, coalesce(patient_id, clinic_id), number loop
        if last.chain is distinct from coalesce(known.patient_id, known.clinic_id)
           or last.clinic_id is distinct from known.clinic_id then
            if last.chain is not null then insert into audit_head select last.*; end if;
            last := row(known.clinic_id, coalesce(known.patient_id, known.clinic_id), 0, '');
        end if;
        last.position := last.position + 1;
        last.hash := sha256(last.hash || convert_to(last.position::text || audit_said(known.number, known.clinic_id,
            known.at, known.actor_id, known.patient_id, known.subject_id, known.action), 'UTF8'));
        update audit set position = last.position, hash = last.hash
        where clinic_id = known.clinic_id and number = known.number;
    end loop;
    if last.chain is not null then insert into audit_head select last.*; end if;
end $$;
alter table audit force row level security;
alter table audit_head force row level security;
alter table audit alter column position set not null;
alter table audit alter column hash set not null;
"""

# For the file kept outside the database: where each chain of each clinic stands, and nothing else.
HEADS = """
create function audit_heads() returns setof audit_head language sql security definer
    as $$ select * from public.audit_head order by clinic_id, chain $$;
revoke all on function audit_heads() from public;
grant execute on function audit_heads() to journal_app;
"""


async def forwards() -> None:
    """In the transaction of the migration run. Rows are chained before the trigger is there, and nobody adds any."""
    await run_script(TABLES + SAID + BEFORE + LINK + HEADS)
