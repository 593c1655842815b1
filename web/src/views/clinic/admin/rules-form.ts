/** The rules as values: what was typed, what is wrong with it, and what is sent: only what was moved. */
import {
  type ClinicRules,
  type RuleRow,
  type RulesChange,
  URGENCIES,
  type Urgency,
} from "../../../core/admin.ts";
import type { Problem } from "../../../core/problem.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { objections } from "./objections.ts";

export interface RulesForm {
  readonly values: Readonly<Record<string, string>>;
  readonly tiers: Readonly<Record<string, Urgency>>;
}

export function rulesFormOf({ rules, red_flags }: ClinicRules): RulesForm {
  return {
    values: Object.fromEntries(rules.map((row) => [row.id, String(row.value)])),
    tiers: Object.fromEntries(red_flags.map((flag) => [flag.id, flag.tier])),
  };
}

/** What was moved, or null where nothing was. */
export function changeOf(form: RulesForm, known: ClinicRules): RulesChange | null {
  const values = known.rules.filter((row) => typed(form, row) !== row.value);
  const tiers = known.red_flags.filter((flag) => form.tiers[flag.id] !== flag.tier);
  if (values.length + tiers.length === 0) return null;
  return {
    version: known.version,
    values: Object.fromEntries(values.map((row) => [row.id, typed(form, row)])),
    tiers: Object.fromEntries(tiers.map((flag) => [flag.id, form.tiers[flag.id] ?? flag.tier])),
  };
}

/** What can be seen to be wrong before the server looks, at the row it is wrong in. */
export function mistakesIn(form: RulesForm, known: ClinicRules): Problem | null {
  return objections(known.rules.map((row) => [pointer(row.id), mistake(form, row)]));
}

/** Where the server names a row. */
export function pointer(id: string): string {
  return `/values/${id}`;
}

/** The tiers a red flag may have: as it came, or more urgent. */
export function tiersOf(shipped: Urgency): readonly Urgency[] {
  return URGENCIES.slice(0, URGENCIES.indexOf(shipped) + 1);
}

function typed(form: RulesForm, row: RuleRow): number {
  const text = (form.values[row.id] ?? "").trim().replace(",", ".");
  return text === "" ? Number.NaN : Number(text);
}

function mistake(form: RulesForm, row: RuleRow): string | false {
  const value = typed(form, row);
  const { least, most } = row;
  return !(value >= least && value <= most) && a("needNumber", { least, most });
}
