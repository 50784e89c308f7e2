// Two languages, Hindi first. Each area has its words beside it: hi.json and en.json with the same keys.
import { signal } from '@preact/signals';

export type Language = 'hi' | 'en';
export type Values = Record<string, string | number>;

const CHOSEN = 'patravali.language';

export const language = signal<Language>(recall());

function recall(): Language {
  return typeof localStorage !== 'undefined' && localStorage.getItem(CHOSEN) === 'en' ? 'en' : 'hi';
}

export function speak(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  localStorage.setItem(CHOSEN, chosen);
}

/** `const t = words({ hi, en })`; `t('forwarded', { to: 'ADM' })` fills `{to}`. English must have Hindi's keys. */
export function words<Keys extends string>(catalogue: Record<Language, Record<Keys, string>>) {
  return (key: Keys, values: Values = {}): string =>
    catalogue[language.value][key].replace(/\{(\w+)\}/g, (whole, name: string) =>
      name in values ? String(values[name]) : whole,
    );
}

/** The one of a pair that is in the chosen language; the other where it is empty. */
export function either(hindi: string | undefined, english: string | undefined): string {
  return (language.value === 'hi' ? hindi || english : english || hindi) ?? '';
}

const locale = () => (language.value === 'hi' ? 'hi-IN' : 'en-IN');
const ZONE = 'Asia/Kolkata';

// Making an Intl format costs more than a frame of a long list has; each is made once.
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function once<Format extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => Format): Format {
  const format = (made.get(key) as Format | undefined) ?? make();
  made.set(key, format);
  return format;
}

export function number(value: number): string {
  return once(`number ${locale()}`, () => new Intl.NumberFormat(locale())).format(value);
}

/** 22.11.2026 as offices write it. `day` is a date or a moment in ISO 8601. */
export function day(value: string | null | undefined): string {
  if (!value) return '';
  const form = { timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric' } as const;
  return once('day', () => new Intl.DateTimeFormat('en-GB', form)).format(new Date(value)).replaceAll('/', '.');
}

/** The day in India as ISO 8601: 2026-11-22. */
export function today(now: Date | number = Date.now()): string {
  return once('today', () => new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })).format(now);
}

/** 22.11.2026, 14:05 in Indian time. */
export function moment(value: string | null | undefined): string {
  if (!value) return '';
  const form = { timeZone: ZONE, hour: '2-digit', minute: '2-digit' } as const;
  const time = once('time', () => new Intl.DateTimeFormat('en-GB', form));
  return `${day(value)}, ${time.format(new Date(value))}`;
}

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 दिन", "2 hours": a length of time in its largest unit. */
export function duration(seconds: number): string {
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? (['minute', 60] as const);
  const form = { style: 'unit', unit, unitDisplay: 'long' } as const;
  return once(`${unit} ${locale()}`, () => new Intl.NumberFormat(locale(), form)).format(Math.floor(seconds / size));
}

/** Seconds since that moment. */
export function since(value: string, now: number = Date.now()): number {
  return Math.max(0, (now - Date.parse(value)) / 1000);
}

/** A day and time of a form in Indian time as the API takes it; undefined where it was left empty. */
export function momentOf(local: string): string | undefined {
  return local ? new Date(`${local}:00+05:30`).toISOString() : undefined;
}

/** The other way round: a moment as a form's day and time in Indian time. */
export function localOf(value: string): string {
  const form = { timeZone: ZONE, dateStyle: 'short', timeStyle: 'short' } as const;
  return once('local', () => new Intl.DateTimeFormat('sv-SE', form)).format(new Date(value)).replace(' ', 'T');
}
