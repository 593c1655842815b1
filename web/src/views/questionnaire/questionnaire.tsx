import "./questionnaire.css";
import { useEffect, useState } from "preact/hooks";
import gad7 from "../../../../journal/clinical/instruments/gad-7.json";
import phq9 from "../../../../journal/clinical/instruments/phq-9.json";
import {
  type Answers,
  type FhirQuestionnaire,
  opensCrisisCard,
  read,
  total,
} from "../../core/questionnaires.ts";
import { readDraft, writeDraft } from "../../data/kept.ts";
import { language } from "../../i18n/language.ts";
import { go, state } from "../../router.ts";
import { correct, place as journalPlace, record, rows, today } from "../../state/journal.ts";
import { NotFound } from "../not-found.tsx";
import { trySave } from "../try-save.ts";
import { Introduction, QuestionPage, Thanks } from "./pages.tsx";

const DEFINITIONS: Readonly<Record<string, FhirQuestionnaire>> = { "phq-9": phq9, "gad-7": gad7 };

/** Where in the questionnaire one is: a question's number from 0, or the end. `edit`: answers given earlier today. */
interface Place {
  at?: number | "end";
  edit?: string;
}

interface Begun {
  day: string;
  answers: Answers;
}

/** One question a screen. What is answered stays on this phone until the day is over; it counts when complete. */
export function Questionnaire({ id }: { id: string }) {
  const definition = DEFINITIONS[id];
  return definition ? <Answering key={id} definition={definition} /> : <NotFound />;
}

function Answering({ definition }: { definition: FhirQuestionnaire }) {
  const questionnaire = read(definition, language.value);
  const place = (state.value ?? {}) as Place;
  const [answers, setAnswers] = useState<Answers>({});
  const [begun, setBegun] = useState(false);
  const { questions } = questionnaire;
  const move = (at: Place["at"], replace = false) =>
    go(`/questions/${questionnaire.id}`, { state: { ...place, at }, replace });

  useEffect(() => {
    void remembered(questionnaire.id, place.edit).then((found) => {
      setAnswers(found);
      setBegun(Object.keys(found).length > 0);
    });
  }, []);

  const finish = async (given: Answers): Promise<boolean> => {
    const { id, version } = questionnaire;
    const content = {
      kind: "questionnaire_response" as const,
      questionnaire: id,
      version,
      answers: { ...given },
    };
    const saved = await trySave(() => (place.edit ? correct(place.edit, content) : record(content)));
    if (saved === null) return false;
    await forget(id);
    return true;
  };

  const pick = async (linkId: string, value: number | null, at: number) => {
    const given = changed(answers, linkId, value);
    setAnswers(given);
    await remember(questionnaire.id, given);
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
    const next = questions.findIndex(({ linkId }) => answers[linkId] === undefined);
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

/** What was answered before: earlier today and not finished, or the entry that is answered again. */
async function remembered(id: string, edit: string | undefined): Promise<Answers> {
  const row = rows.value.find((each) => each.id === edit);
  if (row?.content.kind === "questionnaire_response") return row.content.answers;
  const at = journalPlace();
  const begun = at ? await readDraft<Begun>(at.store, at.patient, draftName(id)) : null;
  return begun?.day === today() ? begun.answers : {};
}

async function remember(id: string, answers: Answers): Promise<void> {
  const at = journalPlace();
  if (at) await writeDraft(at.store, at.patient, draftName(id), { day: today(), answers } satisfies Begun);
}

async function forget(id: string): Promise<void> {
  const at = journalPlace();
  if (at) await writeDraft(at.store, at.patient, draftName(id), null);
}
