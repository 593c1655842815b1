import { computed, effect, signal } from "@preact/signals";
import {
  isSame,
  isSpared,
  type KnownSession,
  latest,
  OWN,
  type Step,
  standing,
} from "../core/session-day.ts";
import { now } from "../data/clock.ts";
import { readDraft, writeDraft } from "../data/kept.ts";
import { kept } from "./cached.ts";
import { zone } from "./day.ts";
import { link, place } from "./journal.ts";

/** The session day of whoever is signed in: what the clinic recorded, and how far its questions have come. */
export const recorded = kept<{ sessions: readonly KnownSession[] }>("sessions");

/** Kept on this device alone. Steps and questions are those of `session`. */
interface Progress {
  session: string;
  done: readonly Step[];
  step: Step | null;
  asked: readonly string[];
  /** Until then the journal is shown instead, unless another step has begun. */
  aside: { step: Step; until: number } | null;
  /** A session that was begun here, until the clinic has recorded it. */
  own: KnownSession | null;
}

const NONE: Progress = { session: "", done: [], step: null, asked: [], aside: null, own: null };

const progress = signal<Progress>(NONE);
const moment = signal(now());

const session = computed(() => {
  const { own } = progress.value;
  const known = recorded.value.value?.sessions ?? [];
  const mine = own && !known.some((each) => isSame(own, each)) ? [own] : [];
  return latest([...known, ...mine], moment.value);
});

/** What was answered of this session; what was answered before the clinic had recorded it stays answered. */
const ofSession = computed(() => {
  const { session: id, own } = progress.value;
  const at = session.value;
  if (at === null || id === at.id) return progress.value;
  return id === OWN && own !== null && isSame(own, at) ? progress.value : { ...NONE, own };
});

/** Where the session day stands; null: there is none. */
export const sessionDay = computed(() => standing(session.value, moment.value, zone(), ofSession.value.done));

/** Whether the session day's screen takes the place of the first one. */
export const isCalm = computed(() => {
  const at = sessionDay.value;
  const { aside } = ofSession.value;
  return at !== null && !(aside?.step === at.step && moment.value < aside.until);
});

/** No long forms now. */
export const spared = computed(() => isSpared(session.value, moment.value));

/** Names of the questions that were answered in the step that is under way. */
export const asked = computed(() =>
  ofSession.value.step === sessionDay.value?.step ? ofSession.value.asked : [],
);

export const isOwn = computed(() => sessionDay.value?.session === OWN);

async function keep(changed: Partial<Progress>): Promise<void> {
  const id = session.value?.id ?? "";
  progress.value = { ...ofSession.value, session: id, ...changed };
  const at = place();
  // Full, or gone: the answers themselves are in the journal, and a question may come twice.
  if (at) await writeDraft(at.store, at.patient, DRAFT, progress.value).catch(() => undefined);
}

const DRAFT = "session-day";

/** A question of the step has its answer. */
export function answered(name: string): Promise<void> {
  const step = sessionDay.value?.step ?? null;
  return keep({ step, asked: [...asked.value, name] });
}

/** The step is over: all is answered, or it is too much. */
export function finished(): Promise<void> {
  const at = sessionDay.value;
  return at ? keep({ done: [...ofSession.value.done, at.step] }) : Promise.resolve();
}

const LATER_MS = 30 * 60_000;

/** Shows the journal instead: for half an hour while something is asked, and otherwise until it is. */
export function putAside(): Promise<void> {
  const at = sessionDay.value;
  if (!at) return Promise.resolve();
  moment.value = now();
  const until = at.asks ? Math.min(at.until, moment.value + LATER_MS) : at.until;
  return keep({ aside: { step: at.step, until } });
}

export function comeBack(): Promise<void> {
  return keep({ aside: null });
}

/** The patient says that a session begins; the clinic's record takes its place when it comes. */
export function beginSession(): Promise<void> {
  moment.value = now();
  const own = { id: OWN, started_at: new Date(moment.value).toISOString(), ended_at: null };
  return keep({ ...NONE, own, session: OWN });
}

export function endSession(): Promise<void> {
  const { own } = progress.value;
  moment.value = now();
  return own ? keep({ own: { ...own, ended_at: new Date(moment.value).toISOString() } }) : Promise.resolve();
}

/** It was a slip: there is no session. */
export function forgetSession(): Promise<void> {
  return keep({ ...NONE, session: "" });
}

const LOOK_EVERY_MS = 20_000;

/** What the phone knows is shown as soon as the journal is open, before anybody is asked for more. */
export function followSessionDay(): void {
  let opened = false;
  effect(() => {
    const isOpen = link.value !== "closed";
    if (isOpen === opened) return;
    opened = isOpen;
    recorded.clear();
    progress.value = NONE;
    if (isOpen) void remember();
  });
  const look = () => {
    moment.value = now();
  };
  setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
}

async function remember(): Promise<void> {
  const at = place();
  if (!at) return;
  const found = await readDraft<Progress>(at.store, at.patient, DRAFT);
  if (found && place()?.patient === at.patient) progress.value = found;
  await recorded.recall();
}
