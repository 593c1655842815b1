import type { Place, SealedRow, Store } from "./database.ts";

/**
 * What a person writes is sealed before it reaches the disk: AES-256-GCM under a key that the browser keeps and hands
 * to nobody, one for each patient. A row is bound to its place, so that none can stand in for another.
 *
 * Nothing here may run inside an IndexedDB transaction: while a key works, the transaction would end.
 */
export interface Vault {
  readonly patient: string;
  /** Tells this key from one that was made after it had been destroyed. */
  readonly id: string;
  readonly key: CryptoKey;
  /** What was unsealed before, by its place, with the mark of the seal. Gone with the vault. */
  readonly known: Map<string, { mark: string; value: unknown }>;
}

const CIPHER = "AES-GCM";
const IV_BYTES = 12;

const vaults = new WeakMap<Store, Map<string, Vault>>();

function vaultsOf(store: Store): Map<string, Vault> {
  const found = vaults.get(store) ?? new Map<string, Vault>();
  vaults.set(store, found);
  return found;
}

/** The vault of one patient; made, where there is none yet. */
export async function vaultOf(store: Store, patient: string): Promise<Vault> {
  const known = vaultsOf(store).get(patient);
  if (known) return known;
  const kept = (await store.get("keys", patient)) ?? (await makeKey(store, patient));
  const vault: Vault = { patient, id: kept.id, key: kept.key, known: new Map() };
  vaultsOf(store).set(patient, vault);
  return vault;
}

/** Whoever comes second takes the key of whoever came first. */
async function makeKey(store: Store, patient: string) {
  const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
  const made = { id: crypto.randomUUID(), key };
  const tx = store.transaction("keys", "readwrite", { durability: "strict" });
  const first = await tx.store.get(patient);
  if (!first) await tx.store.put(made, patient);
  await tx.done;
  return first ?? made;
}

/** Forgets what was unsealed. The key stays where it is kept, or is gone for whoever has deleted it. */
export function lock(store: Store, patient: string): void {
  vaultsOf(store).delete(patient);
}

/** `value`, which must survive JSON, as it may lie on the disk. */
export async function seal(vault: Vault, place: Place, id: string, value: unknown): Promise<SealedRow> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const additionalData = binding(vault, place, id);
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const data = await crypto.subtle.encrypt({ name: CIPHER, iv, additionalData }, vault.key, plain);
  vault.known.set(`${place}/${id}`, { mark: String(iv), value });
  return { iv, data };
}

/** What was sealed at this place; undefined where this key does not open it. */
export async function unseal(
  vault: Vault,
  place: Place,
  id: string,
  { iv, data }: SealedRow,
): Promise<unknown> {
  const known = vault.known.get(`${place}/${id}`);
  if (known?.mark === String(iv)) return known.value;
  const additionalData = binding(vault, place, id);
  try {
    const plain = await crypto.subtle.decrypt({ name: CIPHER, iv, additionalData }, vault.key, data);
    const value: unknown = JSON.parse(new TextDecoder().decode(plain));
    vault.known.set(`${place}/${id}`, { mark: String(iv), value });
    return value;
  } catch {
    return undefined; // whose absence the count of the device's entries will show
  }
}

function binding({ patient }: Vault, place: Place, id: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${patient}|${place}|${id}`);
}
