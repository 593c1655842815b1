import { Notice } from "../../ui/notice.tsx";

/** Why it did not work, said aloud at once; nothing where it did. */
export function Failure({ text }: { text: string }) {
  if (!text) return null;
  return (
    <Notice tone="danger" alert>
      <p>{text}</p>
    </Notice>
  );
}
