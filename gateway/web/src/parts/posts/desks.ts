// Desks to which something can be sent: those of the directory, and those that come first because they are likely.
import type { Schemas } from '../../api/client';
import { either } from '../../i18n';
import { folded } from '../../i18n/folded';

/** A desk as a list shows it, with who sits there as far as it is known. */
export type Desk = Schemas['PostRef'] & { holders: { name_hi: string; name_en: string }[] };

export function deskOf(entry: Schemas['DirectoryEntryView']): Desk {
  const { post } = entry;
  return {
    post_id: post.id,
    designation_hi: post.designation_hi,
    designation_en: post.designation_en,
    abbreviation: post.abbreviation_en,
    unit_hi: entry.unit_hi,
    unit_en: entry.unit_en,
    office_id: post.office_id,
    office_hi: entry.office_hi,
    office_en: entry.office_en,
    holders: entry.holders.map(({ name_hi, name_en }) => ({ name_hi, name_en })),
  };
}

export function titleOf(desk: Schemas['PostRef']): string {
  return either(desk.designation_hi, desk.designation_en) || desk.abbreviation;
}

export function placeOf(desk: Schemas['PostRef']): string {
  const place = [either(desk.unit_hi, desk.unit_en), either(desk.office_hi, desk.office_en)];
  return place.filter(Boolean).join(', ');
}

export function holdersOf(desk: Desk): string {
  return desk.holders.map((holder) => either(holder.name_hi, holder.name_en)).join(', ');
}

/** How often and when last a desk was chosen. */
export interface Habit {
  desk: Desk;
  times: number;
  /** Milliseconds since 1970. */
  last: number;
}

const HALF_LIFE = 30 * 86_400_000;

/** Desks by habit, the likeliest first: how often, halved for each month that it is ago. */
export function byHabit(habits: Habit[], now: number): Desk[] {
  const weight = ({ times, last }: Habit) => times * 0.5 ** ((now - last) / HALF_LIFE);
  return [...habits].sort((a, b) => weight(b) - weight(a)).map((habit) => habit.desk);
}

export function withChoice(habits: Habit[], desk: Desk, now: number): Habit[] {
  const before = habits.find((habit) => habit.desk.post_id === desk.post_id);
  const times = before ? before.times * 0.5 ** ((now - before.last) / HALF_LIFE) + 1 : 1;
  const others = habits.filter((habit) => habit !== before);
  return [{ desk, times, last: now }, ...others].slice(0, 40);
}

/** The first `most` desks of several lists, in their order, each once and none of `except`. */
export function firstOf(lists: Desk[][], most: number, except: string[] = []): Desk[] {
  const seen = new Set(except);
  return lists
    .flat()
    .filter(({ post_id }) => !seen.has(post_id) && Boolean(seen.add(post_id)))
    .slice(0, most);
}

/** Known desks that hold every word of the query; those that begin with it come first. */
export function matching(desks: Desk[], query: string): Desk[] {
  const words = folded(query).split(/\s+/).filter(Boolean);
  const ranked: [number, Desk][] = [];
  for (const desk of desks) {
    const names = [desk.abbreviation, desk.designation_hi, desk.designation_en];
    const people = desk.holders.flatMap((holder) => [holder.name_hi, holder.name_en]);
    const places = [desk.unit_hi, desk.unit_en, desk.office_hi, desk.office_en];
    const whole = folded([...names, ...people, ...places].join('\u0001'));
    if (!words.every((word) => whole.includes(word))) continue;
    const begins = [...names, ...people].some((name) => folded(name).startsWith(words[0] ?? ''));
    ranked.push([begins ? 0 : 1, desk]);
  }
  return ranked.sort((a, b) => a[0] - b[0]).map(([, desk]) => desk);
}
