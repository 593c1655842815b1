import { Scroll } from "../../../charts/frame.tsx";
import { Heads } from "../../../charts/heads.tsx";
import { figure } from "../../../charts/words.ts";
import type { Published } from "../../../core/results.ts";
import { effectName } from "../../../i18n/effects.ts";
import { howWord, resultsWords as r } from "../../../i18n/results.ts";

interface PublishedTableProps {
  /** The question, as the card is called. */
  on: string;
  rows: readonly Published[];
}

/** What others have published on the same question, in a table of its own, with the way to each paper. */
export function PublishedTable({ on, rows }: PublishedTableProps) {
  if (rows.length === 0) return null;
  const name = r("publishedOn", { on });
  return (
    <div class="stack-s">
      <h3>{r("published")}</h3>
      <p class="muted small">{r("publishedNote")}</p>
      <Scroll label={name}>
        <table class="figures results-published">
          <caption class="visually-hidden">{name}</caption>
          <Heads of={[r("figureOf"), r("value"), r("people"), r("taken"), r("source")]} />
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.subject} ${row.how} ${row.paper}`}>
                <th scope="row">{subjectWord(row)}</th>
                <td>{valueWord(row)}</td>
                <td>{figure(row.n)}</td>
                <td>{howWord(row.how)}</td>
                <td>
                  <a href={address(row)} target="_blank" rel="noreferrer">
                    {row.paper}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  );
}

const SUBJECTS = {
  response: "published_response",
  remission: "published_remission",
  worse: "published_worse",
  median: "published_median",
  day_28: "published_day_28",
  day_56: "published_day_56",
} as const;

const UNITS = {
  percent: "unit_percent",
  percent_still_well: "unit_percent_still_well",
  days: "unit_days",
} as const;

function subjectWord({ subject }: Published): string {
  return subject in SUBJECTS ? r(SUBJECTS[subject as keyof typeof SUBJECTS]) : effectName(subject);
}

function valueWord({ unit, value }: Published): string {
  const said = figure(value);
  return unit in UNITS ? r(UNITS[unit as keyof typeof UNITS], { value: said }) : `${said} ${unit}`;
}

function address({ doi, pmc }: Published): string {
  return doi ? `https://doi.org/${doi}` : `https://pmc.ncbi.nlm.nih.gov/articles/${pmc}/`;
}
