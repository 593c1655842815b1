import type { CheckIn } from "../../core/entries.ts";
import { askedWords as w } from "../../i18n/asked.ts";
import { t } from "../../i18n/patient.ts";
import { Scale } from "../../ui/scale.tsx";

/** What this version knows how to ask; a name of a newer server is left out. */
const NAMES = ["pain", "ocd_time", "unusually_high", "less_sleep"] as const;
type Name = (typeof NAMES)[number];

interface AskedProps {
  asks: readonly string[];
  content: CheckIn;
  /** An undefined value clears that part. */
  onAdd: (part: Partial<CheckIn>) => void;
}

/** What is asked of whoever is treated for something that mood and function do not tell of. */
export function Asked({ asks, content, onAdd }: AskedProps) {
  const names = NAMES.filter((name) => asks.includes(name));
  if (names.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="asked">
      <h2 id="asked">{w("title")}</h2>
      {names.map((name) => (
        <Rating
          key={name}
          name={name}
          value={rated(content, name)}
          onPick={(value) => onAdd(changed(content, name, value))}
        />
      ))}
      <p class="muted small">{w("ownScale")}</p>
    </section>
  );
}

interface RatingProps {
  name: Name;
  value: number | null;
  onPick: (value: number | null) => void;
}

/** A tap chooses; the same tap again takes it back. */
function Rating({ name, value, onPick }: RatingProps) {
  const label = w(name);
  return (
    <Scale
      compact
      label={label}
      low={w("low")}
      high={w(`${name}_high`)}
      value={value}
      name={(number) => (number === value ? t("clear", { label }) : t("outOfTen", { label, n: number }))}
      onPick={(picked) => onPick(picked === value ? null : picked)}
    />
  );
}

function rated(content: CheckIn, name: Name): number | null {
  const value = name === "pain" ? content.pain : content.extra?.[name];
  return typeof value === "number" ? value : null;
}

function changed(content: CheckIn, name: Name, value: number | null): Partial<CheckIn> {
  if (name === "pain") return { pain: value ?? undefined } as Partial<CheckIn>;
  const { [name]: _, ...others } = content.extra ?? {};
  const extra = value === null ? others : { ...others, [name]: value };
  return { extra: Object.keys(extra).length > 0 ? extra : undefined } as Partial<CheckIn>;
}
