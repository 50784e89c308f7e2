// Which page of help belongs to which screen.
export const TOPICS = [
  'desk',
  'file',
  'receipt',
  'diarise',
  'new_file',
  'draft',
  'letter',
  'letters',
  'consultations',
  'dispatch',
  'pendency',
  'search',
  'waiting',
  'admin',
  'profile',
  'practice',
] as const;
export type Topic = (typeof TOPICS)[number];

const SCREENS: readonly (readonly [RegExp, Topic])[] = [
  [/^\/files\/new$/, 'new_file'],
  [/^\/files\/[^/]+\/drafts\/new$/, 'draft'],
  [/^\/files\//, 'file'],
  [/^\/receipts\//, 'receipt'],
  [/^\/drafts\//, 'draft'],
  [/^\/letters\//, 'letter'],
  [/^\/consultations/, 'consultations'],
  [/^\/oral-orders/, 'file'],
  [/^\/admin/, 'admin'],
];

/** The page for the screen at this path; the desk's for all others. */
export function topicOf(path: string): Topic {
  const named = TOPICS.find((topic) => path === `/${topic}`);
  return named ?? SCREENS.find(([screen]) => screen.test(path))?.[1] ?? 'desk';
}
