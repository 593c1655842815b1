import { useState } from "preact/hooks";
import { b } from "../../i18n/bladder.ts";
import { reportFelt } from "../../state/felt.ts";
import { episodes } from "../../state/journal.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { CallToday } from "../bladder/call-today.tsx";
import { SaveError } from "../save-error.tsx";
import { trySave } from "../try-save.ts";

const SICK: ReadonlySet<string> = new Set(["nausea", "vomiting"]);
const NOTHING_KEPT = "no_fluids";

/** Whoever feels sick is asked whether they can drink: twelve hours without is for the clinic to hear today. */
export function Drinking({ effect }: { effect: string }) {
  const [answered, setAnswered] = useState(false);
  const goesOn = episodes.value.some(({ content }) => content.effect === NOTHING_KEPT);
  if (!SICK.has(effect)) return null;
  const answer = async (felt: "no" | "strong") => {
    // A drink that stays down says nothing new, unless none did before.
    if (felt === "no" && !goesOn) return setAnswered(true);
    if (await trySave(() => reportFelt(NOTHING_KEPT, felt))) setAnswered(true);
  };
  if (answered) return goesOn ? <CallToday /> : null;
  return (
    <Card title={b("drinkTitle")}>
      <p>{b("drink")}</p>
      <div class="still-there">
        <Button onClick={() => void answer("no")}>{b("drinkYes")}</Button>
        <Button onClick={() => void answer("strong")}>{b("drinkNo")}</Button>
      </div>
      <SaveError />
    </Card>
  );
}
