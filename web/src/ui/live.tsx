import { signal } from "@preact/signals";

const said = signal("");

/** Says a sentence to screen readers, politely: after what they are reading now. */
export function announce(text: string): void {
  said.value = ""; // the same sentence twice is still two sentences
  requestAnimationFrame(() => {
    said.value = text;
  });
}

export function LiveRegion() {
  return (
    <div class="visually-hidden" aria-live="polite" role="status">
      {said.value}
    </div>
  );
}
