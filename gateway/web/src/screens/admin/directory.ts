// The directory as its keepers see it: loaded whole where a district has few of a kind, else looked up.
import { type Schemas, api, every, view } from '../../api/client';
import { placesChanged } from '../../parts/office/places';
import { reloadViews, useView } from '../../store/views';

export type Office = Schemas['OfficeView'];
export type Unit = Schemas['UnitView'];
export type Post = Schemas['PostView'];
export type Person = Schemas['PersonView'];
export type Charge = Schemas['ChargeView'];
export type PersonEntry = Schemas['PersonEntryView'];
export type PostEntry = Schemas['DirectoryEntryView'];
export type Role = NonNullable<Post['roles']>[number];

export const ROLES = [
  'dealing_hand',
  'section_officer',
  'receipt',
  'dispatch',
  'tl_section',
  'adm',
  'dm',
  'emd_manager',
  'administrator',
] as const satisfies readonly Role[];
export const CHARGE_KINDS = ['substantive', 'additional', 'link_officer', 'leave_substitute', 'acting_for'] as const;
export const OFFICE_KINDS = ['collectorate', 'development', 'tehsil', 'block', 'department', 'other'] as const;
export const LGD_LEVELS = ['state', 'district', 'subdistrict', 'block', 'village'] as const;

const PART = 200;
const from = (cursor: string | undefined) => (cursor ? { limit: PART, cursor } : { limit: PART });

export function usePosts(office: string) {
  return useView(`admin:posts:${office}`, () =>
    every((cursor) => view(api.GET('/directory', { params: { query: { office_id: office, ...from(cursor) } } }))),
  ).value;
}

/** Load again what a change may have altered. */
export function changed(): void {
  reloadViews('admin:');
  placesChanged();
}

/** The header that names the version that was seen. */
export function seen(entry: { version: number } | null) {
  return entry ? { header: { 'If-Match': `"${entry.version}"` } } : {};
}

/** The same inside a proposal, which has no header. */
export function seenVersion(entry: { version: number } | null) {
  return entry ? { expected_version: entry.version } : {};
}

export interface Branch {
  office: Office;
  below: Branch[];
}

/** Offices under the office above them: the revenue side first, else the development side. */
export function treeOf(offices: Office[]): Branch[] {
  const known = new Set(offices.map((office) => office.id));
  const above = (office: Office) =>
    [office.revenue_parent_id, office.development_parent_id].find((id) => id && known.has(id)) ?? null;
  const under = (parent: string | null): Branch[] =>
    offices.filter((office) => above(office) === parent).map((office) => ({ office, below: under(office.id) }));
  return under(null);
}

/** The branches that lead to an office whose names hold every word. */
export function narrowed(branches: Branch[], text: string): Branch[] {
  const sought = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (sought.length === 0) return branches;
  const fits = ({ name_hi, name_en, abbreviation_hi, abbreviation_en }: Office) => {
    const names = `${name_hi} ${name_en} ${abbreviation_hi} ${abbreviation_en}`.toLowerCase();
    return sought.every((word) => names.includes(word));
  };
  return branches.flatMap((branch) => {
    const below = narrowed(branch.below, text);
    return below.length > 0 || fits(branch.office) ? [{ office: branch.office, below }] : [];
  });
}

export type Head = NonNullable<Unit['heads']>[number];

/** Heads as a clerk writes them: `7 | भू-अभिलेख | Land records`, one in a line. */
export function headsText(heads: readonly Head[]): string {
  return heads.map((head) => [head.code, head.title_hi, head.title_en].join(' | ')).join('\n');
}

/** The heads of such a text, and the first line that is none. */
export function headsOf(text: string): { heads: Head[]; wrongLine: number | null } {
  const heads: Head[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (!line.trim()) continue;
    const [code, title_hi, title_en = title_hi] = line.split('|').map((part) => part.trim());
    if (!code || !title_hi || !title_en) return { heads, wrongLine: at + 1 };
    heads.push({ code, title_hi, title_en });
  }
  return { heads, wrongLine: null };
}

/** Whether a charge has begun. */
export function hasBegun(charge: Pick<Charge, 'held_from'>, now: number = Date.now()): boolean {
  return Date.parse(charge.held_from) <= now;
}
