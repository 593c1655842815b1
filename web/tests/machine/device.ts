import { offsetMinutes, rfc3339 } from "../../src/core/dates.ts";
import { contentOf, type Draft, type Revision, type SyncAnswer } from "../../src/core/entries.ts";
import type { Item } from "../../src/core/outbox.ts";
import { uuid7 } from "../../src/core/uuid7.ts";
import { PLACES, type Store, write, writeMeta } from "../../src/data/database.ts";
import { openStore } from "../../src/data/open.ts";
import { lock, unseal, vaultOf } from "../../src/data/seal.ts";
import {
  amend,
  decide,
  forget,
  load,
  loadQueue,
  record,
  release,
  type Writing,
} from "../../src/data/store.ts";
import { countMissing, type Sync, syncAll } from "../../src/data/sync.ts";
import type { Dice } from "./chance.ts";
import type { Network } from "./network.ts";
import type { Oracle } from "./oracle.ts";

export interface Person {
  patient: string;
  cookie: string;
}

const ZONE = "America/New_York";
/** How many entries a device has in mind when it picks one to correct. */
const IN_MIND = 12;

/** A phone: the app's own store and sync, used by one person at a time. */
export class Device {
  readonly #name: string;
  readonly #dice: Dice;
  readonly #network: Network;
  readonly #oracle: Oracle;
  #store: Store;
  person: Person;
  /** What stands in the journal, as far as this device has heard, the latest last. */
  #standing: Draft[] = [];

  private constructor(name: string, store: Store, person: Person, world: World) {
    this.#name = name;
    this.#store = store;
    this.person = person;
    this.#dice = world.dice;
    this.#network = world.network;
    this.#oracle = world.oracle;
  }

  static async open(name: string, person: Person, world: World): Promise<Device> {
    return new Device(name, await openStore(name), person, world);
  }

  get #patient(): string {
    return this.person.patient;
  }

  async write(): Promise<void> {
    const at = Date.now();
    const draft = this.#draft(at, this.#content());
    await record(this.#store, this.#patient, writing(draft, at, this.#dice.random() < 0.2 ? 50 : 0));
    this.#wrote(draft);
  }

  /** Changes one of the entries that this device knows of: in place while nobody else can have seen it. */
  async correct(): Promise<void> {
    const known = this.#standing.length > 0 ? this.#dice.pick(this.#standing) : null;
    if (!known) return this.write();
    const at = Date.now();
    const { id, occurred_at, zone, replaces } = known;
    const same = { ...this.#content(), id, occurred_at, zone, ...(replaces ? { replaces } : {}) } as Draft;
    if (await amend(this.#store, this.#patient, writing(same, at))) return this.#wrote(same);
    const draft = { ...this.#content(), id: newId(at), occurred_at, zone, replaces: id } as Draft;
    await record(this.#store, this.#patient, writing(draft, at));
    this.#wrote(draft);
  }

  #wrote(draft: Draft): void {
    this.#oracle.wrote(this.#patient, draft);
    this.#heard(draft);
  }

  #heard(draft: Draft): void {
    const others = this.#standing.filter(({ id }) => id !== draft.id && id !== draft.replaces);
    this.#standing = [...others, draft].slice(-IN_MIND);
  }

  #content() {
    const mood = this.#dice.upTo(11);
    const note = { text: `a day of ${mood}, niño €`, private: this.#dice.random() < 0.5 };
    return {
      kind: "check_in" as const,
      mood,
      function: this.#dice.upTo(11),
      ...(this.#dice.random() < 0.3 ? { note } : {}),
    };
  }

  #draft(at: number, content: object): Draft {
    const offset_minutes = offsetMinutes(at, ZONE);
    return { ...content, id: newId(at), occurred_at: rfc3339(at, ZONE), zone: ZONE, offset_minutes } as Draft;
  }

  get #sync(): Sync {
    const { patient } = this.person;
    return { store: this.#store, patient, zone: () => ZONE, now: Date.now, skew: () => 0 };
  }

  /**
   * One try to send and fetch. A conflict that it was told of must stand in the outbox afterwards, and what waits there
   * has a place of its own in the device's sequence.
   */
  async sync(): Promise<void> {
    const before = new Set(this.#oracle.conflicts);
    await this.#as(() => syncAll(this.#sync));
    const { outbox } = await loadQueue(this.#store, this.#patient);
    const shown = new Set(outbox.filter(({ stage }) => stage === "conflict").map(({ id }) => id));
    const mine = new Set(outbox.map(({ id }) => id));
    const places = new Set(outbox.map(({ sequence }) => sequence));
    if (places.size < outbox.length) this.#oracle.found("two in one place", this.#name);
    for (const id of this.#oracle.conflicts) {
      if (!before.has(id) && mine.has(id) && !shown.has(id)) this.#oracle.found("silent conflict", id);
    }
  }

  #as<T>(act: () => Promise<T>): Promise<T> {
    const told = (answer: SyncAnswer) => {
      this.#oracle.told(answer.results ?? []);
      for (const revision of answer.entries.slice(-IN_MIND)) this.#heard(asDraft(revision));
    };
    return this.#network.as({ cookie: this.person.cookie, told }, act);
  }

  /** The person decides about something that was refused: theirs stands, or mine is written over it. */
  async decide(): Promise<void> {
    const { outbox } = await loadQueue(this.#store, this.#patient);
    const refused = outbox.filter(({ stage }) => stage === "conflict" || stage === "rejected");
    if (refused.length > 0) await this.#decideOn(this.#dice.pick(refused), outbox);
  }

  async #decideOn(item: Item, before: readonly Item[]): Promise<void> {
    const at = Date.now();
    const keepsMine = item.theirs !== null && this.#dice.random() < 0.5;
    const mine = keepsMine && item.theirs ? over(item, item.theirs, at) : null;
    if (mine) this.#oracle.wrote(this.#patient, mine);
    await decide(this.#store, this.#patient, item.id, mine && writing(mine, at));
    const left = new Set((await loadQueue(this.#store, this.#patient)).outbox.map(({ id }) => id));
    for (const { id } of before) {
      if (left.has(id)) continue;
      this.#oracle.gave(id);
      this.#standing = this.#standing.filter((each) => each.id !== id);
    }
    if (mine) this.#heard(mine);
  }

  /** The app is closed in the middle of whatever it does, and opened again. */
  async reload(): Promise<void> {
    this.#store.close();
    this.#store = await openStore(this.#name);
    await release(this.#store, this.#patient);
  }

  /** The phone as the first release would have left it, and then the update to this one. */
  async update(): Promise<void> {
    for (const place of PLACES) {
      for (const row of await this.#store.getAll(place)) {
        const id = row.id ?? row.name ?? "";
        const vault = await vaultOf(this.#store, row.patient);
        const value = row.sealed && (await unseal(vault, place, id, row.sealed));
        const tx = write(this.#store, [place] as const);
        await tx.objectStore(place).put(value as never);
        await tx.done;
      }
    }
    for (const patient of await this.#store.getAllKeys("keys")) {
      for (const name of ["ledger", "version"]) await writeMeta(this.#store, `${name}:${patient}`, undefined);
      await this.#store.delete("keys", patient);
      lock(this.#store, patient);
    }
    await writeMeta(this.#store, "device", `${this.#name}, first release`);
    await writeMeta(this.#store, "sealed", undefined);
    await this.reload();
  }

  /** The person leaves, what could not be sent stays or goes, and somebody takes the phone. */
  async changeHands(next: Person): Promise<void> {
    await this.sync();
    const unsent = this.#dice.random() < 0.8 ? "keep" : "discard";
    const { outbox } = await loadQueue(this.#store, this.#patient);
    if (unsent === "discard") for (const { id } of outbox) this.#oracle.gave(id);
    await forget(this.#store, this.#patient, { unsent });
    this.#standing = [];
    this.person = next;
    await release(this.#store, this.#patient);
  }

  /** Sends and decides until nothing waits; then nothing may be missing. */
  async settle(): Promise<void> {
    for (let round = 0; round < 1_000; round += 1) {
      await release(this.#store, this.#patient);
      await this.sync();
      if ((await loadQueue(this.#store, this.#patient)).outbox.length === 0) break;
      await this.decide();
    }
    const count = await this.#as(() => countMissing(this.#sync));
    if (count > 0) this.#oracle.found("missed", `${count} on ${this.#name}`);
  }

  /** The journal as this device shows it, once everybody is done, against the clinic's. */
  async compare(journal: readonly Revision[]): Promise<void> {
    await this.sync();
    const { rows } = await load(this.#store, this.#patient);
    const here = rows.map(({ id, number }) => `${number} ${id}`).sort();
    const there = journal.map(({ id, number }) => `${number} ${id}`).sort();
    if (JSON.stringify(here) !== JSON.stringify(there)) this.#oracle.found("diverged", this.#name);
  }
}

export interface World {
  dice: Dice;
  network: Network;
  oracle: Oracle;
}

function newId(at: number): string {
  return uuid7(at, (bytes) => crypto.getRandomValues(bytes));
}

function writing(draft: Draft, at: number, holdMs = 0): Writing {
  return { draft, localDate: draft.occurred_at.slice(0, 10), late: false, at, holdMs };
}

function over(item: Item, theirs: Revision, at: number): Draft {
  const { occurred_at, zone, id } = theirs;
  return { ...contentOf(item.draft), id: newId(at), occurred_at, zone, replaces: id } as Draft;
}

function asDraft(revision: Revision): Draft {
  const { id, occurred_at, zone, replaces } = revision;
  return { ...contentOf(revision), id, occurred_at, zone, ...(replaces ? { replaces } : {}) } as Draft;
}
