import { expect, test } from "vitest";
import type { Draft, Result } from "../../src/core/entries.ts";
import { type Event, type Item, nextBatch, type Outbox, step } from "../../src/core/outbox.ts";
import { Clinic } from "../data/clinic.ts";
import { Dice } from "../machine/chance.ts";

const STEPS = process.env.JOURNAL_FAULTS === "full" ? 100_000 : 20_000;
const SEED = Number(process.env.JOURNAL_SEED ?? 20261123);

const ACTS = {
  record: 22,
  amend: 14,
  correct: 10,
  send: 24,
  answer: 20,
  repeat: 5,
  withdraw: 3,
  retime: 1,
  release: 1,
};

/** A device's outbox without its disk, and answers on their way to it, in any order. */
class Phone {
  outbox: Outbox = [];
  readonly underWay: Result[][] = [];
  readonly heard: Result[][] = [];
  readonly acknowledged = new Set<string>();
  readonly withdrawn = new Set<string>();
  readonly frozen = new Map<string, string>();
  sequence = 0;

  take(event: Event): void {
    const before = this.outbox;
    this.outbox = step(before, event);
    const left = new Set(this.outbox.map(({ id }) => id));
    for (const { id } of before) {
      if (left.has(id) || this.acknowledged.has(id)) continue;
      if (event.type !== "withdrawn") throw new Error(`${id} left by ${event.type}`);
      this.withdrawn.add(id);
    }
    for (const item of this.outbox) this.#checkFrozen(item);
  }

  #checkFrozen({ id, stage, draft }: Item): void {
    const said = JSON.stringify(draft);
    if (stage === "waiting") return;
    if ((this.frozen.get(id) ?? said) !== said) throw new Error(`${id} changed after it was sent`);
    this.frozen.set(id, said);
  }
}

test(`${STEPS} steps of two outboxes and a clinic: all arrives once and unchanged (seed ${SEED})`, () => {
  const dice = new Dice(SEED);
  const clinic = new Clinic();
  const phones = [new Phone(), new Phone()];
  let made = 0;
  let now = Date.parse("2026-11-23T20:00:00Z");
  const written = new Map<string, string>();
  const standing: string[] = [];

  const draftOf = (id: string, replaces?: string): Draft => {
    const at = new Date(now).toISOString();
    const draft = {
      kind: "check_in" as const,
      id,
      occurred_at: at,
      zone: "UTC",
      mood: dice.upTo(11),
      function: 5,
    };
    return replaces ? { ...draft, replaces } : draft;
  };
  const record = (phone: Phone, replaces?: string) => {
    made += 1;
    phone.sequence += 1;
    const draft = draftOf(`e-${made}`, replaces);
    const hold_ms = dice.random() < 0.2 ? 5_000 : 0;
    phone.take({ type: "recorded", patient: "alice", draft, sequence: phone.sequence, at: now, hold_ms });
    standing.push(draft.id);
    if (standing.length > 20) standing.shift();
  };
  const answer = (phone: Phone, results: Result[]) => {
    for (const { id, status } of results) {
      if (id !== null && (status === "accepted" || status === "duplicate")) phone.acknowledged.add(id);
    }
    phone.take({ type: "answered", results });
  };
  const act = (name: keyof typeof ACTS, phone: Phone) => {
    switch (name) {
      case "record":
        return record(phone);
      case "correct":
        return record(phone, standing.length > 0 ? dice.pick(standing) : undefined);
      case "amend": {
        const item = phone.outbox.length > 0 ? dice.pick(phone.outbox) : null;
        if (!item) return;
        const draft = draftOf(item.id, item.draft.replaces ?? undefined);
        return phone.take({ type: "amended", draft, at: now, hold_ms: 0 });
      }
      case "send": {
        const batch = nextBatch(phone.outbox, now);
        phone.take({ type: "sending", ids: batch.map(({ id }) => id) });
        for (const draft of batch) if (!written.has(draft.id)) written.set(draft.id, JSON.stringify(draft));
        if (dice.random() < 0.2) return; // the request is lost
        const cut = dice.random() < 0.2 ? dice.upTo(batch.length + 1) : batch.length;
        for (const part of [batch.slice(0, cut), batch.slice(cut)]) {
          const results = part.map((draft) => clinic.accept(draft));
          if (part.length > 0 && dice.random() < 0.8) phone.underWay.push(results);
        }
        return;
      }
      case "answer": {
        const [results] = phone.underWay.splice(dice.upTo(phone.underWay.length), 1);
        if (!results) return;
        phone.heard.push(results);
        if (phone.heard.length > 5) phone.heard.shift();
        return answer(phone, results);
      }
      case "repeat":
        return phone.heard.length > 0 ? answer(phone, dice.pick(phone.heard)) : undefined;
      case "withdraw": {
        const refused = phone.outbox.filter(({ stage }) => stage === "conflict" || stage === "rejected");
        return refused.length > 0 ? phone.take({ type: "withdrawn", id: dice.pick(refused).id }) : undefined;
      }
      case "retime":
        return phone.take({ type: "retimed", skew: dice.pick([0, 7_200_000]) });
      case "release":
        return phone.take({ type: "released" });
    }
  };

  for (let at = 0; at < STEPS; at += 1) {
    now += dice.upTo(2_000);
    act(dice.weighted(ACTS), dice.pick(phones));
  }
  for (const phone of phones) {
    for (const results of phone.underWay.splice(0)) answer(phone, results);
    for (let round = 0; phone.outbox.length > 0 && round < 10_000; round += 1) {
      now += 10_000;
      const batch = nextBatch(phone.outbox, now);
      phone.take({ type: "sending", ids: batch.map(({ id }) => id) });
      for (const draft of batch) if (!written.has(draft.id)) written.set(draft.id, JSON.stringify(draft));
      answer(
        phone,
        batch.map((draft) => clinic.accept(draft)),
      );
      for (const { id, stage } of phone.outbox) {
        if (stage === "conflict" || stage === "rejected") phone.take({ type: "withdrawn", id });
      }
    }
    expect(phone.outbox).toEqual([]);
    for (const id of phone.acknowledged) expect(clinic.revisions.has(id)).toBe(true);
  }
  const stored = [...clinic.revisions.values()];
  expect(stored.length).toBeGreaterThan(STEPS / 10);
  expect(stored.map(({ number }) => number)).toEqual(stored.map((_, place) => place + 1));
  const replaced = stored.flatMap(({ replaces }) => (replaces ? [replaces] : []));
  expect(new Set(replaced).size).toBe(replaced.length);
  const gone = new Set(phones.flatMap((phone) => [...phone.withdrawn]));
  for (let id = 1; id <= made; id += 1) {
    const entry = clinic.revisions.get(`e-${id}`);
    if (!entry) expect(gone.has(`e-${id}`)).toBe(true);
    else expect(JSON.parse(written.get(`e-${id}`) ?? "")).toMatchObject({ mood: moodOf(entry) });
  }
}, 300_000);

function moodOf(entry: object): unknown {
  return (entry as { mood?: unknown }).mood;
}
