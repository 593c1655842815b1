import { expect, test } from "vitest";
import {
  auditQuery,
  type ClinicRules,
  type ClinicSettings,
  type Person,
  WHOLE_LOG,
} from "../../src/core/admin.ts";
import { peopleFitting } from "../../src/views/clinic/admin/people-list.ts";
import { changeOf, mistakesIn, rulesFormOf, tiersOf } from "../../src/views/clinic/admin/rules-form.ts";
import { mistakesOf, settingsFormOf, settingsOf } from "../../src/views/clinic/admin/settings-form.ts";

const person = (name: string, role: Person["role"], email: string | null): Person => ({
  id: name,
  name,
  role,
  email,
  state: "active",
  care_team: [],
});
const [alice, bob, dana] = [
  person("Alice Núñez", "patient", "alice@example.org"),
  person("Bob", "patient", null),
  person("Dana", "provider", "dana@example.org"),
];

const NORTH: ClinicSettings = {
  id: "north",
  name: "North",
  phone: "555 0100",
  hours: "Mon-Fri 9-5",
  zone: "America/New_York",
  crisis: { emergency: "911", line: "988", line_name: null },
  words: {
    no_driving: { en: "No driving today.", es: "Hoy no conduzcas." },
    unwatched: { en: "Nobody watches this live.", es: "Nadie mira esto en vivo." },
  },
  office_hours: [
    { days: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" },
    { days: [6], from: "22:00", to: "00:00" },
  ],
  on_call: { name: "Dr. Ng", phone: "555 0199" },
};

test("people are found by name or e-mail, whatever accents were typed, and stand by name", () => {
  expect(peopleFitting([dana, bob, alice], null, "")).toEqual([alice, bob, dana]);
  expect(peopleFitting([dana, bob, alice], null, "nunez")).toEqual([alice]);
  expect(peopleFitting([dana, bob, alice], null, "DANA@")).toEqual([dana]);
  expect(peopleFitting([dana, bob, alice], "patient", "dana")).toEqual([]);
});

test("settings that nobody touched are sent as they were read", () => {
  expect(settingsOf(settingsFormOf(NORTH), NORTH)).toEqual(NORTH);
  expect(mistakesOf(settingsFormOf(NORTH))).toBeNull();
});

test("each setting that is wrong is named at its own field, with its limits", () => {
  const form = {
    ...settingsFormOf(NORTH),
    onCallPhone: "call me",
    day2: "18:00-08:00",
    day3: "9-5",
    line: "call us",
    noDrivingEs: " ",
  };
  expect(mistakesOf(form)?.errors).toEqual([
    { pointer: "/crisis/line", detail: "Write a phone number." },
    { pointer: "/words/no_driving/es", detail: "This can't be empty." },
    { pointer: "/office_hours/day2", detail: "Write it as 08:00-18:00." },
    { pointer: "/office_hours/day3", detail: "Write it as 08:00-18:00." },
    { pointer: "/on_call/phone", detail: "Write a phone number." },
  ]);
});

test("the log is asked for what was chosen, and for what comes before the last that is shown", () => {
  expect(auditQuery(WHOLE_LOG, null)).toBe("");
  expect(auditQuery({ ...WHOLE_LOG, patient: "p", from: "2026-11-01" }, 40)).toBe(
    "?patient=p&from=2026-11-01&before=40",
  );
});

test("office hours are typed by day, with a break or none, and nobody need be on call", () => {
  const form = {
    ...settingsFormOf(NORTH),
    day1: "08:00 – 12:00, 13:00-18:00",
    onCallName: "",
    onCallPhone: " ",
  };
  expect(mistakesOf(form)).toBeNull();
  const sent = settingsOf(form, NORTH);
  expect(sent.on_call).toBeNull();
  expect(sent.office_hours).toEqual([
    { days: [1], from: "08:00", to: "12:00" },
    { days: [1], from: "13:00", to: "18:00" },
    { days: [2, 3, 4, 5], from: "08:00", to: "18:00" },
    { days: [6], from: "22:00", to: "00:00" },
  ]);
});

const RULES: ClinicRules = {
  version: 4,
  made_at: "2026-11-23T17:00:00Z",
  rules: [
    {
      id: "silence.days",
      value: 3,
      default: 3,
      unit: "days",
      least: 1,
      most: 14,
      source: "rule",
      label: { en: "Silence", es: "Silencio" },
    },
    {
      id: "phq-9.remission_below",
      value: 5,
      default: 5,
      unit: "points",
      least: 5,
      most: 5,
      source: "published",
      label: { en: "Remission", es: "Remisión" },
    },
  ],
  red_flags: [{ id: "craving", tier: "same_day", shipped: "review", source: "table" }],
};

test("of the rules only what was moved is sent, with the version that was read", () => {
  const form = rulesFormOf(RULES);
  expect(changeOf(form, RULES)).toBeNull();
  const moved = { values: { ...form.values, "silence.days": " 4 " }, tiers: { craving: "page" as const } };
  expect(mistakesIn(moved, RULES)).toBeNull();
  expect(changeOf(moved, RULES)).toEqual({
    version: 4,
    values: { "silence.days": 4 },
    tiers: { craving: "page" },
  });
});

test("a rule beyond its limits is named at its own row, and an alert is never less urgent than it came", () => {
  for (const typed of ["0", "15", "", "three"]) {
    const form = { ...rulesFormOf(RULES), values: { "silence.days": typed, "phq-9.remission_below": "5" } };
    expect(mistakesIn(form, RULES)?.errors).toEqual([
      { pointer: "/values/silence.days", detail: "Write a number from 1 to 14." },
    ]);
  }
  expect(tiersOf("page")).toEqual(["page"]);
  expect(tiersOf("review")).toEqual(["page", "same_day", "review"]);
});
