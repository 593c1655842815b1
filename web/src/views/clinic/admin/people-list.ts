/** Which people a search and a filter leave. */
import type { Person, PersonRole } from "../../../core/admin.ts";
import { folded } from "../fitting.ts";

/** People of a role whose name or e-mail holds every word typed, whatever its accents and capitals, by name. */
export function peopleFitting(
  people: readonly Person[],
  role: PersonRole | null,
  wanted: string,
): readonly Person[] {
  const words = folded(wanted).split(/\s+/).filter(Boolean);
  return people
    .filter((person) => {
      const text = folded(`${person.name} ${person.email ?? ""}`);
      return (role === null || person.role === role) && words.every((word) => text.includes(word));
    })
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
