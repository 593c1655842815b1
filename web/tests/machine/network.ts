import { AsyncLocalStorage } from "node:async_hooks";
import type { SyncAnswer } from "../../src/core/entries.ts";
import type { Dice } from "./chance.ts";

/** What the network, or the clinic, may do to one request. */
const FATES = {
  through: 60,
  "request lost": 9,
  "answer lost": 13,
  "arrives late": 8,
  "is too large": 5,
  "is asked to wait": 5,
};

export interface Caller {
  cookie: string;
  told(answer: SyncAnswer): void;
}

type Send = () => Promise<Response>;

/** The line between devices and a real server: what passes it may be dropped, held back, and sent again. */
export class Network {
  readonly #origin: string;
  readonly #dice: Dice;
  readonly #callers = new AsyncLocalStorage<Caller>();
  /** Requests that the devices have given up on, and that are still under way. */
  readonly #late: Send[] = [];
  readonly #sent: Send[] = [];
  readonly counts: Record<string, number> = {};
  isFair = false;

  constructor(origin: string, dice: Dice) {
    this.#origin = origin;
    this.#dice = dice;
  }

  /** Does something on behalf of a caller: its requests carry their cookie, and only theirs. */
  as<T>(caller: Caller, act: () => Promise<T>): Promise<T> {
    return this.#callers.run(caller, act);
  }

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const caller = this.#callers.getStore();
    if (!caller) throw new Error("a request of nobody");
    const headers = { ...(init?.headers as Record<string, string>), Cookie: `__Host-sid=${caller.cookie}` };
    const { signal: _, credentials: __, cache: ___, ...rest } = init ?? {};
    const send: Send = () => globalThis.realFetch(this.#origin + String(input), { ...rest, headers });
    const fate = this.isFair ? "through" : this.#dice.weighted(FATES);
    if (fate === "is too large" && !isSplittable(init)) return this.#through(caller, send);
    this.counts[fate] = (this.counts[fate] ?? 0) + 1;
    switch (fate) {
      case "request lost":
        throw new TypeError("network");
      case "answer lost":
        await send();
        throw new TypeError("network");
      case "arrives late":
        this.#late.push(send);
        throw new TypeError("network");
      case "is too large":
        return refusal(413);
      case "is asked to wait":
        return refusal(503);
      default:
        return this.#through(caller, send);
    }
  };

  async #through(caller: Caller, send: Send): Promise<Response> {
    this.#sent.push(send);
    if (this.#sent.length > 8) this.#sent.shift();
    const answer = await send();
    if (answer.ok) caller.told((await answer.clone().json()) as SyncAnswer);
    else this.counts[`answered ${answer.status}`] = (this.counts[`answered ${answer.status}`] ?? 0) + 1;
    return answer;
  }

  /** Something that was sent long ago arrives, in whatever order; nobody waits for its answer any more. */
  async deliverLate(): Promise<void> {
    const at = this.#dice.upTo(this.#late.length);
    const [send] = this.#late.splice(at, 1);
    if (send) await send();
  }

  /** Something that has arrived arrives once more. */
  async replay(): Promise<void> {
    if (this.#sent.length > 0) await this.#dice.pick(this.#sent)();
  }
}

declare global {
  var realFetch: typeof fetch;
}

function isSplittable(init: RequestInit | undefined): boolean {
  if (init?.method !== "POST") return false;
  return (JSON.parse(String(init.body)) as { entries: unknown[] }).entries.length > 1;
}

function refusal(status: number): Response {
  return new Response(JSON.stringify({ type: "about:blank", title: "no", status }), {
    status,
    headers: { "Content-Type": "application/problem+json" },
  });
}
