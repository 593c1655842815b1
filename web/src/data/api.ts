import type { Problem } from "../core/problem.ts";
import type { Needs } from "../core/proof.ts";
import { idle } from "./activity.ts";
import { told } from "./clock.ts";

/**
 *  What a call can end in besides an answer:
 *    Refused      the server said no; carries its problem
 *    Unreachable  no answer: offline, timed out, or not our server
 */
export class Refused extends Error {
  readonly problem: Problem;
  /** Seconds until a try may help, where the server says so. */
  readonly retryAfter: number | null;

  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  get status(): number {
    return this.problem.status;
  }

  /** What must be proven anew before this is answered; null where it was refused for another reason. */
  get needs(): Needs | null {
    if (this.problem.type !== "/problems/verification-required") return null;
    return this.problem.needs === "step_up" ? "step_up" : "read";
  }
}

export class Unreachable extends Error {}

export type Method = "GET" | "POST" | "PUT" | "DELETE";

interface Options {
  /** Sent as JSON; a text is JSON already. */
  body?: unknown;
  etag?: string | null;
  timeoutMs?: number;
  /** Asked by the app itself: nobody is to be disturbed with a question for it. */
  quiet?: boolean;
}

type Prover = (needs: Needs) => Promise<boolean>;

/** Without anybody to ask, a proof is not to be had. */
let prover: Prover = () => Promise.resolve(false);

/** Who asks the person to prove who they are; answers whether they did. */
export function proveWith(ask: Prover): void {
  prover = ask;
}

export const API = "/api/v1";
const CLIENT = "web/1";

/**
 * The raw answer of a call under /api/v1: any status from 200 to 399, otherwise it throws. Where the server wants to
 * know anew who is there, the person is asked, and the call is made once more.
 */
export async function send(method: Method, path: string, options: Options = {}): Promise<Response> {
  try {
    return await once(method, path, options);
  } catch (error) {
    const needs = error instanceof Refused && !options.quiet ? error.needs : null;
    if (needs === null || !(await prover(needs))) throw error;
    return once(method, path, options);
  }
}

async function once(method: Method, path: string, options: Options): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(API + path, {
      method,
      headers: headers(method, options),
      body: bodyOf(options.body),
      credentials: "same-origin",
      cache: "no-store",
      signal: AbortSignal.timeout(options.timeoutMs ?? 20_000),
    });
  } catch {
    throw new Unreachable();
  }
  told(response.headers.get("Date"));
  if (response.ok || response.status === 304) return response;
  throw await refusal(response);
}

function bodyOf(body: unknown): string | null {
  if (typeof body === "string") return body;
  return body === undefined ? null : JSON.stringify(body);
}

/** The JSON a call answers. `T` is trusted: server and app are of one release and one origin. */
export async function call<T>(method: Method, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, { body });
  return (response.status === 204 ? undefined : await json(response)) as T;
}

/** JSON that may not have changed since `etag`: null then. It is fetched in the background, too, so nobody is asked. */
export async function fresh<T>(
  path: string,
  etag: string | null,
): Promise<{ data: T; etag: string | null } | null> {
  const response = await send("GET", path, { etag, quiet: true });
  if (response.status === 304) return null;
  return { data: (await json(response)) as T, etag: response.headers.get("ETag") };
}

function headers(method: Method, options: Options): Record<string, string> {
  const all: Record<string, string> = { Accept: "application/json, application/problem+json" };
  if (method !== "GET") all["X-Journal-Client"] = CLIENT;
  if (options.body !== undefined) all["Content-Type"] = "application/json";
  if (options.etag) all["If-None-Match"] = options.etag;
  if (idle()) all["X-Journal-Idle"] = "1";
  return all;
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new Unreachable(); // a hotel's sign-in page answers 200 to everything
  }
}

async function refusal(response: Response): Promise<Refused | Unreachable> {
  const isProblem = response.headers.get("Content-Type")?.includes("json") ?? false;
  const problem = isProblem ? ((await response.json().catch(() => null)) as Problem | null) : null;
  const wait = seconds(response.headers.get("Retry-After"));
  if (problem && typeof problem.title === "string")
    return new Refused({ ...problem, status: response.status }, wait);
  if (response.status >= 500) return new Unreachable();
  return new Refused({ type: "about:blank", title: response.statusText, status: response.status }, wait);
}

function seconds(header: string | null): number | null {
  return header !== null && /^[0-9]+$/.test(header) ? Number(header) : null;
}
