import type { Row } from "../core/entries.ts";
import type { Item } from "../core/outbox.ts";
import { ofPatient, type Place, type SealedRow, type Store, write } from "./database.ts";
import { type Ledger, writeCopy } from "./ledger.ts";
import { lock, seal, unseal, type Vault, vaultOf } from "./seal.ts";

/** What a change starts from. */
export interface View {
  readonly outbox: readonly Item[];
  /** Undefined in a journal that an older release began, until all that it wrote has arrived. */
  readonly ledger: Ledger | undefined;
  row(id: string): Promise<Row | undefined>;
}

/** What is to be so when the change is done; what is left out stays. */
export interface Plan<T> {
  readonly result: T;
  /** Somebody has just written this: it is kept even where they signed out meanwhile, in another tab. */
  readonly stays?: boolean;
  readonly outbox?: readonly Item[];
  readonly ledger?: Ledger | undefined;
  /** Rows of the journal to write, and ids of those to take out; an id that is in both is written. */
  readonly rows?: readonly Row[];
  readonly gone?: readonly string[];
  readonly cursor?: number;
  readonly seen?: number;
}

type Planner<T> = (view: View) => Plan<T> | Promise<Plan<T>>;

/**
 * Changes a journal: local view, outbox and count, in one transaction that is on disk when this returns. Sealing takes
 * longer than a transaction lives, so it is done before; where somebody else has changed the journal meanwhile, in
 * another tab perhaps, nothing is written and it is planned anew from what stands.
 */
export async function change<T>(store: Store, patient: string, plan: Planner<T>): Promise<T> {
  for (;;) {
    const vault = await vaultOf(store, patient);
    const before = await look(store, vault);
    const planned = await plan(before);
    const sealed = await sealAll(vault, before, planned);
    const end = isEmpty(sealed, planned) ? "done" : await commit(store, vault, before, sealed, planned);
    if (end === "done") {
      if (planned.ledger) await writeCopy(patient, planned.ledger);
      return planned.result;
    }
    if (end === "changed") continue;
    lock(store, patient);
    if (!planned.stays) throw new Left();
  }
}

/** The person has signed out meanwhile, and left nothing here that could change. */
export class Left extends Error {}

interface Standing extends View {
  readonly version: number;
}

async function look(store: Store, vault: Vault): Promise<Standing> {
  const { patient } = vault;
  const tx = store.transaction(["outbox", "meta"]);
  const [kept, ledger, version] = await Promise.all([
    tx.objectStore("outbox").getAll(ofPatient(patient)),
    tx.objectStore("meta").get(`ledger:${patient}`),
    tx.objectStore("meta").get(`version:${patient}`),
  ]);
  const outbox = await unsealAll<Item>(vault, "outbox", kept);
  return {
    outbox: outbox.sort((a, b) => a.sequence - b.sequence),
    ledger: ledger as Ledger | undefined,
    version: (version as number | undefined) ?? 0,
    row: async (id) => {
      const row = await store.get("entries", [patient, id]);
      return row?.sealed && ((await unseal(vault, "entries", id, row.sealed)) as Row | undefined);
    },
  };
}

/** Those of `rows` that this patient's key opens. */
export async function unsealAll<T>(
  vault: Vault,
  place: "entries" | "outbox",
  rows: readonly { id?: string; sealed?: SealedRow }[],
): Promise<T[]> {
  const opened = await Promise.all(
    rows.map(({ id = "", sealed }) => (sealed ? unseal(vault, place, id, sealed) : undefined)),
  );
  return opened.filter((value) => value !== undefined) as T[];
}

interface Sealed {
  readonly put: readonly { place: Place; id: string; sealed: SealedRow }[];
  readonly drop: readonly { place: Place; id: string }[];
}

async function sealAll(vault: Vault, before: Standing, plan: Plan<unknown>): Promise<Sealed> {
  const outbox = plan.outbox ?? before.outbox;
  const were = new Map(before.outbox.map((item) => [item.id, item]));
  const changed = outbox.filter((item) => were.get(item.id) !== item);
  for (const item of outbox) were.delete(item.id);
  const rows = plan.rows ?? [];
  const put = await Promise.all([
    ...changed.map(async (item) => sealedAt("outbox", item.id, await seal(vault, "outbox", item.id, item))),
    ...rows.map(async (row) => sealedAt("entries", row.id, await seal(vault, "entries", row.id, row))),
  ]);
  return {
    put,
    drop: [
      ...[...were.keys()].map((id) => ({ place: "outbox" as const, id })),
      ...(plan.gone ?? []).map((id) => ({ place: "entries" as const, id })),
    ],
  };
}

function sealedAt(place: Place, id: string, sealed: SealedRow) {
  return { place, id, sealed };
}

function isEmpty({ put, drop }: Sealed, { ledger, cursor, seen }: Plan<unknown>): boolean {
  const counts = [ledger, cursor, seen];
  return put.length === 0 && drop.length === 0 && counts.every((count) => count === undefined);
}

/** Nothing is written where the journal is not as it was ("changed"), or its key is no more ("left"). */
async function commit(
  store: Store,
  { patient, id: key }: Vault,
  { version }: Standing,
  { put, drop }: Sealed,
  plan: Plan<unknown>,
): Promise<"done" | "changed" | "left"> {
  const tx = write(store, ["meta", "keys", "entries", "outbox"] as const);
  try {
    const meta = tx.objectStore("meta");
    const stands = ((await meta.get(`version:${patient}`)) as number | undefined) ?? 0;
    if ((await tx.objectStore("keys").get(patient))?.id !== key) return "left";
    if (stands !== version) return "changed";
    const done: Promise<unknown>[] = [meta.put(version + 1, `version:${patient}`)];
    for (const { place, id } of drop) done.push(tx.objectStore(place as "entries").delete([patient, id]));
    for (const { place, id, sealed } of put)
      done.push(tx.objectStore(place as "entries").put({ patient, id, sealed }));
    if (plan.ledger) done.push(meta.put(plan.ledger, `ledger:${patient}`));
    if (plan.cursor !== undefined) done.push(meta.put(plan.cursor, `cursor:${patient}`));
    if (plan.seen !== undefined) done.push(meta.put(plan.seen, `seen:${patient}`));
    await Promise.all([...done, tx.done]);
    return "done";
  } catch (error) {
    await tx.done.catch(() => undefined);
    throw error;
  }
}
