import "./session-day.css";
import { useState } from "preact/hooks";
import { localDay } from "../../core/dates.ts";
import type { Standing } from "../../core/session-day.ts";
import { type Question as Asked, nameOf, questions } from "../../core/session-questions.ts";
import { now } from "../../data/clock.ts";
import { time } from "../../i18n/format.ts";
import { t } from "../../i18n/patient.ts";
import { s } from "../../i18n/session-day.ts";
import { go } from "../../router.ts";
import { zone } from "../../state/day.ts";
import { episodes, unsent } from "../../state/journal.ts";
import {
  answered,
  asked,
  endSession,
  finished,
  forgetSession,
  isOwn,
  putAside,
  sessionDay,
} from "../../state/session-day.ts";
import { Button } from "../../ui/button.tsx";
import { announce } from "../../ui/live.tsx";
import { EffectQuestion } from "./effect-question.tsx";
import { Frame } from "./frame.tsx";
import { CheckInQuestion, checkIn, SleepQuestion } from "./morning.tsx";
import { RideQuestion } from "./ride.tsx";

/** A session day, one question a screen: for whoever feels detached and sees blurred. */
export function SessionDay() {
  const at = sessionDay.value;
  if (at === null) return null;
  if (at.step === "chair") return <Chair />;
  const question = at.asks ? open(at)[0] : undefined;
  if (question === undefined) return <Rest at={at} />;
  return <Question key={nameOf(question)} first={question} />;
}

function open({ step }: Standing): readonly Asked[] {
  return questions(step, {
    running: episodes.value.map(({ content }) => content.effect),
    asked: asked.value,
    checkedIn: checkIn.value !== undefined,
    slept: checkIn.value?.content.sleep_hours !== undefined,
  });
}

/** `first`: the answer changes what there is to ask, and the question stays until it is written. */
function Question({ first }: { first: Asked }) {
  const [question] = useState(first);
  const [busy, setBusy] = useState(false);
  const done = async () => {
    const at = sessionDay.value;
    await answered(nameOf(question));
    if (at && open(at).length === 0) await finished();
    announce(t("saved"));
  };
  /** One tap, one answer: a second one while the first is written is a slip of the finger. */
  const once = async (act: () => Promise<boolean>) => {
    if (busy) return;
    setBusy(true);
    const saved = await act();
    setBusy(false);
    if (saved) await done();
  };
  switch (question.ask) {
    case "ride":
      return <RideQuestion onDone={done} />;
    case "effect":
      return <EffectQuestion question={question} once={once} />;
    case "mood":
      return <CheckInQuestion once={once} />;
    case "sleep":
      return <SleepQuestion once={once} />;
  }
}

function Chair() {
  return (
    <Frame title={s("inSession")} words={false}>
      <p>{s("restNow")}</p>
      {isOwn.value ? (
        <div class="session-answers">
          <Button onClick={() => void endSession()}>{s("sessionOver")}</Button>
          <Button kind="quiet" onClick={() => void forgetSession()}>
            {s("noSession")}
          </Button>
        </div>
      ) : null}
    </Frame>
  );
}

function Rest({ at }: { at: Standing }) {
  return (
    <Frame title={s("rest")} redFlags>
      <p>{whenAsked(at)}</p>
      <p class="muted">{unsent.value === 0 ? t("sentAll") : t("waiting", { n: unsent.value })}</p>
      <div class="session-answers">
        <Button onClick={() => go("/side-effects")}>{s("sayMore")}</Button>
        <Button onClick={() => void putAside()}>{s("toJournal")}</Button>
      </div>
    </Frame>
  );
}

function whenAsked({ step, until }: Standing): string {
  if (step !== "fourth") return s("askedAgain", { time: time(until) });
  return localDay(now(), zone()) === localDay(until, zone()) ? s("askedThisMorning") : s("askedTomorrow");
}
