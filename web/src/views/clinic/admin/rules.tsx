import { useEffect, useState } from "preact/hooks";
import type { ClinicRules, RedFlag, RuleRow, RulesVersion, Urgency } from "../../../core/admin.ts";
import { type Problem, problemAt } from "../../../core/problem.ts";
import { changeRules } from "../../../data/admin.ts";
import { adminWords as a, codeWord } from "../../../i18n/admin.ts";
import { clinicWords as c, ruleWord } from "../../../i18n/clinic.ts";
import { dayAndTime } from "../../../i18n/format.ts";
import { language } from "../../../i18n/language.ts";
import { loadRules, rules, rulesVersions } from "../../../state/admin.ts";
import { Card } from "../../../ui/card.tsx";
import { Select, TextField } from "../../../ui/field.tsx";
import { announce } from "../../../ui/live.tsx";
import { Page } from "../../../ui/page.tsx";
import { Waiting } from "../waiting.tsx";
import { Form, taken, useSending } from "./form.tsx";
import { changeOf, mistakesIn, pointer, type RulesForm, rulesFormOf, tiersOf } from "./rules-form.ts";

/** The numbers the clinic goes by, each with its limits and its source, and what was changed when. */
export function RulesPage() {
  useEffect(() => {
    void loadRules();
  }, []);
  const known = rules.value;
  return (
    <Page title={a("rules")} backTo="/">
      {known ? (
        <>
          <Rules key={known.version} known={known} />
          <History known={known} versions={rulesVersions.value} />
        </>
      ) : (
        <Waiting retry={() => void loadRules()} />
      )}
    </Page>
  );
}

function Rules({ known }: { known: ClinicRules }) {
  const [form, setForm] = useState<RulesForm>(() => rulesFormOf(known));
  const { problem, busy, send } = useSending();
  const save = async () => {
    const change = changeOf(form, known);
    const wrong = mistakesIn(form, known);
    if (!(change || wrong)) {
      announce(a("rulesNothing"));
      return;
    }
    const came = await send(
      () => changeRules(change ?? { version: known.version, values: {}, tiers: {} }),
      wrong,
    );
    if (came && "refused" in came && came.refused.status === CONFLICT) {
      announce(a("rulesNewer"));
      await loadRules();
    }
    if (!taken(came)) return;
    announce(a("rulesSaved", { version: String(came.answer.version) }));
    await loadRules();
  };
  const type = (id: string, value: string) => setForm({ ...form, values: { ...form.values, [id]: value } });
  const pick = (id: string, tier: Urgency) => setForm({ ...form, tiers: { ...form.tiers, [id]: tier } });
  return (
    <Form problem={problem} busy={busy} submit={a("rulesSave")} onSubmit={() => void save()}>
      <p>{a("rulesMean")}</p>
      <p class="muted small">{versionWords(known)}</p>
      <Card title={a("rulesUrgency")}>
        <p class="muted small">{a("rulesUrgencyHint")}</p>
        <div class="office-fields">
          {known.red_flags.map((flag) => (
            <Flag key={flag.id} flag={flag} tier={form.tiers[flag.id] ?? flag.tier} onPick={pick} />
          ))}
        </div>
      </Card>
      <Card title={a("rulesNumbers")}>
        <Numbers rows={known.rules} form={form} problem={problem} onType={type} />
      </Card>
    </Form>
  );
}

const CONFLICT = 409;

function versionWords({ version, made_at }: ClinicRules): string {
  if (made_at === null) return a("rulesShipped");
  return a("rulesVersion", { version: String(version), when: dayAndTime(made_at) });
}

interface FlagProps {
  flag: RedFlag;
  tier: Urgency;
  onPick: (id: string, tier: Urgency) => void;
}

function Flag({ flag, tier, onPick }: FlagProps) {
  const options = tiersOf(flag.shipped).map((value) => ({ value, label: codeWord("urgency", value) }));
  if (options.length === 1) {
    return (
      <p>
        {ruleWord(flag.id)}: <strong>{codeWord("urgency", tier)}</strong>{" "}
        <span class="muted small">({a("rulesFixed")})</span>
      </p>
    );
  }
  return (
    <Select
      label={ruleWord(flag.id)}
      value={tier}
      options={options}
      onChange={(value) => onPick(flag.id, value)}
    />
  );
}

interface NumbersProps {
  rows: readonly RuleRow[];
  form: RulesForm;
  problem: Problem | null;
  onType: (id: string, value: string) => void;
}

/** A table on a wide screen, a list of fields on a narrow one. */
function Numbers({ rows, form, problem, onType }: NumbersProps) {
  return (
    <ul class="plain-list rules-list">
      {rows.map((row) => (
        <li key={row.id} class="rules-row">
          {row.least === row.most ? (
            <p>
              {labelOf(row)}: <strong>{withUnit(row.value, row.unit)}</strong>{" "}
              <span class="muted small">({a("rulesFixed")})</span>
            </p>
          ) : (
            <TextField
              label={labelOf(row)}
              value={form.values[row.id] ?? ""}
              onInput={(value) => onType(row.id, value)}
              inputMode="decimal"
              maxLength={6}
              hint={hintOf(row)}
              error={problemAt(problem, pointer(row.id))}
            />
          )}
          <p class="muted small">
            {a("rulesSource")}: {row.source}
          </p>
        </li>
      ))}
    </ul>
  );
}

function labelOf(row: RuleRow): string {
  return row.label[language.value];
}

function withUnit(value: number, unit: string): string {
  return `${value} ${codeWord("unit", unit)}`.trim();
}

/** "1 to 14 days · As it came: 3 days" */
function hintOf(row: RuleRow): string {
  const limits =
    `${a("rulesRange", { least: row.least, most: row.most })} ${codeWord("unit", row.unit)}`.trim();
  return `${limits} · ${a("rulesCame")}: ${withUnit(row.default, row.unit)}`;
}

function History({ known, versions }: { known: ClinicRules; versions: readonly RulesVersion[] }) {
  if (versions.length === 0) return null;
  const rows = new Map(known.rules.map((row) => [row.id, row]));
  return (
    <Card title={a("rulesHistory")}>
      <ul class="plain-list stack">
        {versions.map((made) => (
          <li key={made.version}>
            <strong>
              {a("rulesBy", {
                version: String(made.version),
                name: made.made_by ?? a("rulesCarried"),
                when: dayAndTime(made.made_at),
              })}
            </strong>
            <ul>
              {made.changes.map(({ id, before, after }) => (
                <li key={id}>
                  {a("rulesMoved", {
                    what: nameOf(rows.get(id), id),
                    before: said(before),
                    after: said(after),
                  })}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function nameOf(row: RuleRow | undefined, id: string): string {
  return row ? labelOf(row) : `${c("alerts")}: ${ruleWord(id)}`;
}

function said(value: number | Urgency): string {
  return typeof value === "number" ? String(value) : codeWord("urgency", value);
}
