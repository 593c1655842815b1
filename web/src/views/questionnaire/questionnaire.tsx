import "./questionnaire.css";
import { useEffect, useState } from "preact/hooks";
import gad7 from "../../../../journal/clinical/instruments/gad-7.json";
import pcl5 from "../../../../journal/clinical/instruments/pcl-5.json";
import peg from "../../../../journal/clinical/instruments/peg.json";
import phq9 from "../../../../journal/clinical/instruments/phq-9.json";
import {
  type Answers,
  type Begun,
  type FhirQuestionnaire,
  isAnswered,
  opensCrisisCard,
  read,
  resumed,
  total,
} from "../../core/questionnaires.ts";
import { now } from "../../data/clock.ts";
import { readDraft, writeDraft } from "../../data/kept.ts";
import { language } from "../../i18n/language.ts";
import { q } from "../../i18n/questionnaire.ts";
import { go, state } from "../../router.ts";
import { keptForm } from "../../state/forms.ts";
import { canStore, isOpen, place as journalPlace, rows } from "../../state/journal.ts";
import { correct, record } from "../../state/writing.ts";
import { Page } from "../../ui/page.tsx";
import { trySave } from "../try-save.ts";
import { Introduction, QuestionPage, Thanks } from "./pages.tsx";

const DEFINITIONS: ReadonlyMap<string, FhirQuestionnaire> = new Map<string, FhirQuestionnaire>([
  ["phq-9", phq9],
  ["gad-7", gad7],
  ["pcl-5", pcl5],
  ["peg", peg],
]);

/** Where in the questionnaire one is: a question's number from 0, or the end. `edit`: answers given earlier today. */
interface Place {
  at?: number | "end";
  edit?: string;
}

/** What was answered before, and when it was begun. `begun`: as the introduction says it. */
interface Remembered {
  readonly since: number | null;
  readonly answers: Answers;
  readonly begun: "going on" | "too late" | null;
}

const NOTHING: Remembered = { since: null, answers: {}, begun: null };

/** Not before the journal is open: what was answered earlier, and a clinic's own form, are kept beside it. */
export function Questionnaire({ id }: { id: string }) {
  return isOpen.value || !canStore.value ? <Form key={id} id={id} /> : null;
}

/** One question a screen. What is answered stays on this phone for a day; it counts when complete. */
function Form({ id }: { id: string }) {
  const [definition, setDefinition] = useState<FhirQuestionnaire | null | undefined>(DEFINITIONS.get(id));
  useEffect(() => {
    if (definition === undefined) void keptForm<FhirQuestionnaire>(id).then(setDefinition);
  }, []);
  if (definition === undefined) return null;
  if (definition === null) return <NotHere />;
  return <Answering key={id} definition={definition} />;
}

function NotHere() {
  return (
    <Page title={q("notHereTitle")} backTo="/">
      <p>{q("notHere")}</p>
    </Page>
  );
}

function Answering({ definition }: { definition: FhirQuestionnaire }) {
  const questionnaire = read(definition, language.value);
  const place = (state.value ?? {}) as Place;
  const [{ answers, since, begun }, setRemembered] = useState(NOTHING);
  const { questions, version } = questionnaire;
  const move = (at: Place["at"], replace = false) =>
    go(`/questions/${questionnaire.id}`, { state: { ...place, at }, replace });

  useEffect(() => {
    void remembered(questionnaire, place.edit).then((found) => {
      setRemembered(found);
      // the browser may still be at a question in the middle of what is no longer there
      if (found.begun === "too late") move(undefined, true);
    });
  }, []);

  const finish = async (given: Answers): Promise<boolean> => {
    const { id } = questionnaire;
    const content = {
      kind: "questionnaire_response" as const,
      questionnaire: id,
      version,
      answers: { ...given },
      ...scored(total(questionnaire, given)),
    };
    const saved = await trySave(() => (place.edit ? correct(place.edit, content) : record(content)));
    if (saved === null) return false;
    await forget(id);
    return true;
  };

  const pick = async (linkId: string, value: number | null, at: number) => {
    if (since !== null && resumed({ at: since, version, answers }, version, now()) === "too late") {
      await forget(questionnaire.id);
      setRemembered({ ...NOTHING, begun: "too late" });
      move(undefined, true);
      return;
    }
    const given = changed(answers, linkId, value);
    const first = since ?? now();
    setRemembered({ answers: given, since: first, begun });
    await remember(questionnaire.id, { at: first, version, answers: given });
    // Whoever has such thoughts is not asked one more thing: all nine are answered, so it is saved as it is, the
    // clinic hears of it as soon as it can, and the numbers are on the screen before any thank-you.
    if (value !== null && opensCrisisCard(linkId, value) && total(questionnaire, given) !== null) {
      if (await finish(given)) go("/help", { replace: true });
      return;
    }
    if (at + 1 < questions.length) move(at + 1);
    else if (await finish(given)) move("end", true);
  };

  if (place.at === "end") return <Thanks questionnaire={questionnaire} answers={answers} />;
  const question = typeof place.at === "number" ? questions[place.at] : undefined;
  if (question === undefined || typeof place.at !== "number") {
    const next = questions.findIndex(({ linkId }) => !isAnswered(answers, linkId));
    return (
      <Introduction questionnaire={questionnaire} begun={begun} onStart={() => move(Math.max(0, next))} />
    );
  }
  const at = place.at;
  return (
    <QuestionPage
      key={question.linkId}
      questionnaire={questionnaire}
      at={at}
      answer={answers[question.linkId] ?? null}
      onPick={(value) => void pick(question.linkId, value, at)}
    />
  );
}

function changed(answers: Answers, linkId: string, value: number | null): Answers {
  const { [linkId]: _, ...others } = answers;
  return value === null ? others : { ...others, [linkId]: value };
}

function draftName(id: string): string {
  return `questionnaire:${id}`;
}

/** What this device made of the answers; the server makes it again. */
function scored(score: number | null): { score?: number } {
  return score === null ? {} : { score };
}

/** What was answered before: begun and not finished, or the entry that is answered again. */
async function remembered(
  { id, version }: { id: string; version: string },
  edit: string | undefined,
): Promise<Remembered> {
  const row = rows.value.find((each) => each.id === edit);
  if (row?.content.kind === "questionnaire_response") {
    return { since: null, answers: row.content.answers, begun: "going on" };
  }
  const at = journalPlace();
  const found = at
    ? resumed(await readDraft<Begun>(at.store, at.patient, draftName(id)), version, now())
    : null;
  if (found === null) return NOTHING;
  if (found !== "too late") return { since: found.at, answers: found.answers, begun: "going on" };
  await forget(id);
  return { ...NOTHING, begun: "too late" };
}

async function remember(id: string, begun: Begun): Promise<void> {
  const at = journalPlace();
  if (at) await writeDraft(at.store, at.patient, draftName(id), begun);
}

async function forget(id: string): Promise<void> {
  const at = journalPlace();
  if (at) await writeDraft(at.store, at.patient, draftName(id), null);
}
