import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../../core/problem.ts";
import { adminWords as a } from "../../../i18n/admin.ts";
import { type Tried, tried } from "../../../state/admin.ts";
import { Button } from "../../../ui/button.tsx";
import { Notice } from "../../../ui/notice.tsx";

/** Sends what a form holds, once at a time, and keeps what was objected to. */
export function useSending() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async <T,>(work: () => Promise<T>, wrong: Problem | null = null): Promise<Tried<T>> => {
    setProblem(wrong);
    if (wrong || busy) return null;
    setBusy(true);
    const came = await tried(work());
    setBusy(false);
    if (came && "refused" in came) setProblem(came.refused);
    return came;
  };
  return { problem, busy, send };
}

/** Whether what was sent has been taken; tells the answer's type. */
export function taken<T>(came: Tried<T>): came is { readonly answer: T } {
  return came !== null && "answer" in came;
}

/** What was objected to, in one sentence; the fields say the rest. */
export function Objection({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  const words = problem.errors?.length ? [a("mendBelow")] : [problem.title, problem.detail];
  return (
    <Notice tone="caution" alert>
      <p>{words.filter(Boolean).join(". ")}</p>
    </Notice>
  );
}

interface FormProps {
  problem: Problem | null;
  busy: boolean;
  submit: string;
  onSubmit: () => void;
  children: ComponentChildren;
}

/** Fields and one act. When it is refused, the keyboard goes to the first field that is wrong. */
export function Form({ problem, busy, submit, onSubmit, children }: FormProps) {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  const sent = (event: Event) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={element} class="stack office-form" noValidate onSubmit={sent}>
      <Objection problem={problem} />
      {children}
      <p>
        <Button type="submit" kind="primary" disabled={busy}>
          {submit}
        </Button>
      </p>
    </form>
  );
}
