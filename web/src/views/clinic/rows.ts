/** Walking the rows of the worklist with the keys: the focus itself moves, so that it is seen, heard and kept. */

const NAMES = ".work-name";

function names(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(NAMES)];
}

/** The row that has the focus, or -1. */
function at(all: readonly HTMLElement[]): number {
  const row = document.activeElement?.closest(".work-row");
  return row ? all.findIndex((name) => row.contains(name)) : -1;
}

/** To the next row or the one before; from anywhere else to the first. False where there is no such row. */
export function step(by: 1 | -1): boolean {
  const all = names();
  const here = at(all);
  const wanted = here < 0 ? (by > 0 ? 0 : -1) : here + by;
  return focus(all[wanted]);
}

export function first(): boolean {
  return focus(names()[0]);
}

export function last(): boolean {
  return focus(names().at(-1));
}

function focus(name: HTMLElement | undefined): boolean {
  name?.focus();
  name?.scrollIntoView({ block: "nearest" });
  return name !== undefined;
}
