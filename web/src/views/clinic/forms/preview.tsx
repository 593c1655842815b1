import type { Preview, ReadForm } from "../../../core/own-forms.ts";
import { bandWord, conditionWord } from "../../../i18n/clinic.ts";
import { number } from "../../../i18n/format.ts";
import { f } from "../../../i18n/own-forms.ts";
import { Card } from "../../../ui/card.tsx";
import { Notice } from "../../../ui/notice.tsx";

/** What a file would be, question by question; or why it cannot be asked, each reason with its place in the file. */
export function FormPreview({ preview }: { preview: Preview }) {
  if (preview.read) return <Read form={preview.read} />;
  return (
    <Notice tone="caution" alert>
      <p>{f("problems")}</p>
      <ul>
        {preview.problems.map(({ pointer, detail }) => (
          <li key={`${pointer} ${detail}`}>
            {pointer === "" ? f("whole") : <code>{pointer}</code>} {detail}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Read({ form }: { form: ReadForm }) {
  const { scoring } = form;
  const ends = { least: number(scoring.least), most: number(scoring.most) };
  const bands = scoring.bands.map(({ least, code, label }) =>
    f("bandFrom", { n: number(least), band: label ?? bandWord(code) }),
  );
  return (
    <Card title={f("wouldBe")}>
      <p>
        <strong>{form.title}</strong> ({f("versionIs", { name: form.name, version: form.version })})
      </p>
      <p>
        {form.conditions.length === 0
          ? f("everybody")
          : f("askedFor", { conditions: form.conditions.map(conditionWord).join(", ") })}
        . {form.every_days === null ? f("byRules") : f("every", { n: form.every_days })}.
      </p>
      <p>{[f(scoring.method, ends), ...bands].join("; ")}</p>
      <ol>
        {form.questions.map((question) => (
          <li key={question.link_id}>
            {question.text}
            {question.scored ? null : <span class="muted"> ({f("notScored")})</span>}
            <span class="muted small">
              {" "}
              {question.options.map(({ value, label }) => `${value} ${label}`).join(" · ")}
            </span>
          </li>
        ))}
      </ol>
      <p class="muted small">{form.copyright}</p>
    </Card>
  );
}
