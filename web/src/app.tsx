import { t } from "./i18n/t.ts";
import { match, path } from "./router.ts";
import { identity, ready } from "./state/identity.ts";
import { renewOr } from "./state/update.ts";
import { lazy } from "./ui/lazy.tsx";
import { LiveRegion } from "./ui/live.tsx";
import { CheckIn } from "./views/check-in/check-in.tsx";
import { Event } from "./views/event/event.tsx";
import { Help } from "./views/help/help.tsx";
import { History } from "./views/history/history.tsx";
import { More } from "./views/more/more.tsx";
import { NotFound } from "./views/not-found.tsx";
import { Shell, UpdateBar } from "./views/shell.tsx";
import { SideEffect } from "./views/side-effect/side-effect.tsx";
import { SignIn } from "./views/sign-in/sign-in.tsx";
import { Today } from "./views/today/today.tsx";

const Clinic = lazy(() => import("./views/clinic/clinic.tsx").then((module) => module.Clinic, renewOr));
const Recovery = lazy(() => import("./views/recovery/recovery.tsx").then((module) => module.Recovery));
const Questionnaire = lazy(() =>
  import("./views/questionnaire/questionnaire.tsx").then((module) => module.Questionnaire),
);

/** Who is here decides which app this is; Help now is there for everybody. */
export function App() {
  const role = identity.value?.role;
  return (
    <>
      <button type="button" class="skip button" onClick={skip}>
        {t("skip")}
      </button>
      <UpdateBar />
      {ready.value ? <Whose role={role} /> : null}
      <LiveRegion />
    </>
  );
}

function skip() {
  document.querySelector<HTMLElement>("#page h1")?.focus();
}

function Whose({ role }: { role: string | undefined }) {
  if (role === "provider" || role === "admin") return <Clinic />;
  const help = path.value === "/help";
  if (role === undefined) return <Shell places={false}>{help ? <Help /> : <SignIn />}</Shell>;
  return (
    <Shell places>
      <PatientScreen at={path.value} />
    </Shell>
  );
}

function PatientScreen({ at }: { at: string }) {
  const questions = match("/questions/:id", at);
  if (questions) return <Questionnaire key={questions.id} id={questions.id ?? ""} />;
  switch (at) {
    case "/":
      return <Today />;
    case "/check-in":
      return <CheckIn />;
    case "/side-effects":
      return <SideEffect />;
    case "/event":
      return <Event />;
    case "/history":
      return <History />;
    case "/recovery":
      return <Recovery />;
    case "/more":
      return <More />;
    case "/help":
      return <Help />;
    case "/sign-in":
      return <SignIn />;
    default:
      return <NotFound />;
  }
}
