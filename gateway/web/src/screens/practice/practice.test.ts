import { expect, test } from 'vitest';
import en from './en.json';
import hi from './hi.json';
import { TASKS, doneOf } from './tasks';
import { ROLES, type World, begin, diarise, forward, note, onDesk, open, pullBack, putInFile, sent } from './world';

const AGREED = 'सहमत। राजस्व निरीक्षक से आख्या मँगाएँ।';
const done = (world: World) => TASKS[world.role].filter((task) => task.isDone(world)).map((task) => task.id);

test.each(ROLES)('at first nothing is done as %s', (role) => {
  expect(doneOf(begin(role))).toBe(0);
});

test('a dealing hand does all tasks', () => {
  let world = open(begin('clerk'), 'demarcation', false);
  world = putInFile(world, 'demarcation', 'land');
  world = open(world, 'water', true);
  world = note(world, 'land', AGREED);
  world = forward(world, 'land', 'section_officer');
  world = pullBack(world, 'arms');

  expect(doneOf(world)).toBe(TASKS.clerk.length);
});

test('an officer does all tasks', () => {
  let world = open(begin('officer'), 'land', false);
  world = open(world, 'court', true);
  world = forward(note(world, 'land', AGREED), 'land', 'adm');
  world = forward(note(world, 'water', 'प्राक्कलन लगाकर प्रस्तुत करें।'), 'water', 'clerk');
  world = pullBack(world, 'arms');

  expect(doneOf(world)).toBe(TASKS.officer.length);
});

test('the receipt desk does all tasks', () => {
  let world = diarise(begin('reception'), 'श्रीमती कमला देवी', 'राशन कार्ड');
  world = forward(world, world.items[0]?.id ?? '', 'clerk');
  world = open(world, 'road', true);
  world = forward(world, 'demarcation', 'section_officer');

  expect(doneOf(world)).toBe(TASKS.reception.length);
});

test('opening without a search does not count as finding', () => {
  expect(done(open(begin('clerk'), 'water', false))).not.toContain('find_file');
});

test('sending without a note, or with an empty one, is not the task', () => {
  expect(done(forward(begin('clerk'), 'land', 'section_officer'))).not.toContain('forward_so');
  expect(done(note(begin('clerk'), 'land', 'ok'))).not.toContain('write_note');
});

test('what was sent leaves the desk and comes back when it is pulled back', () => {
  const gone = forward(begin('clerk'), 'land', 'dm');
  const back = pullBack(gone, 'land');

  expect(onDesk(gone).map((item) => item.id)).not.toContain('land');
  expect(sent(gone).map((item) => item.id)).toContain('land');
  expect(onDesk(back).map((item) => item.id)).toContain('land');
});

test('a letter in a file lies on the desk no more', () => {
  const world = putInFile(begin('clerk'), 'demarcation', 'land');

  expect(onDesk(world).map((item) => item.id)).not.toContain('demarcation');
  expect(world.items.find((item) => item.id === 'land')?.papers).toEqual(['demarcation']);
});

test('samples and tasks have their words in both languages', () => {
  for (const catalogue of [hi, en]) {
    for (const role of ROLES) {
      for (const task of TASKS[role]) expect(catalogue).toHaveProperty(`task_${task.id}`);
      for (const item of begin(role).items) {
        expect(catalogue).toHaveProperty(item.subject);
        expect(catalogue).toHaveProperty(item.sender);
        if (item.kind === 'receipt') expect(catalogue).toHaveProperty(`${item.id}_letter`);
        for (const each of item.notes) expect(catalogue).toHaveProperty(each.text);
      }
    }
  }
});
