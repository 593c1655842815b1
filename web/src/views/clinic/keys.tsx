import "./keys.css";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { deskWords as d } from "../../i18n/desk.ts";
import { allowSingleKeys, singleKeys } from "../../state/keys.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/field.tsx";

/** Commands by the key that gives them, as the browser names it. */
export type Commands = Readonly<Record<string, () => void>>;

/** What a page tells of its keys: what is pressed, and what it does. */
export type KeyList = readonly (readonly [keys: string, does: string])[];

const WRITES = "input, textarea, select, [contenteditable]";

/** Gives commands to keys for as long as the page is open. Keys that somebody writes with stay theirs. */
export function useKeys(commands: Commands): void {
  const latest = useRef(commands);
  latest.current = commands;
  // From the moment the page is seen.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      const command = latest.current[event.key];
      if (!command || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.length === 1 && !singleKeys.value) return;
      if (event.target instanceof Element && event.target.closest(WRITES)) return;
      event.preventDefault();
      command();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

/** The button that lists the keys, and the list: beside the page, never over it. */
export function useKeyList(keys: KeyList) {
  const [open, setOpen] = useState(false);
  const button = (
    <span class="keys-button">
      <Button kind="quiet" pressed={open} onClick={() => setOpen(!open)}>
        {d("keys")}
      </Button>
    </span>
  );
  const list = open ? <Listed keys={keys} onClose={() => setOpen(false)} /> : null;
  return { button, list, toggle: () => setOpen(!open) };
}

function Listed({ keys, onClose }: { keys: KeyList; onClose: () => void }) {
  const box = useRef<HTMLElement>(null);
  useEffect(() => box.current?.focus(), []);
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") onClose();
  };
  return (
    <section ref={box} class="card keys no-print" tabIndex={-1} aria-label={d("keysTitle")} onKeyDown={press}>
      <h2>{d("keysTitle")}</h2>
      <dl>
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              {key.split(" ").map((each) => (
                <kbd key={each}>{each}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Checkbox label={d("keysUse")} checked={singleKeys.value} onChange={allowSingleKeys} />
      <p>
        <Button onClick={onClose}>{d("keysClose")}</Button>
      </p>
    </section>
  );
}
