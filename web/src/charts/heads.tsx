import type { ComponentChildren } from "preact";

/** A table's first row: a heading for each column, then those that are more than a word. */
export function Heads({ of, children }: { of: readonly string[]; children?: ComponentChildren }) {
  return (
    <thead>
      <tr>
        {of.map((head) => (
          <th key={head} scope="col">
            {head}
          </th>
        ))}
        {children}
      </tr>
    </thead>
  );
}
