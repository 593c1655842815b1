/** The first two days after each session, by the hour. Pure. */

import type { Rating, Recovery } from "../core/recovery.ts";
import type { Course } from "./intervals.ts";

export const FIRST_HOURS = 48;

/** Hours between two check-ins that a line may cross: a night, and not a missed day. */
export const JOINED_HOURS = 16;

/** Hours that are taken together for a median: check-ins do not fall on the same minute. */
export const HOURS_TOGETHER = 6;

/** Each interval with its check-ins by hours since the session's end; one without any has no values. */
export function hourCourses(data: Recovery, rating: Rating): Course[] {
  return data.intervals.map((interval, index) => ({
    interval,
    number: index + 1,
    values: (data.hours ?? []).flatMap((hour): [number, number][] => {
      const value = hour[rating];
      return hour.session_id === interval.session_id && value !== null ? [[hour.at_hours, value]] : [];
    }),
  }));
}
