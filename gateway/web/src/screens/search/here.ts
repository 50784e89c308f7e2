// The search without a line: through the rows and views that this PC keeps for the acting charge.
import type { Schemas } from '../../api/client';
import { session } from '../../api/session';
import { folded } from '../../i18n/folded';
import { store } from '../../store/db';
import type { Row } from '../desk/rows';
import type { Asked } from './asked';

export type Hit = Schemas['SearchHitView'];

const MOST = 100;
const FILE = /^file:([0-9a-f-]{36})$/;
const OF_FILE = /^file:([0-9a-f-]{36}):(notes|papers|consultations)$/;

/** What stands on this PC and has all the words, and where heads are given stands under one of them; the newest first. */
export async function searchHere(asked: Asked, heads: readonly string[] = []): Promise<Hit[]> {
  const words = folded(asked.text).split(/\s+/).filter(Boolean);
  const found = new Map<string, Hit>();
  for (const [hit, { said, head }] of await known()) {
    const text = folded(said);
    if (heads.length > 0 && !heads.includes(head)) continue;
    if (words.every((word) => text.includes(word)) && isWanted(hit, asked)) found.set(hit.id, hit);
  }
  return [...found.values()].sort((a, b) => b.made_at.localeCompare(a.made_at)).slice(0, MOST);
}

function isWanted(hit: Hit, { kind, label, state, year }: Asked): boolean {
  if (kind && hit.kind !== kind) return false;
  if (label && !hit.labels.some((each) => each === label)) return false;
  if (state && (hit.state === 'closed') !== (state === 'closed')) return false;
  return !year || hit.made_at.startsWith(year);
}

interface Known {
  said: string;
  /** Of the subject tree; empty where it stands under none. */
  head: string;
}

/** Papers with what is known of their words. */
async function known(): Promise<Map<Hit, Known>> {
  const [rows, files] = await Promise.all([keptRows(), keptFiles()]);
  const all = new Map<Hit, Known>();
  for (const row of rows) {
    const file = files.get(row.id);
    const said = [row.number, row.subject, row.sender, file?.said ?? ''].join('\n');
    all.set(file?.hit ?? hitOfRow(row), { said, head: file?.head ?? '' });
    files.delete(row.id);
  }
  for (const { hit, said, head } of files.values()) {
    if (hit.number) all.set(hit, { said: `${hit.number}\n${hit.subject}\n${said}`, head });
  }
  return all;
}

async function keptRows(): Promise<Row[]> {
  const charge = session.peek()?.chargeId;
  const range = IDBKeyRange.bound(`${charge}/`, `${charge}/\uffff`);
  const parts = await (await store()).getAll('rows', range);
  return parts.flatMap(({ value }) => (Array.isArray(value) ? (value as Row[]) : []));
}

interface KeptOne extends Known {
  hit: Hit;
}

async function keptFiles(): Promise<Map<string, KeptOne>> {
  const prefix = `${session.peek()?.person.id}/${session.peek()?.chargeId}/`;
  const files = new Map<string, KeptOne>();
  const of = (id: string) => files.get(id) ?? { hit: nothing(id), said: '', head: '' };
  const views = await (await store()).getAll('views', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
  for (const { key, value } of views) {
    const name = key.slice(prefix.length);
    const [, file] = FILE.exec(name) ?? [];
    const [, part] = OF_FILE.exec(name) ?? [];
    if (file) {
      const seen = value as Schemas['FileView'];
      files.set(file, { ...of(file), hit: hitOfFile(seen), head: seen.subject_head?.code ?? '' });
    }
    if (part) files.set(part, { ...of(part), said: `${of(part).said}\n${textsOf(value)}` });
  }
  return files;
}

/** All that is written in a view, whatever it is. */
function textsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textsOf).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const { paragraphs, question, title } = value as Record<string, unknown>;
  return [textsOf(paragraphs), textsOf(question), textsOf(title)].join('\n');
}

function nothing(id: string): Hit {
  return {
    kind: 'file',
    id,
    file_id: id,
    number: '',
    subject: '',
    sender: '',
    grading: 'normal',
    urgency: 'routine',
    labels: [],
    state: 'open',
    holder: null,
    made_at: '',
    found_by: 'text',
    snippet: null,
    cancelled: false,
  };
}

function hitOfFile(file: Schemas['FileView']): Hit {
  const { id, number, subject, grading, urgency, labels, state, holder, created_at } = file;
  return { ...nothing(id), number, subject, grading, urgency, labels, state, holder, made_at: created_at };
}

function hitOfRow(row: Row): Hit {
  const { id, kind, number, subject, sender, grading, urgency, labels, arrived_at, box } = row;
  const state = box === 'closed' ? 'closed' : 'open';
  const file_id = kind === 'file' ? id : null;
  return { ...nothing(id), kind, file_id, number, subject, sender, grading, urgency, labels, state, made_at: arrived_at };
}
