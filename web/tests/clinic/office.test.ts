import { expect, test } from "vitest";
import { auditQuery, type ClinicSettings, type Person, WHOLE_LOG } from "../../src/core/admin.ts";
import { peopleFitting } from "../../src/views/clinic/admin/people-list.ts";
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
  rules: { silent_days: 3, due_after: { page_minutes: 15, same_day_hours: 8 } },
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
    silentDays: "15",
    pageMinutes: "4.5",
    line: "call us",
    noDrivingEs: " ",
  };
  expect(mistakesOf(form)?.errors).toEqual([
    { pointer: "/crisis/line", detail: "Write a phone number." },
    { pointer: "/words/no_driving/es", detail: "This can't be empty." },
    { pointer: "/rules/silent_days", detail: "Write a whole number from 1 to 14." },
    { pointer: "/rules/due_after/page_minutes", detail: "Write a whole number from 5 to 60." },
  ]);
});

test("the log is asked for what was chosen, and for what comes before the last that is shown", () => {
  expect(auditQuery(WHOLE_LOG, null)).toBe("");
  expect(auditQuery({ ...WHOLE_LOG, patient: "p", from: "2026-11-01" }, 40)).toBe(
    "?patient=p&from=2026-11-01&before=40",
  );
});
