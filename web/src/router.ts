import { signal } from "@preact/signals";

/**
 * Where the app is. Addresses name a screen and, for staff, a patient's id; they never carry content. What a
 * screen needs beyond that travels in the history entry's state, which no server or log ever sees.
 */
export const path = signal(location.pathname);
export const state = signal<unknown>(history.state);

let moved = false;

function arrive(): void {
  moved = true;
  path.value = location.pathname;
  state.value = history.state;
}

/** Goes to a screen. `replace` leaves no step to come back to. */
export function go(to: string, options: { state?: unknown; replace?: boolean } = {}): void {
  const data = options.state ?? null;
  if (options.replace) history.replaceState(data, "", to);
  else history.pushState(data, "", to);
  arrive();
  scrollTo(0, 0);
}

/** One step back, or to `otherwise` when this is the first screen of the visit. */
export function back(otherwise = "/"): void {
  if (moved && history.length > 1) history.back();
  else go(otherwise, { replace: true });
}

/** The named parts of `at` when it fits `pattern` ("/patients/:id"), or null. */
export function match(pattern: string, at: string): Readonly<Record<string, string>> | null {
  const wanted = pattern.split("/");
  const found = at.replace(/(.)\/$/, "$1").split("/");
  if (wanted.length !== found.length) return null;
  const parts: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const part = found[index] ?? "";
    if (name.startsWith(":")) parts[name.slice(1)] = decodeURIComponent(part);
    else if (name !== part) return null;
  }
  return parts;
}

export function listen(): void {
  addEventListener("popstate", arrive);
}
