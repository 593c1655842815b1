/** A clinic's own questionnaires, as `/clinic/questionnaires` tells of them. */
import type { Band } from "./recovery.ts";

export interface OwnForm {
  readonly questionnaire: string;
  readonly version: string;
  readonly title: string;
  readonly name: string;
  readonly conditions: readonly string[];
  readonly every_days: number | null;
}

export interface LoadedForm extends OwnForm {
  readonly added_at: string;
  readonly retired_at: string | null;
}

export interface ReadForm extends OwnForm {
  readonly copyright: string;
  readonly questions: readonly {
    readonly link_id: string;
    readonly text: string;
    readonly scored: boolean;
    readonly options: readonly { readonly value: number; readonly label: string }[];
  }[];
  readonly scoring: {
    readonly method: "sum" | "mean";
    readonly least: number;
    readonly most: number;
    readonly bands: readonly Band[];
  };
}

/** Either what a file would be, or what keeps it from being asked. */
export interface Preview {
  readonly read: ReadForm | null;
  readonly problems: readonly { readonly pointer: string; readonly detail: string }[];
}
