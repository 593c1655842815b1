import { useEffect, useRef, useState } from "preact/hooks";
import type { SummaryOrder } from "../../core/clinic.ts";
import { Refused } from "../../data/api.ts";
import { summaryPreview } from "../../data/clinic.ts";
import { clinicWords as c, partWord } from "../../i18n/clinic.ts";
import { attempt } from "../../state/clinic.ts";

/** Typing pauses this long before the page is drawn again. */
const PAUSE_MS = 600;

/** Exactly the page that would leave, drawn by the server; it is painted, so that no outside image is allowed. */
export function Preview({ id, order }: { id: string; order: SummaryOrder }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<"waiting" | "shown" | "failed">("waiting");
  const wanted = JSON.stringify(order);
  useEffect(() => {
    let current = true;
    const draw = async () => {
      setState("waiting");
      const picture = await pictureOf(id, JSON.parse(wanted) as SummaryOrder);
      if (!current) return;
      if (picture && canvas.current) paint(canvas.current, picture);
      setState(picture ? "shown" : "failed");
    };
    const timer = setTimeout(() => void draw(), PAUSE_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [id, wanted]);
  return (
    <section class="preview" aria-label={c("preview")}>
      <h2>{c("preview")}</h2>
      <p class="muted small" role="status">
        {state === "waiting" ? c("previewWaiting") : state === "failed" ? c("previewFailed") : ""}
      </p>
      <canvas
        ref={canvas}
        role="img"
        aria-label={c("previewAlt", {
          parts: order.include.map(partWord).join(", "),
          bottomLine: order.bottom_line,
        })}
        class={`preview-${state}`}
      />
    </section>
  );
}

async function pictureOf(id: string, order: SummaryOrder): Promise<ImageBitmap | undefined> {
  try {
    const blob = await attempt(summaryPreview(id, order));
    return blob && (await createImageBitmap(blob));
  } catch (error) {
    if (error instanceof Refused || error instanceof DOMException) return undefined;
    throw error;
  }
}

function paint(canvas: HTMLCanvasElement, picture: ImageBitmap): void {
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  picture.close();
}
