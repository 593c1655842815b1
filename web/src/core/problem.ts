/** RFC 9457 problem details, as the server answers what it refuses. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: readonly { pointer: string; detail: string }[];
  /** What must be proven anew: "read" or "step_up". */
  needs?: string;
}

/** The detail for one field, by its JSON pointer ("/dose_mg"), if it was refused. */
export function problemAt(problem: Problem | null, pointer: string): string | undefined {
  return problem?.errors?.find((error) => error.pointer === pointer)?.detail;
}
