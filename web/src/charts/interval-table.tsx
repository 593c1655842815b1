import type { Interval, Measure, Rating, Recovery } from "../core/recovery.ts";
import { clinicWords as c } from "../i18n/clinic.ts";
import { fullDay } from "../i18n/format.ts";
import { aboveWords, f, intervalSentence, liftWords } from "./fading-words.ts";
import { Scroll } from "./frame.tsx";
import { adherenceWords, heldWords, leadWords, onsetWords, peakWords } from "./interval-words.ts";
import { figure, shared } from "./words.ts";

const RATINGS = ["mood", "function"] as const;

/** One interval a row, newest first, with mood above function. */
export function IntervalTable({ data }: { data: Recovery }) {
  const numbered = data.intervals.map((interval, index) => ({ interval, number: index + 1 }));
  const last = data.intervals.length;
  return (
    <div class="stack-s">
      <p class="muted small">{c("intervalNote")}</p>
      <Scroll label={c("intervalTable")}>
        <table class="figures">
          <caption class="visually-hidden">{c("intervalTable")}</caption>
          <thead>
            <tr>
              <th scope="col">{c("interval")}</th>
              <th scope="col">{c("days")}</th>
              <th scope="col">{c("adherence")}</th>
              <th scope="col">
                <span class="visually-hidden">{c("rating")}</span>
              </th>
              <th scope="col">{c("baseline")}</th>
              <th scope="col">{c("onset")}</th>
              <th scope="col">{c("peak")}</th>
              <th scope="col">{f("lift")}</th>
              <th scope="col">{f("daysAbove")}</th>
              <th scope="col">{c("held")}</th>
              <th scope="col">{c("lead")}</th>
            </tr>
          </thead>
          {numbered.toReversed().map(({ interval, number }) => (
            <tbody key={interval.session_id}>
              {RATINGS.map((rating) => (
                <Row
                  key={rating}
                  interval={interval}
                  number={number}
                  rating={rating}
                  open={number === last}
                />
              ))}
            </tbody>
          ))}
        </table>
      </Scroll>
      <Sentences numbered={numbered} />
    </div>
  );
}

/** The same in words, newest first. */
function Sentences({ numbered }: { numbered: readonly Numbered[] }) {
  return (
    <dl class="small interval-words">
      {numbered.toReversed().map(({ interval, number }) => (
        <div key={interval.session_id}>
          <dt>{c("intervalName", { n: number, date: fullDay(interval.date) })}</dt>
          {RATINGS.map((rating) => (
            <dd key={rating}>{intervalSentence(interval, rating, number === numbered.length)}</dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

interface Numbered {
  readonly interval: Interval;
  readonly number: number;
}

interface RowProps {
  interval: Interval;
  number: number;
  rating: Rating;
  /** It still runs. */
  open: boolean;
}

function Row({ interval, number, rating, open }: RowProps) {
  const first = rating === "mood";
  const measure: Measure = interval[rating];
  return (
    <tr>
      {first ? (
        <>
          <th scope="rowgroup" rowSpan={2}>
            {c("intervalName", { n: number, date: fullDay(interval.date) })}
          </th>
          <td rowSpan={2}>{open ? c("daysSoFar", { days: interval.days }) : interval.days}</td>
          <td rowSpan={2}>{adherenceWords(interval)}</td>
        </>
      ) : null}
      <th scope="row">{shared(rating)}</th>
      <td>{figure(measure.baseline)}</td>
      <td>{onsetWords(measure)}</td>
      <td>{peakWords(measure)}</td>
      <td>{liftWords(measure)}</td>
      <td>{aboveWords(measure)}</td>
      <td>{heldWords(measure, open)}</td>
      {first ? <td rowSpan={2}>{leadWords(interval)}</td> : null}
    </tr>
  );
}
