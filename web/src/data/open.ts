import type { Identity } from "../core/identity.ts";
import {
  type Kept,
  openDatabase,
  PLACES,
  type Place,
  readMeta,
  type Store,
  write,
  writeMeta,
} from "./database.ts";
import { writeIdentity } from "./kept.ts";
import { seal, vaultOf } from "./seal.ts";

/** The device's store, with every row in it sealed. Rejects where the browser lets nothing be kept. */
export async function openStore(name = "journal"): Promise<Store> {
  const store = await openDatabase(name);
  if ((await readMeta<boolean>(store, SEALED)) !== true) await sealOpenRows(store);
  return store;
}

const SEALED = "sealed";

/** Seals what version 1 of the database kept open. Ended halfway, it goes on at the next start. */
async function sealOpenRows(store: Store): Promise<void> {
  for (const place of PLACES) {
    for (const row of await store.getAll(place)) if (!row.sealed) await sealRow(store, place, row);
  }
  const known = await readMeta<Partial<Identity>>(store, "identity");
  if (known?.patient_id) await writeIdentity(store, known as Identity);
  await writeMeta(store, SEALED, true);
}

async function sealRow(store: Store, place: Place, row: Kept): Promise<void> {
  const { patient } = row;
  const id = row.id ?? row.name ?? "";
  const sealed = await seal(await vaultOf(store, patient), place, id, saidBy(place, row));
  const tx = write(store, [place] as const);
  const now = await tx.objectStore(place).get([patient, id]);
  const names = row.id === undefined ? { name: id } : { id };
  if (now && !now.sealed) await tx.objectStore(place).put({ patient, ...names, sealed });
  await tx.done;
}

/** What the row of version 1 said, in the shape in which it is sealed. */
function saidBy(place: Place, row: Kept & { data?: unknown; etag?: unknown }): unknown {
  switch (place) {
    case "cache":
      return { data: row.data, etag: row.etag };
    case "drafts":
      return row.data;
    default:
      return row;
  }
}
