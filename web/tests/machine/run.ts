/**
 * Phones and a real server, pushed about at random: reads `{origin, steps, seed, people}`, prints what was done and
 * every violation. The phones run the app's own store and sync; only the browser's database and the line are stood in.
 */
import "fake-indexeddb/auto";
import type { Revision } from "../../src/core/entries.ts";
import { Dice } from "./chance.ts";
import { Device, type Person, type World } from "./device.ts";
import { Network } from "./network.ts";
import { Oracle } from "./oracle.ts";

interface Asked {
  origin: string;
  steps: number;
  seed: number;
  people: Person[];
}

const STEPS = {
  write: 30,
  correct: 20,
  sync: 26,
  "two at once": 3,
  "write while sending": 3,
  replay: 4,
  "arrive late": 5,
  decide: 6,
  reload: 4,
  update: 0.4,
  "change hands": 1.6,
};

const asked = JSON.parse(await input()) as Asked;
globalThis.realFetch = globalThis.fetch;
const dice = new Dice(asked.seed);
const network = new Network(asked.origin, dice);
globalThis.fetch = network.fetch;
const world: World = { dice, network, oracle: new Oracle() };
const devices = await Promise.all(
  ["one", "two", "three"].map((name) => Device.open(name, asked.people[0] as Person, world)),
);

const done: Record<string, number> = {};
for (let step = 1; step <= asked.steps; step += 1) {
  const what = dice.weighted(STEPS);
  done[what] = (done[what] ?? 0) + 1;
  await act(what, dice.pick(devices));
  if (step % 5_000 === 0) process.stderr.write(`${step} steps\n`);
}
await end();
process.stdout.write(
  JSON.stringify({
    done,
    network: network.counts,
    written: world.oracle.written.size,
    acknowledged: world.oracle.acknowledged.size,
    conflicts: world.oracle.conflicts.size,
    violations: world.oracle.violations,
  }),
);

async function act(what: keyof typeof STEPS, device: Device): Promise<void> {
  switch (what) {
    case "two at once":
      await Promise.all(devices.slice(0, 2).map((each) => each.sync()));
      return;
    case "write while sending":
      await Promise.all([device.write(), device.sync(), device.write()]);
      return;
    case "replay":
      return network.replay();
    case "arrive late":
      return network.deliverLate();
    case "change hands":
      return device.changeHands(dice.pick(asked.people));
    default:
      return device[what]();
  }
}

/** The network is fair again, everybody sends what they have, and the clinic's journals are looked at. */
async function end(): Promise<void> {
  network.isFair = true;
  for (let late = 0; late < 100; late += 1) await network.deliverLate();
  for (const person of [...asked.people, ...asked.people]) {
    for (const device of devices) {
      await device.changeHands(person);
      await device.settle();
    }
  }
  for (const person of asked.people) {
    const journal = await clinics(person);
    world.oracle.judge(person.patient, journal);
    for (const device of devices) {
      await device.changeHands(person);
      await device.compare(journal);
    }
  }
}

/** A patient's whole journal, every revision. */
async function clinics({ patient, cookie }: Person): Promise<Revision[]> {
  const found: Revision[] = [];
  for (let after = 0, more = true; more; ) {
    const url = `${asked.origin}/api/v1/patients/${patient}/journal?after=${after}`;
    const answer = await globalThis.realFetch(url, { headers: { Cookie: `__Host-sid=${cookie}` } });
    const page = (await answer.json()) as { entries: Revision[]; cursor: number; more: boolean };
    found.push(...page.entries);
    ({ cursor: after, more } = page);
  }
  return found;
}

async function input(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
