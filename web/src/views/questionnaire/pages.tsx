import type { Answers, Questionnaire } from "../../core/questionnaires.ts";
import { total } from "../../core/questionnaires.ts";
import { t } from "../../i18n/patient.ts";
import { go } from "../../router.ts";
import { Button } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Page } from "../../ui/page.tsx";
import { SaveError } from "../save-error.tsx";

interface IntroductionProps {
  questionnaire: Questionnaire;
  begun: boolean;
  onStart: () => void;
}

export function Introduction({ questionnaire, begun, onStart }: IntroductionProps) {
  return (
    <Page long title={questionnaire.title} backTo="/">
      <p class="questionnaire-intro">{questionnaire.intro}</p>
      <p>{begun ? t("begunToday") : t("allOrNothing")}</p>
      <Notice tone="caution">
        <p>{t("lookedAt")}</p>
      </Notice>
      <Button kind="primary" wide onClick={onStart}>
        {begun ? t("goOn") : t("start")}
      </Button>
      <p class="muted small questionnaire-copyright">{questionnaire.copyright}</p>
    </Page>
  );
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
  return (
    <Page
      long
      title={question.text}
      aside={t("step", { n: at + 1, of: questionnaire.questions.length })}
      backTo={`/questions/${questionnaire.id}`}
    >
      {question.required ? <p class="muted questionnaire-above">{questionnaire.intro}</p> : null}
      <ul class="plain-list stack-s">
        {question.options.map((option) => (
          <li key={option.value}>
            <Button wide pressed={option.value === answer} onClick={() => onPick(option.value)}>
              {option.label}
            </Button>
          </li>
        ))}
      </ul>
      {question.required ? null : (
        <Button kind="quiet" onClick={() => onPick(null)}>
          {t("skipQuestion")}
        </Button>
      )}
      <SaveError />
    </Page>
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
      {sum === null ? null : <p>{t("totalOf", { name: questionnaire.title, n: sum })}</p>}
      <Button kind="primary" wide onClick={() => go("/", { replace: true })}>
        {t("done")}
      </Button>
    </Page>
  );
}
