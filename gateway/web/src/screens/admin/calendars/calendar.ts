// Calendars as the API has them, and the small changes that the screen makes to one.
import { type Schemas, api, every, view } from '../../../api/client';
import { useView } from '../../../store/views';
import { seen } from '../directory';

export type Calendar = Schemas['CalendarView'];
export type CalendarEntry = Schemas['CalendarEntryView'];
export type Pattern = NonNullable<Calendar['patterns']>[number];
export type CalendarDay = NonNullable<Calendar['days']>[number];
export type DayOff = NonNullable<Pattern['days_off']>[number];
export type Scope = Calendar['scope'];

export const SCOPES = ['state', 'district', 'office'] as const satisfies readonly Scope[];
export const DAY_KINDS = ['public', 'local', 'working'] as const satisfies readonly CalendarDay['kind'][];
/** Monday is 1, as in ISO 8601. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const IN_MONTH = [1, 2, 3, 4, 5] as const;
/** What a first pattern starts with. */
export const USUAL: Pattern = {
  valid_from: '',
  opens: '10:00',
  closes: '17:00',
  days_off: [{ weekday: 7 }, { weekday: 6, nth: [2] }],
};

export function useCalendars() {
  return useView('admin:calendars', () =>
    every((cursor) => view(api.GET('/calendars', { params: { query: cursor ? { limit: 200, cursor } : { limit: 200 } } }))),
  ).value;
}

export function useCalendar(id: string) {
  return useView(`admin:calendar:${id}`, () =>
    view(api.GET('/calendars/{calendar_id}', { params: { path: { calendar_id: id } } })),
  ).value;
}

/** Save a calendar with changes; refused where somebody else changed it since it was seen. */
export function saveCalendar(calendar: Calendar, change: Partial<Calendar>) {
  const { id, version, ...content } = { ...calendar, ...change };
  return view(api.POST('/admin/calendars', { params: seen({ version }), body: { ...content, calendar_id: id } }));
}

/** Days with one more; another of the same date gives way to it. */
export function withDay(days: readonly CalendarDay[], day: CalendarDay): CalendarDay[] {
  return [...withoutDay(days, day.day), day].sort((one, other) => (one.day < other.day ? -1 : 1));
}

export function withoutDay(days: readonly CalendarDay[], date: string): CalendarDay[] {
  return days.filter((each) => each.day !== date);
}

/** Patterns with one changed or added. `before` is the day from which it was valid. */
export function withPattern(patterns: readonly Pattern[], pattern: Pattern, before: string | null): Pattern[] {
  const others = patterns.filter((each) => each.valid_from !== before);
  return [...others, pattern].sort((one, other) => (one.valid_from < other.valid_from ? -1 : 1));
}

/** Whether the pattern closes the nth such weekday of each month. */
export function isOff(pattern: Pattern, weekday: number, nth: number): boolean {
  return (pattern.days_off ?? []).some((off) => off.weekday === weekday && (!off.nth?.length || off.nth.includes(nth)));
}

/** The pattern with that weekday closed, or open, in its nth occurrence; all five are said as "every". */
export function toggled(pattern: Pattern, weekday: number, nths: readonly number[], closed: boolean): Pattern {
  const now = IN_MONTH.filter((nth) => (nths.includes(nth) ? closed : isOff(pattern, weekday, nth)));
  const others = (pattern.days_off ?? []).filter((off) => off.weekday !== weekday);
  if (now.length === 0) return { ...pattern, days_off: others };
  const off: DayOff = now.length === IN_MONTH.length ? { weekday } : { weekday, nth: [...now] };
  return { ...pattern, days_off: [...others, off].sort((one, other) => one.weekday - other.weekday) };
}

/** The years of which the calendar says something, the latest first. */
export function yearsOf(days: readonly CalendarDay[]): string[] {
  return [...new Set(days.map((each) => each.day.slice(0, 4)))].sort().reverse();
}
