import { signal } from "@preact/signals";

/** The half of an invitation that the link carries. It is in nobody's history, and leaves in a request's body alone. */
export const token = signal<string | null>(null);

/** Takes the token out of the address bar, at once: before anything is drawn, fetched or written down. */
export function takeToken(): void {
  if (location.pathname !== "/join" || location.hash.length < 2) return;
  token.value = location.hash.slice(1);
  history.replaceState(null, "", "/join");
}

/** A second link opened over the first changes the fragment alone. */
export function listenForToken(): void {
  takeToken();
  addEventListener("hashchange", takeToken);
}
