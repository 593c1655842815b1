import { Notice } from "../ui/notice.tsx";
import { saveError } from "./try-save.ts";

export function SaveError() {
  if (!saveError.value) return null;
  return (
    <Notice tone="danger" alert>
      <p>{saveError.value}</p>
    </Notice>
  );
}
