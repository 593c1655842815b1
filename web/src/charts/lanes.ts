/** Which lane a bar lies in, so that no two bars overlap. Pure. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The lowest free lane for each span, given in order of their start; `room` is kept between neighbours. */
export function lanes(spans: readonly Span[], room = 0): number[] {
  const ends: number[] = [];
  return spans.map((span) => {
    const free = ends.findIndex((end) => end + room <= span.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = span.to;
    return lane;
  });
}
