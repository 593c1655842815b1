import { useState } from "preact/hooks";
import type { CheckIn } from "../../core/entries.ts";
import { t } from "../../i18n/patient.ts";
import { Choices } from "../../ui/choices.tsx";
import { TextArea, TextField } from "../../ui/field.tsx";
import { Scale } from "../../ui/scale.tsx";

interface ExtrasProps {
  content: CheckIn;
  /** An undefined value clears that part. */
  onAdd: (part: Partial<CheckIn>) => void;
  /** What was asked for above, and is not offered again. */
  asked?: readonly string[];
}

/** Everything beside mood and function. None of it is asked for. */
export function Extras({ content, onAdd, asked }: ExtrasProps) {
  const facets = content.facets ?? {};
  return (
    <div class="stack">
      <Sleep value={content.sleep_hours} onAdd={onAdd} />
      <Extra
        label={t("energy")}
        ends={["low", "high"]}
        value={content.energy}
        onPick={(energy) => onAdd({ energy })}
      />
      <Extra label={t("anxiety")} value={content.anxiety} onPick={(anxiety) => onAdd({ anxiety })} />
      {asked?.includes("pain") ? null : (
        <Extra label={t("pain")} value={content.pain} onPick={(pain) => onAdd({ pain })} />
      )}
      <fieldset class="stack">
        <legend>
          <h2>{t("facets")}</h2>
        </legend>
        {(["work", "home", "people"] as const).map((facet) => (
          <Extra
            key={facet}
            label={t(FACETS[facet])}
            ends={["worst", "best"]}
            value={facets[facet]}
            onPick={(value) => onAdd({ facets: withFacet(facets, facet, value) })}
          />
        ))}
      </fieldset>
      <NoteFields content={content} onAdd={onAdd} />
    </div>
  );
}

const FACETS = { work: "facetWork", home: "facetHome", people: "facetPeople" } as const;

type Facets = NonNullable<CheckIn["facets"]>;

function withFacet(facets: Facets, facet: keyof Facets, value: number | undefined): Facets | undefined {
  const { [facet]: _, ...others } = facets;
  const changed = value === undefined ? others : { ...others, [facet]: value };
  return Object.keys(changed).length > 0 ? changed : undefined;
}

interface ExtraProps {
  label: string;
  ends?: readonly ["low" | "none" | "worst", "high" | "most" | "best"];
  value: number | undefined;
  onPick: (value: number | undefined) => void;
}

/** A tap chooses; the same tap again takes it back. */
function Extra({ label, ends = ["none", "most"], value, onPick }: ExtraProps) {
  return (
    <Scale
      compact
      label={label}
      low={t(ends[0])}
      high={t(ends[1])}
      value={value ?? null}
      name={(number) => (number === value ? t("clear", { label }) : t("outOfTen", { label, n: number }))}
      onPick={(picked) => onPick(picked === value ? undefined : picked)}
    />
  );
}

interface SleepProps {
  value: number | undefined;
  onAdd: (part: Partial<CheckIn>) => void;
}

function Sleep({ value, onAdd }: SleepProps) {
  const [text, setText] = useState(value === undefined ? "" : String(value));
  const [wrong, setWrong] = useState(false);
  const read = (typed: string) => {
    setText(typed);
    const hours = Number(typed.replace(",", "."));
    const fits = Number.isFinite(hours) && hours >= 0 && hours <= 24;
    setWrong(!fits);
    if (typed.trim() === "") onAdd({ sleep_hours: undefined } as Partial<CheckIn>);
    else if (fits) onAdd({ sleep_hours: hours });
  };
  return (
    <TextField
      label={t("sleepHours")}
      inputMode="decimal"
      maxLength={5}
      value={text}
      error={wrong ? t("sleepError") : undefined}
      onInput={read}
    />
  );
}

/** The longest note that the server takes. */
const NOTE_LENGTH = 4_000;

function NoteFields({ content, onAdd }: ExtrasProps) {
  const note = content.note ?? { text: "", private: false };
  const write = (changed: { text: string; private: boolean }) =>
    onAdd({ note: changed.text.trim() === "" ? undefined : changed } as Partial<CheckIn>);
  return (
    <>
      <TextArea
        label={t("note")}
        hint={t("noteUnwatched")}
        maxLength={NOTE_LENGTH}
        value={note.text}
        onInput={(text) => write({ ...note, text })}
      />
      {note.text ? (
        <Choices
          legend={t("noteWho")}
          layout="chips"
          options={[
            { value: "shared", label: t("noteShared") },
            { value: "private", label: t("notePrivate") },
          ]}
          value={note.private ? "private" : "shared"}
          onPick={(who) => write({ ...note, private: who === "private" })}
        />
      ) : null}
    </>
  );
}
