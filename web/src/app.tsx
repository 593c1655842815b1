import { t } from "./i18n/t.ts";
import { match, path } from "./router.ts";
import { expired, identity, ready } from "./state/identity.ts";
import { isCalm } from "./state/session-day.ts";
import { renewOr } from "./state/update.ts";
import { asking } from "./state/verify.ts";
import { lazy } from "./ui/lazy.tsx";
import { LiveRegion } from "./ui/live.tsx";
import { CheckIn } from "./views/check-in/check-in.tsx";
import { Help } from "./views/help/help.tsx";
import { NotFound } from "./views/not-found.tsx";
import { Shell, UpdateBar } from "./views/shell.tsx";
import { Today } from "./views/today/today.tsx";

const Clinic = lazy(() => import("./views/clinic/clinic.tsx").then((module) => module.Clinic, renewOr));
const Account = lazy(() => import("./views/account-screens.ts").then((module) => module.Account, renewOr));
const Join = lazy(() => import("./views/account-screens.ts").then((module) => module.Join, renewOr));
const SignIn = lazy(() => import("./views/door-screens.ts").then((module) => module.SignIn, renewOr));
const Verify = lazy(() => import("./views/door-screens.ts").then((module) => module.Verify));
const Companion = lazy(() =>
  import("./views/companion/companion.tsx").then((module) => module.Companion, renewOr),
);
const CompanionPass = lazy(() =>
  import("./views/companion/companion-pass.tsx").then((module) => module.CompanionPass, renewOr),
);
const Recovery = lazy(() => import("./views/recovery/recovery.tsx").then((module) => module.Recovery));
const Event = lazy(() => import("./views/later-screens.ts").then((module) => module.Event));
const History = lazy(() => import("./views/later-screens.ts").then((module) => module.History));
const More = lazy(() => import("./views/later-screens.ts").then((module) => module.More));
const SideEffect = lazy(() => import("./views/later-screens.ts").then((module) => module.SideEffect));
const SessionDay = lazy(() =>
  import("./views/session-day/session-day.tsx").then((module) => module.SessionDay),
);
const Questionnaire = lazy(() =>
  import("./views/questionnaire/questionnaire.tsx").then((module) => module.Questionnaire),
);
const Reading = lazy(() => import("./views/at-home-screens.ts").then((module) => module.Reading));
const Bladder = lazy(() => import("./views/later-screens.ts").then((module) => module.Bladder));
const Medicine = lazy(() => import("./views/at-home-screens.ts").then((module) => module.Medicine));

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
      {asking.value ? <Verify /> : null}
      <LiveRegion />
    </>
  );
}

function skip() {
  document.querySelector<HTMLElement>("#page h1")?.focus();
}

function Whose({ role }: { role: string | undefined }) {
  if (path.value === "/join") {
    return (
      <Shell places={false}>
        <Join />
      </Shell>
    );
  }
  if (path.value === "/companion") return <Companion />;
  if (role === "provider" || role === "admin") return <Staff />;
  const help = path.value === "/help";
  if (role === undefined) return <Shell places={false}>{help ? <Help /> : <SignIn />}</Shell>;
  return (
    <Shell places={!(path.value === "/" && isCalm.value)}>
      <PatientScreen at={path.value} />
    </Shell>
  );
}

/** Once the sign-in has run out nothing is to be seen, and what was being typed waits behind the door. */
function Staff() {
  return (
    <>
      {expired.value ? <SignIn /> : null}
      <div hidden={expired.value}>
        <Clinic />
      </div>
    </>
  );
}

function PatientScreen({ at }: { at: string }) {
  const questions = match("/questions/:id", at);
  if (questions) return <Questionnaire key={questions.id} id={questions.id ?? ""} />;
  switch (at) {
    case "/":
      return isCalm.value ? <SessionDay /> : <Today />;
    case "/check-in":
      return <CheckIn />;
    case "/side-effects":
      return <SideEffect />;
    case "/event":
      return <Event />;
    case "/reading":
      return <Reading />;
    case "/medicine":
      return <Medicine />;
    case "/bladder":
      return <Bladder />;
    case "/history":
      return <History />;
    case "/recovery":
      return <Recovery />;
    case "/more":
      return <More />;
    case "/companion-pass":
      return <CompanionPass patient={identity.value?.patient_id ?? ""} own backTo="/more" />;
    case "/account":
      return <Account />;
    case "/help":
      return <Help />;
    case "/sign-in":
      return <SignIn />;
    default:
      return <NotFound />;
  }
}
