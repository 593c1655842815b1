import type { Answers, Question, Questionnaire } from "../../core/questionnaires.ts";
import { isNumbered, total } from "../../core/questionnaires.ts";
import { number } from "../../i18n/format.ts";
import { language } from "../../i18n/language.ts";
import { t } from "../../i18n/patient.ts";
import { q } from "../../i18n/questionnaire.ts";
import { go } from "../../router.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { Scale } from "../../ui/scale.tsx";
import { SaveError } from "../save-error.tsx";

interface IntroductionProps {
  questionnaire: Questionnaire;
  /** A form begun before: gone on with, or begun too long ago. */
  begun: "going on" | "too late" | null;
  onStart: () => void;
}

export function Introduction({ questionnaire, begun, onStart }: IntroductionProps) {
  const lang = spoken(questionnaire);
  return (
    <Page long title={questionnaire.title} backTo="/">
      {lang === undefined ? null : <p>{q("otherLanguage")}</p>}
      {questionnaire.intro ? (
        <p class="questionnaire-intro" lang={lang}>
          {questionnaire.intro}
        </p>
      ) : null}
      {begun === "too late" ? <p>{q("startedAfresh")}</p> : null}
      <p>{begun === "going on" ? q("begun") : q("allOrNothing")}</p>
      <Notice tone="caution">
        <p>{t("lookedAt")}</p>
      </Notice>
      <Button kind="primary" wide onClick={onStart}>
        {begun === "going on" ? t("goOn") : t("start")}
      </Button>
      <p class="muted small questionnaire-copyright">{questionnaire.copyright}</p>
    </Page>
  );
}

/** The form's language, where it is not the app's. */
function spoken({ lang }: Questionnaire): string | undefined {
  return lang === language.value ? undefined : lang;
}

interface QuestionProps {
  questionnaire: Questionnaire;
  at: number;
  answer: number | null;
  onPick: (value: number | null) => void;
}

/** The question's text is its title; what stands above all items, word for word, is above this one too. */
export function QuestionPage({ questionnaire, at, answer, onPick }: QuestionProps) {
  const question = questionnaire.questions[at];
  if (!question) return null;
  const lang = spoken(questionnaire);
  return (
    <Page
      long
      title={question.text}
      lang={lang}
      aside={t("step", { n: at + 1, of: questionnaire.questions.length })}
      backTo={`/questions/${questionnaire.id}`}
    >
      <progress
        class="questionnaire-progress"
        max={questionnaire.questions.length}
        value={at}
        aria-hidden="true"
      />
      {question.required && questionnaire.stem ? (
        <p class="muted questionnaire-above" lang={lang}>
          {questionnaire.stem}
        </p>
      ) : null}
      <div lang={lang}>
        {isNumbered(question) ? (
          <Numbers question={question} answer={answer} onPick={onPick} />
        ) : (
          <Options question={question} answer={answer} onPick={onPick} />
        )}
      </div>
      {question.required ? null : (
        <Button kind="quiet" onClick={() => onPick(null)}>
          {t("skipQuestion")}
        </Button>
      )}
      <SaveError />
    </Page>
  );
}

interface AnswerProps {
  question: Question;
  answer: number | null;
  onPick: (value: number) => void;
}

function Options({ question, answer, onPick }: AnswerProps) {
  return (
    <ul class="plain-list stack-s">
      {question.options.map((option) => (
        <li key={option.value}>
          <Button wide pressed={option.value === answer} onClick={() => onPick(option.value)}>
            {option.label}
          </Button>
        </li>
      ))}
    </ul>
  );
}

/** A line from 0 to 10 whose ends have words. */
function Numbers({ question, answer, onPick }: AnswerProps) {
  const labels = question.options.map(({ label }) => label);
  const said = (value: number) => {
    const label = labels[value] ?? "";
    return label === String(value) ? label : q("answerIs", { n: label, label: value });
  };
  return (
    <Scale
      label={question.text}
      low={labels[0] ?? ""}
      high={labels.at(-1) ?? ""}
      value={answer}
      name={said}
      onPick={onPick}
    />
  );
}

interface ThanksProps {
  questionnaire: Questionnaire;
  answers: Answers;
}

export function Thanks({ questionnaire, answers }: ThanksProps) {
  const sum = total(questionnaire, answers);
  return (
    <Page title={t("thanks")} backTo="/">
      <p>{t("answersSaved")}</p>
      {sum === null ? null : <p>{t("totalOf", { name: questionnaire.title, n: number(sum) })}</p>}
      <Button kind="primary" wide onClick={() => go("/", { replace: true })}>
        {t("done")}
      </Button>
    </Page>
  );
}
