import { useEffect, useState } from "preact/hooks";
import type { ClinicSettings } from "../../../core/admin.ts";
import { type Problem, problemAt } from "../../../core/problem.ts";
import { changeClinic } from "../../../data/admin.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { weekday } from "../../../i18n/format.ts";
import { loadSettings, settings } from "../../../state/admin.ts";
import { refresh } from "../../../state/identity.ts";
import { Card } from "../../../ui/card.tsx";
import { TextArea, TextField } from "../../../ui/field.tsx";
import { announce } from "../../../ui/live.tsx";
import { Page } from "../../../ui/page.tsx";
import { Waiting } from "../waiting.tsx";
import { Form, taken, useSending } from "./form.tsx";
import {
  DAYS,
  dayPointer,
  LIMITS,
  mistakesOf,
  type Setting,
  type SettingsForm,
  settingsFormOf,
  settingsOf,
} from "./settings-form.ts";
import { ZoneSelect } from "./zone-select.tsx";

/** The clinic's own words and numbers, when it is open and who is on call. */
export function ClinicSettingsPage() {
  useEffect(() => {
    void loadSettings();
  }, []);
  const known = settings.value;
  return (
    <Page title={a("clinic")} backTo="/">
      {known ? <Settings known={known} /> : <Waiting retry={() => void loadSettings()} />}
    </Page>
  );
}

function Settings({ known }: { known: ClinicSettings }) {
  const [form, setForm] = useState<SettingsForm>(() => settingsFormOf(known));
  const { problem, busy, send } = useSending();
  const save = async () => {
    const came = await send(() => changeClinic(settingsOf(form, known)), mistakesOf(form));
    if (!taken(came)) return;
    announce(a("saved"));
    await Promise.all([loadSettings(), refresh()]); // the name and the numbers stand in the bar and on the crisis card
  };
  const part = { form, problem, set: (changed: Partial<SettingsForm>) => setForm({ ...form, ...changed }) };
  return (
    <Form problem={problem} busy={busy} submit={a("saveClinic")} onSubmit={() => void save()}>
      <Card title={a("aboutClinic")}>
        <Line {...part} setting="name" label={a("clinicName")} />
        <Line {...part} setting="phone" label={a("phone")} />
        <Line {...part} setting="hours" label={a("hours")} hint={a("hoursHint")} />
        <ZoneSelect
          label={a("zone")}
          value={form.zone}
          onChange={(zone) => part.set({ zone })}
          error={problemAt(problem, "/zone")}
        />
      </Card>
      <Card title={a("inAnEmergency")}>
        <p class="muted small">{a("emergencyHint")}</p>
        <Line {...part} setting="emergency" label={a("emergencyNumber")} />
        <Line {...part} setting="line" label={a("crisisLine")} />
        <Line {...part} setting="lineName" label={a("crisisLineName")} />
      </Card>
      <Card title={a("words")}>
        <p class="muted small">{a("wordsHint")}</p>
        <Lines {...part} setting="noDrivingEn" label={a("noDriving", { language: "English" })} />
        <Lines {...part} setting="noDrivingEs" label={a("noDriving", { language: "español" })} />
        <Lines {...part} setting="unwatchedEn" label={a("unwatched", { language: "English" })} />
        <Lines {...part} setting="unwatchedEs" label={a("unwatched", { language: "español" })} />
      </Card>
      <Card title={a("whenOpen")}>
        <p class="muted small">{a("whenOpenHint")}</p>
        <div class="office-fields">
          {DAYS.map((day, place) => (
            <TextField
              key={day}
              label={weekday(place + 1)}
              value={form[day]}
              onInput={(value) => part.set({ [day]: value })}
              error={problemAt(problem, dayPointer(day))}
            />
          ))}
        </div>
        <p class="muted small">{a("onCallHint")}</p>
        <Line {...part} setting="onCallName" label={a("onCallName")} />
        <Line {...part} setting="onCallPhone" label={a("onCallPhone")} />
      </Card>
    </Form>
  );
}

interface PartProps {
  form: SettingsForm;
  problem: Problem | null;
  set: (changed: Partial<SettingsForm>) => void;
  setting: Setting;
  label: string;
  hint?: string;
}

/** What a field needs to be one setting of the form. */
function tied({ form, problem, set, setting, label, hint }: PartProps) {
  return {
    label,
    hint,
    value: form[setting],
    onInput: (value: string) => set({ [setting]: value }),
    error: problemAt(problem, LIMITS[setting].pointer),
  };
}

function Line(props: PartProps) {
  return <TextField {...tied(props)} autocomplete="off" maxLength={LIMITS[props.setting].most} />;
}

function Lines(props: PartProps) {
  return <TextArea {...tied(props)} maxLength={LIMITS[props.setting].most} />;
}
