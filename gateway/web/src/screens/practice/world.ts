// The sample office of the practice desk. Everything happens in this value; nothing of it reaches the server.
export const ROLES = ['clerk', 'officer', 'reception'] as const;
export type PracticeRole = (typeof ROLES)[number];
export const DESKS = ['clerk', 'section_officer', 'adm', 'dm'] as const;
export type Desk = (typeof DESKS)[number];

export interface Note {
  /** Whose: `me`, or a desk. */
  by: Desk | 'me';
  /** A key of the catalogue for what was there before, or what was typed. */
  text: string;
  typed: boolean;
}

export interface Item {
  id: string;
  kind: 'file' | 'receipt';
  number: string;
  /** Key of the catalogue; what was typed where the person diarised it. */
  subject: string;
  sender: string;
  typed: boolean;
  notes: Note[];
  /** Receipts that lie in this file. */
  papers: string[];
  holder: 'me' | Desk;
  /** The file in which a receipt was put. */
  inFile: string | null;
  opened: boolean;
  /** Sent from here and brought back. */
  pulledBack: boolean;
}

export interface World {
  role: PracticeRole;
  items: Item[];
  /** The item that was opened while a search narrowed the list to it. */
  foundBySearch: string[];
  /** How many times all tasks of a role were done. */
  rounds: number;
}

const item = (id: string, kind: Item['kind'], number: string, more: Partial<Item> = {}): Item => ({
  id,
  kind,
  number,
  subject: `${id}_subject`,
  sender: `${id}_sender`,
  typed: false,
  notes: [],
  papers: [],
  holder: 'me',
  inFile: null,
  opened: false,
  pulledBack: false,
  ...more,
});

const before = (by: Desk, text: string): Note => ({ by, text, typed: false });

const SAMPLES: Record<PracticeRole, () => Item[]> = {
  clerk: () => [
    item('demarcation', 'receipt', 'NAMUNA/2026/101'),
    item('road', 'receipt', 'NAMUNA/2026/102'),
    item('land', 'file', '7/14/2026-NAMUNA', { notes: [before('section_officer', 'land_note')] }),
    item('arms', 'file', '41/3/2026-NAMUNA', { holder: 'dm', notes: [before('clerk', 'arms_note')] }),
    item('water', 'file', '12/9/2026-NAMUNA', { notes: [before('clerk', 'water_note')] }),
  ],
  officer: () => [
    item('land', 'file', '7/14/2026-NAMUNA', { papers: ['demarcation'], notes: [before('clerk', 'land_clerk_note')] }),
    item('court', 'file', '3/1/2026-NAMUNA', { notes: [before('clerk', 'court_note')] }),
    item('water', 'file', '12/9/2026-NAMUNA', { notes: [before('clerk', 'water_note')] }),
    item('arms', 'file', '41/3/2026-NAMUNA', { holder: 'dm', notes: [before('clerk', 'arms_note')] }),
    item('demarcation', 'receipt', 'NAMUNA/2026/101', { inFile: 'land' }),
  ],
  reception: () => [item('road', 'receipt', 'NAMUNA/2026/102'), item('demarcation', 'receipt', 'NAMUNA/2026/101')],
};

export function begin(role: PracticeRole, rounds = 0): World {
  return { role, items: SAMPLES[role](), foundBySearch: [], rounds };
}

function change(world: World, id: string, make: (item: Item) => Partial<Item>): World {
  return { ...world, items: world.items.map((each) => (each.id === id ? { ...each, ...make(each) } : each)) };
}

export function onDesk(world: World): Item[] {
  return world.items.filter((each) => each.holder === 'me' && each.inFile === null);
}

export function sent(world: World): Item[] {
  return world.items.filter((each) => each.holder !== 'me' && each.inFile === null);
}

/** `found`: a search had narrowed the list when it was opened. */
export function open(world: World, id: string, found: boolean): World {
  const opened = change(world, id, () => ({ opened: true }));
  return found && !world.foundBySearch.includes(id) ? { ...opened, foundBySearch: [...world.foundBySearch, id] } : opened;
}

export function note(world: World, id: string, text: string): World {
  return change(world, id, ({ notes }) => ({ notes: [...notes, { by: 'me', text: text.trim(), typed: true }] }));
}

export function forward(world: World, id: string, to: Desk): World {
  return change(world, id, () => ({ holder: to, pulledBack: false }));
}

export function pullBack(world: World, id: string): World {
  return change(world, id, () => ({ holder: 'me', pulledBack: true }));
}

export function putInFile(world: World, receipt: string, file: string): World {
  const put = change(world, receipt, () => ({ inFile: file }));
  return change(put, file, ({ papers }) => ({ papers: [...papers, receipt] }));
}

/** A new letter at the receipt desk; its number follows those that there are. */
export function diarise(world: World, sender: string, subject: string): World {
  const number = `NAMUNA/2026/${101 + world.items.length}`;
  const made = item(`typed-${world.items.length}`, 'receipt', number, { sender: sender.trim(), subject: subject.trim(), typed: true });
  return { ...world, items: [made, ...world.items] };
}
