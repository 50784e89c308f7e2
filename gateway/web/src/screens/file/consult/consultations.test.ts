import { expect, test } from 'vitest';
import type { Decision, NoteView } from '../views';
import { type Consultation, interleaved, toAnswer } from './consultations';

function note(first: number, count = 1): NoteView {
  const paragraphs = Array.from({ length: count }, (_, at) => ({ number: first + at, text: 'टिप्पणी' }));
  return { id: `note ${first}`, paragraphs } as unknown as NoteView;
}

function consultation(number: number, after: number | null, ended_at: string | null = null): Consultation {
  const opinion = after === null ? null : { after_paragraph: after };
  return { number, opinion, ended_at, allowed_actions: [] } as unknown as Consultation;
}

function decision(number: number, after: number, recorded_at: string): Decision {
  return { number, after_paragraph: after, recorded_at } as unknown as Decision;
}

function shown(notes: NoteView[], consultations: Consultation[], decisions: Decision[] = []): string[] {
  return interleaved(notes, consultations, decisions).map((each) => {
    if ('note' in each) return `n${each.number}`;
    return 'decision' in each ? `d${each.decision.number}` : `o${each.opinion.number}`;
  });
}

test('an opinion stands after the paragraph that was the last when it came', () => {
  const notes = [note(1, 2), note(3), note(4)];

  const sheet = shown(notes, [consultation(1, 3), consultation(2, 0), consultation(3, 2)]);

  expect(sheet).toEqual(['o2', 'n1', 'o3', 'n2', 'o1', 'n3']);
});

test('opinions at one place stand in the order in which they came', () => {
  const late = consultation(1, 1, '2026-11-20T06:00:00Z');
  const early = consultation(2, 1, '2026-11-20T05:00:00Z');

  expect(shown([note(1)], [late, early])).toEqual(['n1', 'o2', 'o1']);
});

test("a meeting's decision stands among the opinions where it came", () => {
  const opinions = [consultation(1, 1, '2026-11-20T05:00:00Z'), consultation(2, 1, '2026-11-20T07:00:00Z')];

  const sheet = shown([note(1), note(2)], opinions, [decision(1, 1, '2026-11-20T06:00:00Z'), decision(2, 0, '2026-11-19T06:00:00Z')]);

  expect(sheet).toEqual(['d2', 'n1', 'o1', 'd1', 'o2', 'n2']);
});

test('what was not answered does not stand on the sheet', () => {
  expect(shown([note(1)], [consultation(1, null)])).toEqual(['n1']);
});

test('a desk answers what the server lets it answer', () => {
  const mine = { ...consultation(2, null), allowed_actions: ['answer_consultation'] };

  expect(toAnswer([consultation(1, null), mine])?.number).toBe(2);
  expect(toAnswer([consultation(1, null)])).toBeUndefined();
  expect(toAnswer(null)).toBeUndefined();
});
