// What is practised, by role. A task is done when the sample office shows it; there is nothing to tick by hand.
import type { Item, PracticeRole, World } from './world';

export interface Task {
  /** Key of the catalogue: `task_<id>`. */
  id: string;
  isDone: (world: World) => boolean;
}

const LONG_ENOUGH = 10;
const the = (world: World, id: string): Item | undefined => world.items.find((each) => each.id === id);
const noted = (item: Item | undefined): boolean =>
  item?.notes.some((note) => note.by === 'me' && note.text.length >= LONG_ENOUGH) ?? false;

const PULL_BACK: Task = { id: 'pull_back', isDone: (world) => the(world, 'arms')?.pulledBack ?? false };

export const TASKS: Record<PracticeRole, readonly Task[]> = {
  clerk: [
    { id: 'read_letter', isDone: (world) => the(world, 'demarcation')?.opened ?? false },
    { id: 'put_letter', isDone: (world) => the(world, 'demarcation')?.inFile === 'land' },
    { id: 'find_file', isDone: (world) => world.foundBySearch.includes('water') },
    { id: 'write_note', isDone: (world) => noted(the(world, 'land')) },
    { id: 'forward_so', isDone: (world) => the(world, 'land')?.holder === 'section_officer' && noted(the(world, 'land')) },
    PULL_BACK,
  ],
  officer: [
    { id: 'read_file', isDone: (world) => the(world, 'land')?.opened ?? false },
    { id: 'find_court', isDone: (world) => world.foundBySearch.includes('court') },
    { id: 'agree', isDone: (world) => noted(the(world, 'land')) },
    { id: 'forward_adm', isDone: (world) => the(world, 'land')?.holder === 'adm' && noted(the(world, 'land')) },
    { id: 'return_clerk', isDone: (world) => the(world, 'water')?.holder === 'clerk' && noted(the(world, 'water')) },
    PULL_BACK,
  ],
  reception: [
    { id: 'diarise', isDone: (world) => world.items.some((each) => each.typed) },
    { id: 'mark', isDone: (world) => world.items.some((each) => each.typed && each.holder === 'clerk') },
    { id: 'find_letter', isDone: (world) => world.foundBySearch.includes('road') },
    { id: 'mark_second', isDone: (world) => the(world, 'demarcation')?.holder === 'section_officer' },
  ],
};

export function doneOf(world: World): number {
  return TASKS[world.role].filter((task) => task.isDone(world)).length;
}
