import "./annotations.css";
import { useRef, useState } from "preact/hooks";
import { Scroll } from "../../charts/frame.tsx";
import type { Annotation } from "../../core/annotations.ts";
import { deskWords as d } from "../../i18n/desk.ts";
import { fullDay } from "../../i18n/format.ts";
import type { OpenPatient } from "../../state/clinic-patient.ts";
import { Button } from "../../ui/button.tsx";
import { AnnotationForm } from "./annotation-form.tsx";
import { when } from "./words.ts";

interface AnnotationsProps {
  shown: OpenPatient;
  /** What is being written: something new, or the correction of what stands; null when nothing is. */
  writing: Writing | null;
  onWrite: (writing: Writing | null) => void;
}

/** The form's subject; its `of` is null where something new is written. */
export interface Writing {
  readonly of: Annotation | null;
}

/** What staff wrote on the chart, as a table, and the form to add to it. */
export function Annotations({ shown, writing, onWrite }: AnnotationsProps) {
  const begin = useRef<HTMLDivElement>(null);
  const own = shown.patient.access === "care";
  const close = () => {
    onWrite(null);
    begin.current?.querySelector("button")?.focus();
  };
  return (
    <div class="stack">
      <p class="muted small">{d("annotationsNote")}</p>
      {shown.annotations.length ? (
        <Table shown={shown} onCorrect={own ? (of) => onWrite({ of }) : null} />
      ) : (
        <p>{d("annotationsNone")}</p>
      )}
      {own ? (
        <div ref={begin} class="no-print">
          {writing ? (
            <AnnotationForm key={writing.of?.id ?? "new"} of={writing.of} today={shown.to} onClose={close} />
          ) : (
            <Button onClick={() => onWrite({ of: null })}>{d("annotate")}</Button>
          )}
        </div>
      ) : null}
    </div>
  );
}

interface TableProps {
  shown: OpenPatient;
  onCorrect: ((of: Annotation) => void) | null;
}

/** Newest first; its columns need no heads to be told apart. */
function Table({ shown, onCorrect }: TableProps) {
  const [all, setAll] = useState(false);
  const rows = shown.annotations.toReversed();
  return (
    <>
      <Scroll label={d("annotations")}>
        <table class="annotations">
          <caption class="visually-hidden">{d("annotations")}</caption>
          <tbody>
            {(all ? rows : rows.slice(0, MOST)).map((row) => (
              <Row key={row.id} row={row} zone={shown.patient.zone} onCorrect={onCorrect} />
            ))}
          </tbody>
        </table>
      </Scroll>
      {rows.length > MOST && !all ? (
        <Button kind="quiet" onClick={() => setAll(true)}>
          {d("annotationsMore", { n: rows.length - MOST })}
        </Button>
      ) : null}
    </>
  );
}

const MOST = 8;

interface RowProps {
  row: Annotation;
  zone: string;
  onCorrect: ((of: Annotation) => void) | null;
}

function Row({ row, zone, onCorrect }: RowProps) {
  return (
    <tr>
      <th scope="row">{fullDay(row.date)}</th>
      <td>{d(`kind_${row.kind}`)}</td>
      <td class="annotation-text">
        {row.unreadable ? d("unreadableText") : row.text}
        <p class="muted small">
          {d("writtenBy", { name: row.author ?? "–", when: when(row.created_at, zone) })}
        </p>
      </td>
      {onCorrect ? (
        <td class="no-print">
          <Button
            kind="quiet"
            label={d("correctOf", { day: fullDay(row.date) })}
            onClick={() => onCorrect(row)}
          >
            {d("correct")}
          </Button>
        </td>
      ) : null}
    </tr>
  );
}
